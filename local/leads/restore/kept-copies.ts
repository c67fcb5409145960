/** What the kept copies of a lead's mails tell: which went after the table's instant, and whether it was erased since. */
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Touch } from "../../../workflows/rules/life.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { LeadsRefused } from "../leads-refused.ts";
import type { Copies } from "./coming-back.ts";

/** Throws LeadsRefused for a copy that is there and can't be read: the mail that it tells of would go again. */
export async function copiesOf(world: World, leadId: LeadId): Promise<Copies> {
  const read = new Map<string, NonNullable<ReturnType<Copies["get"]>>>();
  for await (const touchId of world.sentMails.list(leadId)) {
    const copy = await world.sentMails.read(leadId, touchId);
    if (copy) read.set(touchId, copy);
    else if (await isListed(world, leadId, touchId)) throw unreadable(leadId, touchId);
  }
  return read;
}

/** Deleted meanwhile, it is listed no more. */
async function isListed(world: World, leadId: LeadId, touchId: string): Promise<boolean> {
  for await (const each of world.sentMails.list(leadId)) if (each === touchId) return true;
  return false;
}

function unreadable(leadId: LeadId, touchId: string): LeadsRefused {
  return new LeadsRefused(
    `Stopped at lead ${leadId}: the copy of its mail ${touchId} is kept and can't be read. Without it that letter might go again. Whoever restores needs s3:GetObject on the bucket of sent mails beside s3:ListBucket, and a key if it has one of its own; then run the same command again.`,
  );
}

/**
 * Whether an erase may have come between: each mail that went has its copy, of that try or of one before it, until the
 * copies' time is over. An erase takes them, and a life that began after it leaves newer ones under the same names.
 */
export function mayBeErased(
  touches: readonly Touch[],
  copies: Copies,
  { world, mailsKept }: { readonly world: Pick<World, "receivedAt">; readonly mailsKept: number },
): boolean {
  const keptSince = world.receivedAt() - mailsKept + 2 * DAY;
  return touches.some(({ channel = "mail", status, claimedAt, touchId }) => {
    if (channel !== "mail" || status !== "sent" || claimedAt <= keptSince) return false;
    const copy = copies.get(touchId);
    return copy === undefined || copy.at > claimedAt;
  });
}
