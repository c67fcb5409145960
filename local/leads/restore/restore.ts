/** Copies from a restored table into the living one what is absent there; without `go` it only counts. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { commit, playbook } from "../../../functions/commit.ts";
import { type Item, LEAD_ROW, leadIdOf, toLife } from "../../../functions/world/lead-items.ts";
import type { ErasedMark } from "../../../functions/world/sent-mails.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { SECOND } from "../../../workflows/rules/time.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { persistently } from "../persistently.ts";
import { withStanding } from "./caught-up.ts";
import { comingBack } from "./coming-back.ts";
import { erasedSince, graveOf, hasLifeAfter, type Marks, marksOf } from "./erased-since.ts";
import { copiesOf, mayBeErased } from "./kept-copies.ts";
import { keptOff, leavingAgain } from "./left-since.ts";
import type { LivingTable } from "./living-table.ts";
import { takeOther } from "./other-items.ts";
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
 * `erased`: it was erased since, by its tombstone or by the mark of the erase. `grave`: it was erased before, and the
 * do-not-contact list has it again. `heldBack`: of a mail that it had no copy is left, or only a newer one, as an erase
 * leaves it that left no mark; or a life that began since lies there without its row. `gone`: it came and left since,
 * by its mark, and the do-not-contact list has it.
 */
export type Fate = "back" | "stands" | "anew" | "erased" | "grave" | "heldBack" | "gone";

export interface Restored {
  readonly leads: Record<Fate, number>;
  /** Mails that went after the instant of the table: marked, so that they don't go again. */
  sentSince: number;
  /** Who came back, or stands, and by a mark has left: none of them is written to. */
  leftSince: number;
  /** Items beside the leads: standings, places in mailboxes, accounts, turns, plans of imports. */
  others: number;
  /** Of whom somebody should look at, by fate: the first hundred of each. */
  readonly toSee: { readonly anew: LeadId[]; readonly heldBack: LeadId[] };
}

const MOST_TO_SEE = 100;

/** Broken off anywhere it is run again: what stands by then is passed over. */
export async function restore(job: RestoreJob): Promise<Restored> {
  const done: Restored = {
    leads: { back: 0, stands: 0, anew: 0, erased: 0, grave: 0, heldBack: 0, gone: 0 },
    sentSince: 0,
    leftSince: 0,
    others: 0,
    toSee: { anew: [], heldBack: [] },
  };
  const run: Run = { ...job, done, marks: await marksOf(job.world), met: new Set() };
  for await (const page of job.from.pages())
    for (let at = 0; at < page.length; at += job.rate) {
      const began = performance.now();
      const part = page.slice(at, at + job.rate);
      await allOf(run, part, ({ pk }) => `${pk?.S}`, take);
      const early = (part.length / job.rate) * SECOND - (performance.now() - began);
      if (job.go && early > 0 && Number.isFinite(early)) await job.world.pause(Math.ceil(early));
    }
  // Of whom the back-up knows nothing: they came, and were erased or left, after it. No execution follows from a grave.
  const { erased, left } = run.marks;
  const others = [...new Set([...erased.keys(), ...left.keys()])].filter((leadId) => !run.met.has(leadId));
  for (let at = 0; at < others.length; at += job.rate)
    await allOf(run, others.slice(at, at + job.rate), String, takeStranger);
  return done;
}

/** A restore under way. */
interface Run extends RestoreJob {
  readonly done: Restored;
  readonly marks: Marks;
  /** The leads that the restored table has. */
  readonly met: Set<LeadId>;
}

async function allOf<T>(
  run: Run,
  part: readonly T[],
  called: (each: T) => string,
  one: (run: Run, each: T) => Promise<void>,
): Promise<void> {
  await Promise.all(
    part.map((each) =>
      persistently(run.world, () => one(run, each)).catch((error) => stopped(called(each), error)),
    ),
  );
}

function stopped(what: string, cause: unknown): never {
  if (cause instanceof LeadsRefused) throw cause;
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  throw new LeadsRefused(
    `Stopped at ${what}: ${why}. Whoever came back stays; run the same command again to go on.`,
    { cause },
  );
}

async function take(run: Run, item: Item): Promise<void> {
  const row = unmarshall(item);
  if (row["sk"] !== LEAD_ROW) {
    if (await takeOther(run, item, row)) run.done.others++;
    return;
  }
  const leadId = leadIdOf(String(row["pk"]));
  note(run.done, leadId, await takeLead(run, leadId, item));
  run.met.add(leadId);
}

async function takeStranger(run: Run, leadId: LeadId): Promise<void> {
  const standing = await run.living.standing(leadId);
  const mark = run.marks.erased.get(leadId);
  if (standing?.erasedAt !== undefined) return note(run.done, leadId, { fate: mark ? "erased" : "gone" });
  // One that came anew stands, and no old life of it could come back.
  if (standing !== undefined) return;
  if (mark === undefined) return note(run.done, leadId, await keepOff(run, leadId));
  note(run.done, leadId, await buryAgain(run, mark, await run.living.items(leadId)));
}

/** What may lie there of it nobody reads, and nobody is told to delete: it asked for no erase. */
async function keepOff({ living, go, marks }: Run, leadId: LeadId): Promise<Taken> {
  const { leftAt: erasedAt = 0 } = marks.left.get(leadId)?.at(-1) ?? {};
  if (go) await living.putNew(graveOf({ leadId, erasedAt, doNotContact: true }, undefined));
  return { fate: "gone" };
}

function note(done: Restored, leadId: LeadId, { fate, sentSince = 0, leftSince = false }: Taken): void {
  done.leads[fate]++;
  done.sentSince += sentSince;
  if (leftSince) done.leftSince++;
  if ((fate === "anew" || fate === "heldBack") && done.toSee[fate].length < MOST_TO_SEE)
    done.toSee[fate].push(leadId);
}

interface Taken {
  readonly fate: Fate;
  readonly sentSince?: number;
  readonly leftSince?: boolean;
}

async function takeLead(run: Run, leadId: LeadId, item: Item): Promise<Taken> {
  const { living, go, marks } = run;
  const row = unmarshall(item);
  const { createdAt, erasedAt } = row;
  const standing = await living.standing(leadId);
  if (standing?.erasedAt !== undefined) return { fate: "erased" };
  if (standing !== undefined && standing.createdAt !== createdAt) return { fate: "anew" };
  if (standing !== undefined) return { fate: "stands", leftSince: await leavesAgain(run, leadId) };
  const mark = erasedSince(marks.erased.get(leadId), row);
  if (erasedAt === undefined) return bringBack(run, leadId, mark);
  // Whoever came anew after that erase, and left, is a stranger to the back-up.
  const { doNotContact } = keptOff({ leadId, erasedAt: Number(erasedAt) }, marks.left);
  const grave = doNotContact ? { ...item, doNotContact: { BOOL: true } } : item;
  if (go) await living.putNew(mark === undefined ? grave : graveOf(mark, undefined));
  return { fate: "grave" };
}

/** Who came back before a mark that was late. Elsewhere the row that stands knew before its mark was put. */
async function leavesAgain({ world, go, marks }: Run, leadId: LeadId): Promise<boolean> {
  const leavings = marks.left.get(leadId);
  if (leavings === undefined) return false;
  if (!go) return leavingAgain(await world.leads.read(leadId), leavings) !== undefined;
  const at = world.receivedAt();
  return (await commit(world, leadId, at, (life) => leavingAgain(life, leavings))) === "written";
}

async function bringBack(run: Run, leadId: LeadId, mark: ErasedMark | undefined): Promise<Taken> {
  const { from, living, go, world } = run;
  const [restored, stand] = await Promise.all([from.lead(leadId), living.items(leadId)]);
  if (mark !== undefined) return buryAgain(run, mark, stand);
  const { lead: before, ledger } = toLife(leadId, restored);
  if (before !== undefined && hasLifeAfter(stand, before.createdAt)) return { fate: "heldBack" };
  const items = withStanding(restored, stand);
  const copies = await copiesOf(world, leadId);
  if (!run.withoutCopies && mayBeErased(toLife(leadId, items).touches, copies, run))
    return { fate: "heldBack" };
  const knownLines = new Set(ledger.map(({ key }) => key));
  const leavings = run.marks.left.get(leadId) ?? [];
  const evidence = { copies, knownLines, leavings, playbook: playbook(world), now: world.receivedAt() };
  const lead = comingBack(leadId, items, evidence);
  // The whole was scanned a moment before it was read: nobody writes to a restored table.
  if (lead === undefined) throw new Error(`The row of ${leadId} is gone from ${from.name}: leave it alone.`);
  const isBack = go ? await living.bringBack(lead) : true;
  return isBack ? { fate: "back", sentSince: lead.sentSince, leftSince: lead.leftSince } : { fate: "anew" };
}

/** The do-not-contact list has them again. Nothing of a life that began since is touched. */
async function buryAgain(
  { living, go, world }: Run,
  mark: ErasedMark,
  stand: readonly Item[],
): Promise<Taken> {
  if (hasLifeAfter(stand, mark.erasedAt)) return { fate: "heldBack" };
  if (go) await living.putNew(graveOf(mark, stand.length > 0 ? world.receivedAt() : undefined));
  return { fate: "erased" };
}
