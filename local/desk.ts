/** What people of ours do on the laptop's pages with leads, in a world as the functions have it. */
import type { World } from "../functions/world/world.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import type { Desk } from "./console/sources.ts";
import { addLead } from "./leads/add-lead.ts";
import { takeLead } from "./leads/take-lead.ts";

export function deskOf(world: World): Desk {
  return {
    add: (fields, origin) => addLead(world, fields, { ...origin, by: "hand" }),
    take: (leadId, because) => takeLead(world, leadId as LeadId, because),
  };
}
