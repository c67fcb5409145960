/** Ids derived from addresses with a keyed hash, so that a table without its secret names nobody. */
import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import { foldAddress } from "../../workflows/rules/address.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import type { KeyRing } from "./secret.ts";
import type { Identity } from "./world.ts";

export function keyedIdentity(ring: () => Promise<KeyRing>): Identity {
  return {
    async leadId(address) {
      const { key } = await ring();
      return LeadId.parse(
        createHmac("sha256", key).update(foldAddress(address, domainToASCII)).digest("hex").slice(0, 32),
      );
    },
  };
}
