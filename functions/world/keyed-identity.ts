/** Ids derived from addresses with a keyed hash, so that a table without its secret names nobody. */
import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import { foldAddress, mailboxOf } from "../../workflows/rules/address.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import type { KeyRing } from "./secret.ts";
import type { Identity } from "./world.ts";

export function keyedIdentity(ring: () => Promise<KeyRing>): Identity {
  const hash = async (text: string) => {
    const { key } = await ring();
    return createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  };
  return {
    leadId: async (address) => LeadId.parse(await hash(foldAddress(address, domainToASCII))),
    // Another text than any address, so that no id of a mailbox is a lead's.
    mailbox: (address) => hash(`mailbox ${mailboxOf(address, domainToASCII)}`),
    network: (network) => hash(`network ${network}`),
  };
}
