/**
 * Takes everything of a lead away. First its row becomes a tombstone, in one write: from then on nothing else of it is read
 * or written. Then items and kept mails are deleted; the sweeper does so once more a little later, for what was under way.
 */
import type { LeadId, Tombstone } from "../workflows/rules/lead.ts";
import type { Life } from "../workflows/rules/life.ts";
import { dueShard } from "./world/lead-items.ts";
import type { Cleared, World } from "./world/world.ts";

export interface Erased extends Cleared {
  readonly mails: number;
}

/**
 * `doNotContact`: the lead asked for it, or had left before, and no import brings it back. `moved`: nothing was erased,
 * somebody wrote since `life` was read. Whose execution still sleeps, it is woken by the stream and ends.
 */
export async function eraseLead(
  world: World,
  life: Life,
  at: number,
  doNotContact: boolean,
): Promise<Erased | "moved"> {
  const { leadId, lead, tombstone } = life;
  const buried = await world.erasing.bury(life, {
    leadId,
    // Not before any generation: a lead that returns gets one that no execution had.
    erasedAt: Math.max(at, lead?.generation ?? 0, tombstone?.erasedAt ?? 0),
    ...(doNotContact || tombstone?.doNotContact ? { doNotContact: true } : {}),
    nextWakeAt: world.receivedAt(),
    dueShard: dueShard(leadId),
  });
  return buried === "moved" ? buried : clearRemains(world, leadId, at);
}

/** Deletes what is left of a life that ended until then; again deletes nothing more. */
export async function clearRemains(world: World, leadId: LeadId, until: number): Promise<Erased> {
  const mails = await world.sentMails.clear(leadId, until);
  return { ...(await world.erasing.clear(leadId)), mails };
}

/** The second time, when whatever was under way has come to its end: the sweeper need not look again. */
export async function finishErasing(world: World, tombstone: Tombstone): Promise<void> {
  await clearRemains(world, tombstone.leadId, world.receivedAt());
  await world.erasing.seal(tombstone);
}
