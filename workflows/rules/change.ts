/** The one way to change a lead's life: a rule answers with a `Change`, the table writes it in one transaction or not at all. */
import type { DeskChange } from "./holder.ts";
import type { Lead, LeadId } from "./lead.ts";
import type { Enrolment, Handoff, LedgerLine, Life, Touch } from "./life.ts";
import type { Instant } from "./time.ts";

/** The fields of the lead row that a change may set; the counters move by themselves. */
export type LeadFields = Omit<Lead, "leadId" | "ledgerSeq" | "wakeSeq" | "dueShard">;

/**
 * What one write does. On the lead row `set` and `remove`, on the other items `put` (whole). `create` writes a lead
 * where none stands. Every write adds one to `ledgerSeq`, a `wake` one to `wakeSeq` too.
 */
export interface Change {
  readonly create?: Lead;
  readonly set?: Partial<LeadFields>;
  readonly remove?: readonly ("endedAt" | "nextWakeAt" | "wakeToken" | "trouble")[];
  readonly wake?: boolean;
  readonly enrolments?: readonly Enrolment[];
  readonly touches?: readonly Touch[];
  /** New lines only: one that stands already refuses the write. */
  readonly ledger?: readonly LedgerLine[];
  /** Lines that stand already, whole: what they tell of happened again. */
  readonly amended?: readonly LedgerLine[];
  readonly handoffs?: readonly Handoff[];
  /** A mail that goes with it takes a place in a mailbox: where there is none, the whole write is `limited`. */
  readonly mailbox?: MailboxPlace;
  /** What of the sales desk goes with it. Who holds how many leads follows from the hand-offs by itself. */
  readonly desk?: DeskChange;
  /**
   * It notes `deliveredAt` on its touches and does nothing else. No decision hangs on that, so it stands beside the guard:
   * it moves no count, wakes nobody, and disturbs nobody who is about to sleep or to write.
   */
  readonly aside?: true;
}

/**
 * A place for one mail to an address that nobody has confirmed: one a day and three in all, over all spellings of a mailbox.
 * `alone`: a lead that is the only one there so far is held to neither; it agreed on the form, and that was enough.
 */
export interface MailboxPlace {
  readonly mailbox: string;
  readonly leadId: LeadId;
  readonly at: Instant;
  readonly alone: boolean;
}

/** The life as it is once `change` is written. */
export function apply(life: Life, change: Change): Life {
  return {
    leadId: life.leadId,
    lead: applyToLead(life.lead, change),
    tombstone: change.create ? undefined : life.tombstone,
    enrolments: merge(life.enrolments, change.enrolments, (item) => `${item.campaign}#${item.n}`),
    touches: merge(life.touches, change.touches, (item) => item.touchId),
    ledger: merge(merge(life.ledger, change.amended, keyOf), change.ledger, keyOf),
    handoffs: merge(life.handoffs, change.handoffs, (item) => String(item.n)),
  };
}

function applyToLead(lead: Lead | undefined, change: Change): Lead | undefined {
  const before = change.create ?? lead;
  if (before === undefined || change.aside) return before;
  const row: Lead = { ...before, ...change.set };
  for (const field of change.remove ?? []) delete row[field];
  if (change.create === undefined) row.ledgerSeq = before.ledgerSeq + 1;
  if (change.wake) row.wakeSeq = before.wakeSeq + 1;
  return row;
}

const keyOf = ({ key }: LedgerLine) => key;

function merge<T>(
  items: readonly T[],
  changed: readonly T[] | undefined,
  key: (item: T) => string,
): readonly T[] {
  if (!changed?.length) return items;
  const byKey = new Map(items.map((item) => [key(item), item]));
  for (const item of changed) byKey.set(key(item), item);
  return [...byKey.values()];
}
