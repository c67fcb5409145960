/** Who was erased, by the marks that each erase leaves outside the table: a restore brings none of them back. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { dueShard, type Item, LEAD_ROW, LIFE, toItem } from "../../../functions/world/lead-items.ts";
import type { ErasedMark } from "../../../functions/world/sent-mails.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { persistently } from "../persistently.ts";
import { keptOff, type Leavings, leavingsIn } from "./left-since.ts";

export interface Marks {
  /** Of each lead the last one. */
  readonly erased: ReadonlyMap<LeadId, ErasedMark>;
  readonly left: Leavings;
}

/**
 * Read before anything is written: whoever is erased, or leaves, from then on does so in the living table. Throws
 * LeadsRefused where they can't be read: whoever was erased would come back, and who left be written to.
 */
export async function marksOf(world: World): Promise<Marks> {
  try {
    const left = await persistently(world, () => leavingsIn(world.sentMails.left()));
    const erased = await persistently(world, () => lastOfEach(world.sentMails.erased()));
    return { left, erased: new Map([...erased].map(([leadId, mark]) => [leadId, keptOff(mark, left)])) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadsRefused(
      `The marks of who was erased and of who left can't be read: ${why} Without them whoever was erased might come back, and whoever left be written to. Whoever restores needs s3:ListBucket on the bucket of sent mails; then run the same command again.`,
      { cause },
    );
  }
}

async function lastOfEach(marks: AsyncIterable<ErasedMark>): Promise<Marks["erased"]> {
  const last = new Map<LeadId, ErasedMark>();
  for await (const mark of marks) {
    const other = last.get(mark.leadId);
    if (other === undefined || isLater(mark, other)) last.set(mark.leadId, mark);
  }
  return last;
}

const isLater = (mark: ErasedMark, other: ErasedMark) =>
  mark.erasedAt > other.erasedAt || (mark.erasedAt === other.erasedAt && mark.doNotContact === true);

/**
 * The mark, if it is of the life that the back-up's row is of, or of a later one. An erase is never before a generation of
 * the life that it ends, and no generation of a life that follows is before it: by these two it holds to the millisecond.
 */
export function erasedSince(
  mark: ErasedMark | undefined,
  { generation, erasedAt }: Readonly<Record<string, unknown>>,
): ErasedMark | undefined {
  const isOfItOrLater =
    erasedAt === undefined
      ? Number(mark?.erasedAt) >= Number(generation)
      : Number(mark?.erasedAt) > Number(erasedAt);
  return isOfItOrLater ? mark : undefined;
}

/** Items of a life that began after that instant: the address was erased, and came anew. */
export function hasLifeAfter(standing: readonly Item[], at: Instant): boolean {
  return standing.some((item) => Number(unmarshall(item)[LIFE]) > at);
}

/** `clearAt`: where something of the life lies there still, when the sweeper is to look. */
export function graveOf(mark: ErasedMark, clearAt: Instant | undefined): Item {
  const due = clearAt === undefined ? {} : { nextWakeAt: clearAt, dueShard: dueShard(mark.leadId) };
  return toItem(mark.leadId, LEAD_ROW, { ...mark, ...due });
}
