/** The lead that a command is about. */
import type { World } from "../../functions/world/world.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { LeadsRefused } from "./leads-refused.ts";

/** Throws LeadsRefused for an address that no lead has. */
export async function knownLead({ leads, identity }: World, email: string): Promise<Known> {
  const life = await leads.read(await identity.leadId(email));
  if (isKnown(life)) return life;
  throw new LeadsRefused(`There is no lead with the address ${email}.`);
}

export function whoIs({ lead, leadId }: Known): string {
  const who = [lead.profile.name, lead.profile.company, lead.address].filter(Boolean).join(", ");
  return `${who} (lead ${leadId})`;
}
