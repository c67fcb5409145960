/** The account that a lead belongs to: its company, by the domain of its address. */

import { foldAddress } from "./address.ts";
import { addressKind } from "./address-kind.ts";

/** `foodcorp.example`; undefined for free mail and addresses to throw away, whose owners have nothing in common. */
export function accountOf(address: string): string | undefined {
  const kind = addressKind(address);
  if (kind === "free" || kind === "disposable") return undefined;
  const folded = foldAddress(address, inAscii);
  return folded.slice(folded.lastIndexOf("@") + 1) || undefined;
}

/** One company, whether its name is written in its own script or in punycode. */
function inAscii(domain: string): string {
  return URL.parse(`http://${domain}`)?.hostname ?? "";
}
