/** Copies from a restored table into the living one what is absent there; without `go` it only counts. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Item, LEAD_ROW, leadIdOf, toLife } from "../../../functions/world/lead-items.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Touch } from "../../../workflows/rules/life.ts";
import { DAY, type Instant, SECOND } from "../../../workflows/rules/time.ts";
import { persistently } from "../persistently.ts";
import { type Copies, comingBack, mayStillGo } from "./coming-back.ts";
import type { LivingTable } from "./living-table.ts";
import type { RestoredTable } from "./restored-table.ts";

export interface RestoreJob {
  readonly world: World;
  readonly from: RestoredTable;
  readonly living: LivingTable;
  readonly go: boolean;
  /** Leads brought back in a second at most. */
  readonly rate: number;
  /** How long copies of mails are kept, in milliseconds. */
  readonly mailsKept: number;
  /** Also those of whom no copy of a mail is left, as an erase leaves it. */
  readonly withoutCopies: boolean;
}

/**
 * `back`: brought back. `stands`: the same life stands already, and wins. `anew`: the address began another life since.
 * `erased`: it was erased since. `grave`: it was erased before, and the do-not-contact list has it again. `heldBack`: it
 * had mails, and the copy of none is left: it may have been erased since.
 */
export type Fate = "back" | "stands" | "anew" | "erased" | "grave" | "heldBack";

export interface Restored {
  readonly leads: Record<Fate, number>;
  /** Mails that went after the instant of the table: marked, so that they don't go again. */
  sentSince: number;
  /** Items beside the leads: standings, places in mailboxes, accounts, turns, plans of imports. */
  others: number;
  /** Of whom somebody should look at, by fate: the first hundred of each. */
  readonly toSee: { readonly anew: LeadId[]; readonly heldBack: LeadId[] };
}

const MOST_TO_SEE = 100;

/** Broken off anywhere it is run again: what stands by then is passed over. */
export async function restore(job: RestoreJob): Promise<Restored> {
  const done: Restored = {
    leads: { back: 0, stands: 0, anew: 0, erased: 0, grave: 0, heldBack: 0 },
    sentSince: 0,
    others: 0,
    toSee: { anew: [], heldBack: [] },
  };
  for await (const page of job.from.pages())
    for (let at = 0; at < page.length; at += job.rate) {
      const began = performance.now();
      const part = page.slice(at, at + job.rate);
      await Promise.all(part.map((item) => persistently(job.world, () => take(job, item, done))));
      const early = (part.length / job.rate) * SECOND - (performance.now() - began);
      if (job.go && early > 0 && Number.isFinite(early)) await job.world.pause(early);
    }
  return done;
}

async function take(job: RestoreJob, item: Item, done: Restored): Promise<void> {
  const row = unmarshall(item);
  if (row["sk"] !== LEAD_ROW) {
    if (await takeOther(job, item, row)) done.others++;
    return;
  }
  const leadId = leadIdOf(String(row["pk"]));
  const { fate, sentSince = 0 } = await takeLead(job, leadId, item);
  done.leads[fate]++;
  done.sentSince += sentSince;
  if ((fate === "anew" || fate === "heldBack") && done.toSee[fate].length < MOST_TO_SEE)
    done.toSee[fate].push(leadId);
}

async function takeLead(
  job: RestoreJob,
  leadId: LeadId,
  item: Item,
): Promise<{ readonly fate: Fate; readonly sentSince?: number }> {
  const { from, living, go, world } = job;
  const { createdAt, erasedAt } = unmarshall(item);
  const standing = await living.standing(leadId);
  if (standing?.erasedAt !== undefined) return { fate: "erased" };
  if (standing !== undefined) return { fate: standing.createdAt === createdAt ? "stands" : "anew" };
  if (erasedAt !== undefined) {
    if (go) await living.putNew(item);
    return { fate: "grave" };
  }
  const items = await from.lead(leadId);
  const { touches } = toLife(leadId, items);
  const copies = await copiesOf(world, leadId, touches);
  if (!job.withoutCopies && copies.none && touches.some((touch) => shouldHaveCopy(touch, job)))
    return { fate: "heldBack" };
  const lead = comingBack(leadId, items, copies.read, world.receivedAt());
  // The whole was scanned a moment before it was read: nobody writes to a restored table.
  if (lead === undefined) throw new Error(`The row of ${leadId} is gone from ${from.name}: leave it alone.`);
  const isBack = go ? await living.bringBack(lead) : true;
  return isBack ? { fate: "back", sentSince: lead.sentSince } : { fate: "anew" };
}

/** Only the copies of mails that the table doesn't know of, or that it may still send, are read. */
async function copiesOf(world: World, leadId: LeadId, touches: readonly Touch[]) {
  const read: Map<string, NonNullable<ReturnType<Copies["get"]>>> = new Map();
  let none = true;
  for await (const touchId of world.sentMails.list(leadId)) {
    none = false;
    const known = touches.find((touch) => touch.touchId === touchId);
    if (known !== undefined && !mayStillGo(known)) continue;
    const copy = await world.sentMails.read(leadId, touchId);
    if (copy) read.set(touchId, copy);
  }
  return { read, none };
}

/** An erase takes the copies with it, and nothing else does before their time. */
function shouldHaveCopy({ channel = "mail", status, claimedAt }: Touch, { world, mailsKept }: RestoreJob) {
  return channel === "mail" && status === "sent" && claimedAt > world.receivedAt() - mailsKept + 2 * DAY;
}

/** What follows from the leads comes with them; what the form's door counted is two days old at most. */
async function takeOther(
  { living, go, world }: RestoreJob,
  item: Item,
  { pk, sk, expiresAt = Number.POSITIVE_INFINITY }: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const isOurs = COPIED.some(({ of, under }) => of.test(String(pk)) && under.test(String(sk)));
  if (!isOurs || Number(expiresAt) * SECOND <= (world.receivedAt() satisfies Instant)) return false;
  return go ? living.putNew(item) : !(await living.isThere(item));
}

const COPIED: readonly { readonly of: RegExp; readonly under: RegExp }[] = [
  { of: /^CAMPAIGN#/, under: /^/ },
  { of: /^MAILBOX#/, under: /^/ },
  { of: /^IMPORT#/, under: /^/ },
  { of: /^ACCOUNT#/, under: /^ACCOUNT$/ },
  { of: /^DESK$/, under: /^(POOL|CLAIM)#/ },
];
