/** An address as typed at a prompt, read with the form's own care: a slip would export or erase somebody else, or nobody. */
import { domainToASCII } from "node:url";
import { usableAddress } from "../../workflows/rules/address.ts";
import { LeadsRefused } from "./leads-refused.ts";

/** Throws LeadsRefused, in words. */
export function readAddress(typed: string): string {
  const usable = usableAddress(typed, domainToASCII);
  if ("problem" in usable) throw new LeadsRefused(`"${typed}" is no address: ${usable.problem}`);
  return usable.address;
}
