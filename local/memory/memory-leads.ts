/** The lead table in memory: the same guards as on DynamoDB, and a stream of what changed on the lead's row. */
import * as z from "zod/mini";
import { leadIdOf, sortKey } from "../../functions/world/lead-items.ts";
import { mailboxTurned, REMEMBERED } from "../../functions/world/mailbox-item.ts";
import type { Cleared, Erasing, LeadTable, MailboxLimit, Written } from "../../functions/world/world.ts";
import { apply, type Change, type MailboxPlace } from "../../workflows/rules/change.ts";
import { Lead, type LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import { isKnown, type Life, lifeOfNobody } from "../../workflows/rules/life.ts";
import { BETWEEN_UNCONFIRMED, MOST_UNCONFIRMED, UNCONFIRMED_WITHIN } from "../../workflows/rules/sending.ts";
import type { Alarm } from "../clock.ts";
import { TaskError } from "../step-functions/errors.ts";
import { Alarms } from "../time/alarms.ts";
import { MemoryDesk } from "./memory-desk.ts";
import { readRowUpdate } from "./row-update.ts";

/** What the workflow writes on a lead's row. */
const Parked = z.pick(Lead, {
  ledgerSeq: true,
  wakeToken: true,
  nextWakeAt: true,
  decidedAt: true,
  trouble: true,
  troubles: true,
});

/** No instant is late enough for another mail. */
const SHUT = [Number.POSITIVE_INFINITY];

/** The lead's row before and after a write, as the stream tells it. */
export interface RowChange {
  readonly before: Lead | Tombstone | undefined;
  readonly after: Lead | Tombstone;
}

export class MemoryLeads implements LeadTable, Erasing {
  /** What of the sales desk is written with the leads. */
  readonly desk = new MemoryDesk();
  private readonly lives = new Map<LeadId, Life>();
  /** What was stored of leads that were erased, until it is cleared. */
  private readonly remains = new Map<LeadId, Life>();
  /** The last instants of each, the newest first. */
  private readonly mailboxes = new Map<string, { places: readonly number[]; leads: ReadonlySet<LeadId> }>();
  /** When each lead is to be looked at, the next first: nobody waits for ten thousand to be asked. */
  private readonly wakes = new Alarms();
  private readonly wakeOf = new Map<LeadId, Alarm>();
  private readonly changed: (change: RowChange) => void;
  private readonly wrote: (before: Life, after: Life) => void;

  constructor(
    changed: (change: RowChange) => void = () => undefined,
    wrote: (before: Life, after: Life) => void = () => undefined,
  ) {
    this.changed = changed;
    this.wrote = wrote;
  }

  async read(leadId: LeadId): Promise<Life> {
    const life = this.lives.get(leadId) ?? lifeOfNobody(leadId);
    return this.remains.has(leadId) ? { ...life, remains: true } : life;
  }

  async write(life: Life, change: Change): Promise<Written> {
    const current = this.lives.get(life.leadId) ?? lifeOfNobody(life.leadId);
    if (!sameDeliveries(life, current, change)) return "moved";
    if (change.aside) return this.note(current, change);
    const lines = new Set(current.ledger.map((line) => line.key));
    if (!sameRow(life, current) || change.ledger?.some((line) => lines.has(line.key))) return "moved";
    const after = inOrder(apply(current, change), change);
    if (after.lead === undefined)
      throw new Error(
        `A change to ${life.leadId} was decided on a life without a lead: only a post creates one.`,
      );
    const refused = this.desk.refuses(current, after, change);
    if (refused !== undefined) return refused;
    if (change.mailbox !== undefined && !this.takePlace(change.mailbox)) return "limited";
    this.turnMailbox(current, after);
    this.desk.wrote(current, after, change);
    this.put(current, after);
    return "written";
  }

  /** On the touches alone: whatever else was written meanwhile stays. */
  private note(current: Life, { touches = [] }: Change): "written" | "moved" {
    const noted = touches.flatMap(({ touchId, attempt, deliveredAt }) =>
      current.touches
        .filter((each) => each.touchId === touchId && each.attempt === attempt)
        .map((each) => ({ ...each, ...(deliveredAt === undefined ? {} : { deliveredAt }) })),
    );
    if (noted.length < touches.length) return "moved";
    this.put(current, apply(current, { touches: noted, aside: true }));
    return "written";
  }

  async *overdue(before: number): AsyncGenerator<LeadId> {
    for (const { leadId, lead, tombstone } of [...this.lives.values()]) {
      const { nextWakeAt } = lead ?? tombstone ?? {};
      if (nextWakeAt !== undefined && nextWakeAt <= before) yield leadId;
    }
  }

  private takePlace({ mailbox, leadId, at, alone }: MailboxPlace): boolean {
    const { places, leads } = this.mailboxes.get(mailbox) ?? { places: [], leads: new Set<LeadId>() };
    const [last = 0, , thirdLast = 0] = places;
    const isAlone = leads.size === 1 && leads.has(leadId);
    const hasRoom = last <= at - BETWEEN_UNCONFIRMED && thirdLast <= at - UNCONFIRMED_WITHIN;
    if (!hasRoom && !(alone && isAlone)) return false;
    const taken = [at, ...places].slice(0, MOST_UNCONFIRMED);
    this.mailboxes.set(mailbox, { places: taken, leads: new Set([...leads, leadId]) });
    return true;
  }

  private turnMailbox({ lead: before }: Life, { lead: after }: Life): void {
    const turned = mailboxTurned(before, after);
    if (turned?.to === "free") this.mailboxes.delete(turned.mailbox);
    if (turned?.to === "shut") this.mailboxes.set(turned.mailbox, { places: SHUT, leads: new Set() });
  }

  async bury(life: Life, tombstone: Tombstone): Promise<"buried" | "moved"> {
    const current = this.lives.get(life.leadId) ?? lifeOfNobody(life.leadId);
    if (!sameRow(life, current)) return "moved";
    this.desk.wrote(current, lifeOfNobody(life.leadId), {});
    if (isKnown(current)) this.remains.set(life.leadId, current);
    this.put(current, { ...lifeOfNobody(life.leadId), tombstone });
    return "buried";
  }

  async clear(leadId: LeadId): Promise<Cleared> {
    const { enrolments, touches, ledger, handoffs } = this.remains.get(leadId) ?? lifeOfNobody(leadId);
    this.remains.delete(leadId);
    const bornAt = this.lives.get(leadId)?.lead?.createdAt;
    const answers = this.desk.forget(
      leadId,
      handoffs.length === 0 ? 0 : (bornAt ?? Number.POSITIVE_INFINITY),
    );
    return {
      enrolments: enrolments.length,
      touches: touches.length,
      ledger: ledger.length,
      handoffs: handoffs.length,
      answers,
    };
  }

  async seal({ leadId, erasedAt }: Tombstone): Promise<void> {
    const life = this.lives.get(leadId);
    if (life?.tombstone?.erasedAt !== erasedAt) return;
    const { nextWakeAt, dueShard, ...tombstone } = life.tombstone;
    this.put(life, { ...life, tombstone });
  }

  async limit(mailbox: string): Promise<MailboxLimit | undefined> {
    const { places = [] } = this.mailboxes.get(mailbox) ?? {};
    const [lastAt] = places;
    if (lastAt === undefined || places === SHUT) return undefined;
    const mails = places.filter((at) => at > lastAt - REMEMBERED).length;
    return { mails, lastAt, forgottenAt: lastAt + REMEMBERED };
  }

  /** The workflow's own UpdateItem. */
  async updateItem(given: unknown): Promise<unknown> {
    const update = readRowUpdate(given);
    const life = this.lives.get(leadIdOf(update.pk));
    if (update.sk !== "LEAD")
      throw new Error(`The workflow updates ${update.sk}: only the lead's row may be.`);
    const row = update.apply(life?.lead);
    if (life === undefined) throw new TaskError("DynamoDb.ConditionalCheckFailedException");
    // All else is as it was, which was parsed when it came in.
    this.put(life, { ...life, lead: { ...(row as Lead), ...Parked.parse(row) } });
    return {};
  }

  /** A life that stands already: nobody is told of it, as of what was written long ago. */
  stand(life: Life): void {
    const nobody = lifeOfNobody(life.leadId);
    this.desk.wrote(nobody, life, life.lead === undefined ? {} : { create: life.lead });
    this.lives.set(life.leadId, life);
    this.noteWake(nobody, life);
  }

  /** As an erase leaves it: a tombstone and nothing else. */
  erase(leadId: LeadId, at: number): void {
    const life = this.lives.get(leadId) ?? lifeOfNobody(leadId);
    const erasedAt = Math.max(at, life.lead?.generation ?? 0);
    this.desk.wrote(life, lifeOfNobody(leadId), {});
    const tombstone = Tombstone.parse({ leadId, erasedAt, doNotContact: true });
    this.put(life, { ...lifeOfNobody(leadId), tombstone });
  }

  /** The earliest `nextWakeAt` of all leads, if any. */
  earliestWake(): number | undefined {
    return this.wakes.first()?.at;
  }

  all(): readonly Life[] {
    return [...this.lives.values()];
  }

  private put(before: Life, after: Life): void {
    this.lives.set(after.leadId, after);
    this.noteWake(before, after);
    this.wrote(before, after);
    const row = after.lead ?? after.tombstone;
    if (row && row !== (before.lead ?? before.tombstone))
      this.changed({ before: before.lead ?? before.tombstone, after: row });
  }

  private noteWake(before: Life, { leadId, lead, tombstone }: Life): void {
    const at = (lead ?? tombstone)?.nextWakeAt;
    if (at === (before.lead ?? before.tombstone)?.nextWakeAt) return;
    this.wakeOf.get(leadId)?.cancel();
    if (at === undefined) this.wakeOf.delete(leadId);
    else
      this.wakeOf.set(
        leadId,
        this.wakes.add(at, leadId, () => undefined),
      );
  }
}

/** Items come in the order of their sort keys, as a query returns them. */
function inOrder(life: Life, change: Change): Life {
  return {
    ...life,
    ...(change.enrolments?.length ? { enrolments: sorted(life.enrolments, sortKey.enrolment) } : {}),
    ...(change.touches?.length ? { touches: sorted(life.touches, sortKey.touch) } : {}),
    ...(change.ledger?.length ? { ledger: sorted(life.ledger, sortKey.line) } : {}),
    ...(change.handoffs?.length ? { handoffs: sorted(life.handoffs, sortKey.handoff) } : {}),
  };
}

function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The row's count says nothing of what is noted aside. */
function sameDeliveries(read: Life, current: Life, { touches = [] }: Change): boolean {
  const deliveredAt = (life: Life, touchId: string) =>
    life.touches.find((each) => each.touchId === touchId)?.deliveredAt;
  return touches.every(({ touchId }) => deliveredAt(read, touchId) === deliveredAt(current, touchId));
}

function sameRow(read: Life, current: Life): boolean {
  if (!isKnown(read)) return !isKnown(current) && read.tombstone?.erasedAt === current.tombstone?.erasedAt;
  return current.lead?.ledgerSeq === read.lead.ledgerSeq && current.lead.generation === read.lead.generation;
}
