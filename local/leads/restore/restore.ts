/** Copies from a restored table into the living one what is absent there; without `go` it only counts. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { type Item, LEAD_ROW, leadIdOf, toLife } from "../../../functions/world/lead-items.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { type Instant, SECOND } from "../../../workflows/rules/time.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { persistently } from "../persistently.ts";
import { hasNewerLife, withStanding } from "./caught-up.ts";
import { comingBack } from "./coming-back.ts";
import { copiesOf, mayBeErased } from "./kept-copies.ts";
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
  /** Also those of whose mails not each has its copy, as an erase leaves it. */
  readonly withoutCopies: boolean;
}

/**
 * `back`: brought back. `stands`: the same life stands already, and wins. `anew`: the address began another life since.
 * `erased`: it was erased since. `grave`: it was erased before, and the do-not-contact list has it again. `heldBack`: of
 * a mail that it had no copy is left, or only a newer one: it may have been erased since.
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
      const taken = part.map((item) =>
        persistently(job.world, () => take(job, item, done)).catch((error) => stopped(item, error)),
      );
      await Promise.all(taken);
      const early = (part.length / job.rate) * SECOND - (performance.now() - began);
      if (job.go && early > 0 && Number.isFinite(early)) await job.world.pause(early);
    }
  return done;
}

function stopped({ pk }: Item, cause: unknown): never {
  if (cause instanceof LeadsRefused) throw cause;
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  throw new LeadsRefused(
    `Stopped at ${pk?.S}: ${why}. Whoever came back stays; run the same command again to go on.`,
    { cause },
  );
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

interface Taken {
  readonly fate: Fate;
  readonly sentSince?: number;
}

async function takeLead(job: RestoreJob, leadId: LeadId, item: Item): Promise<Taken> {
  const { living, go } = job;
  const { createdAt, erasedAt } = unmarshall(item);
  const standing = await living.standing(leadId);
  if (standing?.erasedAt !== undefined) return { fate: "erased" };
  if (standing !== undefined) return { fate: standing.createdAt === createdAt ? "stands" : "anew" };
  if (erasedAt !== undefined) {
    if (go) await living.putNew(item);
    return { fate: "grave" };
  }
  return bringBack(job, leadId);
}

async function bringBack(job: RestoreJob, leadId: LeadId): Promise<Taken> {
  const { from, living, go, world } = job;
  const [restored, stand] = await Promise.all([from.lead(leadId), living.items(leadId)]);
  if (hasNewerLife(restored, stand)) return { fate: "heldBack" };
  const items = withStanding(restored, stand);
  const { touches } = toLife(leadId, items);
  const copies = await copiesOf(world, leadId);
  if (!job.withoutCopies && mayBeErased(touches, copies, job)) return { fate: "heldBack" };
  const knownLines = new Set(toLife(leadId, restored).ledger.map(({ key }) => key));
  const zone = world.settings.defaultTimeZone;
  const lead = comingBack(leadId, items, { copies, knownLines, zone, now: world.receivedAt() });
  // The whole was scanned a moment before it was read: nobody writes to a restored table.
  if (lead === undefined) throw new Error(`The row of ${leadId} is gone from ${from.name}: leave it alone.`);
  const isBack = go ? await living.bringBack(lead) : true;
  return isBack ? { fate: "back", sentSince: lead.sentSince } : { fate: "anew" };
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
