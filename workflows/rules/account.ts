/** The account that a lead belongs to: its company, by the domain of its address. */

import { foldAddress } from "./address.ts";
import { addressKind } from "./address-kind.ts";

/** `foodcorp.example`; undefined for free mail and addresses to throw away, whose owners have nothing in common. */
export function accountOf(address: string): string | undefined {
  const kind = addressKind(address);
  if (kind === "free" || kind === "disposable") return undefined;
  const folded = foldAddress(address);
  return folded.slice(folded.lastIndexOf("@") + 1) || undefined;
}
