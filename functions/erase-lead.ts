/**
 * Takes everything of a lead away. First its row becomes a tombstone, in one write: from then on nothing else of it is read
 * or written. Then a mark outside the table says so, which outlives its loss: a restore brings nobody back who has one. Then
 * items and kept mails are deleted; the sweeper does all of it once more a little later, for what was under way.
 */
import type { Lead, Tombstone } from "../workflows/rules/lead.ts";
import type { Life } from "../workflows/rules/life.ts";
import { dueShard } from "./world/lead-items.ts";
import type { ErasedMark } from "./world/sent-mails.ts";
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
  const mark: ErasedMark = {
    leadId,
    // Not before any generation: a lead that returns gets one that no execution had.
    erasedAt: Math.max(at, lead?.generation ?? 0, tombstone?.erasedAt ?? 0),
    ...(doNotContact || tombstone?.doNotContact ? { doNotContact: true } : {}),
  };
  const due = { nextWakeAt: world.receivedAt(), dueShard: dueShard(leadId) };
  const buried = await world.erasing.bury(life, { ...mark, ...due });
  return buried === "moved" ? buried : clearRemains(world, mark, at);
}

/** Leaves the mark, and deletes what is left of a life that ended until then; again deletes nothing more. */
async function clearRemains(world: World, mark: ErasedMark, until: number): Promise<Erased> {
  // Not before the burial: one that was called off would keep a living lead out of a restore.
  await world.sentMails.markErased(mark);
  const mails = await world.sentMails.clear(mark.leadId, until);
  return { ...(await world.erasing.clear(mark.leadId)), mails };
}

/** Whoever came anew before the sweeper looked took the tombstone's place: nobody else would finish, or leave the mark. */
export async function clearFormerLife(world: World, { leadId, createdAt }: Lead): Promise<void> {
  await clearRemains(world, { leadId, erasedAt: createdAt - 1 }, createdAt);
}

/** The second time, when whatever was under way has come to its end: the sweeper need not look again. */
export async function finishErasing(world: World, tombstone: Tombstone): Promise<void> {
  const { leadId, erasedAt, doNotContact } = tombstone;
  const mark = { leadId, erasedAt, ...(doNotContact ? { doNotContact } : {}) };
  await clearRemains(world, mark, world.receivedAt());
  await world.erasing.seal(tombstone);
}
