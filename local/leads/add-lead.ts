/** One lead, added by hand; from the command line or from the laptop's pages. */
import type { World } from "../../functions/world/world.ts";
import { gone } from "../../workflows/rules/consent.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { LeadsRefused } from "./leads-refused.ts";
import { newPost, type Origin } from "./new-post.ts";
import { campaignsOf } from "./sources.ts";
import { takeIn } from "./take-in.ts";

export interface Added {
  readonly leadId: LeadId;
  readonly inWords: string;
}

/** `fields` as `newPost` takes them. Throws LeadsRefused for an unknown source, an unusable address or a lead that was erased at its wish. */
export async function addLead(
  world: World,
  fields: Readonly<Record<string, string>>,
  origin: Origin,
): Promise<Added> {
  const campaigns = campaignsOf(origin.source, world.campaigns()).map(({ name }) => name);
  const post = newPost(fields, origin, world.campaigns());
  if ("problem" in post) throw new LeadsRefused(post.problem);
  const leadId = await world.identity.leadId(post.address);
  const before = await world.leads.read(leadId);
  if (before.tombstone?.doNotContact)
    throw new LeadsRefused(`${post.address} was erased at its wish: only its own post brings it back.`);
  const added = await takeIn(world, { ...post, leadId, at: world.receivedAt() });
  const who = `${post.address}, lead ${leadId},`;
  const left = before.lead && gone(before.lead);
  if (added === "unchanged") return { leadId, inWords: `${who} was added just so before: nothing changed.` };
  if (left !== undefined)
    return { leadId, inWords: `${who} is noted, but not brought back: ${left}. Only its own word counts.` };
  const is = before.lead ? "was known already; it" : "is new. It";
  const mail = origin.consent === undefined ? " It isn't mailed, since nobody says that it agreed." : "";
  return {
    leadId,
    inWords: `${who} ${is} enters ${campaigns.join(" and ")}, where it belongs there.${mail}`,
  };
}
