/**
 * Imports a sheet, or tells what that would do. Whatever kills it, the next run goes on: a row that is stored has its line
 * in its lead's ledger, and the write that stores it is all or nothing.
 */
import { playbook } from "../../functions/commit.ts";
import type { World } from "../../functions/world/world.ts";
import { importKey } from "../../workflows/rules/capture.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { slotOf } from "../../workflows/rules/slots.ts";
import { type Instant, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import type { Asked, ImportPlan, ImportStore, Seen } from "./import-store.ts";
import { LeadsRefused } from "./leads-refused.ts";
import { persistently } from "./persistently.ts";
import type { RefusedRow, Sheet, SheetRow, UsableRow } from "./sheet.ts";
import { takeIn } from "./take-in.ts";

export interface ImportJob {
  readonly sheet: Sheet;
  readonly source: string;
  readonly world: World;
  readonly store: ImportStore;
  /** In which the first leads and the last begin, in milliseconds of sending time; one lead a second unless given. */
  readonly over?: number | undefined;
  /** Leads written in a second, at most. */
  readonly rate: number;
  /** False: tells what would happen, and writes nothing. */
  readonly go: boolean;
  /** Told after every batch, how many rows are done with. */
  readonly progress?: (rows: number) => void;
  readonly refused?: (row: RefusedRow) => void;
}

/**
 * What becomes of a row. `known`: it adds to a lead that is there. `gone`: noted on a lead that left, which is mailed no more
 * than before. `again`: imported before, or the same row twice. `erased`: left out.
 */
export type Fate = "new" | "known" | "gone" | "again" | "erased" | "refused";

export interface Imported {
  readonly counts: Readonly<Record<Fate, number>>;
  readonly plan: ImportPlan;
  /** When the first and the last of those that come in begin; absent when none does. */
  readonly begin: readonly [Instant, Instant] | undefined;
}

/** So many rows are looked up together, and then written together. */
const BATCH = 100;

export async function importSheet(job: ImportJob): Promise<Imported> {
  const { sheet, store, source, world } = job;
  const name = { source, hash: sheet.hash };
  const every = job.over === undefined ? SECOND : job.over / Math.max(1, sheet.total);
  const begun = await store.plan(name);
  const run = new ImportRun(job, begun ?? { begins: world.receivedAt(), from: 0, every });
  if (job.go && begun === undefined) await store.keepPlan(name, run.plan);
  for await (const batch of batchesOf(sheet.rows())) await run.work(batch);
  return { counts: run.counts, plan: run.plan, begin: run.begin };
}

interface Placed extends Asked {
  readonly row: UsableRow;
}

class ImportRun {
  readonly counts: Record<Fate, number> = { new: 0, known: 0, gone: 0, again: 0, erased: 0, refused: 0 };
  begin: Imported["begin"];
  plan: ImportPlan;
  readonly #job: ImportJob;
  /** The lines of this run, by lead: the same person may stand in the sheet twice. */
  readonly #met = new Map<LeadId, Set<string>>();
  #done = 0;

  constructor(job: ImportJob, plan: ImportPlan) {
    this.#job = job;
    this.plan = plan;
  }

  async work(rows: readonly SheetRow[]): Promise<void> {
    const { world, store, progress } = this.#job;
    const placed: Placed[] = [];
    for (const row of rows) {
      if ("refused" in row) this.#refuse(row);
      else {
        const leadId = await world.identity.leadId(row.post.address);
        placed.push({ row, leadId, key: importKey(row.post) });
      }
    }
    const seen = await persistently(world, () => store.look(placed));
    const ahead = placed.flatMap((each, at) => this.#meet(each, seen[at]));
    await this.#planFrom(ahead[0]);
    const slotted = ahead.map((each) => ({ ...each, startsAt: this.#slot(each.row) }));
    for (const { startsAt } of slotted) this.begin = widened(this.begin, startsAt);
    if (this.#job.go) await this.#write(slotted);
    this.#done += rows.length;
    progress?.(this.#done);
  }

  #refuse(row: RefusedRow): void {
    this.counts.refused++;
    this.#job.refused?.(row);
  }

  /** Counts the row, and keeps it if there is something to write. */
  #meet(placed: Placed, seen: Seen = { isImported: false, lead: "nobody" }): readonly Ahead[] {
    const met = this.#met.get(placed.leadId) ?? new Set();
    const fate = fateOf(placed, seen, met);
    this.#met.set(placed.leadId, met.add(placed.key));
    this.counts[fate]++;
    if (fate === "again" || fate === "erased") return [];
    return [{ ...placed, isNew: fate === "new" }];
  }

  /**
   * A run that goes on long after the one before would find the instants of all its rows past, and the leads would begin
   * together: then they are laid out anew from now on, and that is kept too.
   */
  async #planFrom(first: Ahead | undefined): Promise<void> {
    const { go, store, source, sheet, world } = this.#job;
    const now = world.receivedAt();
    if (first === undefined || this.begin !== undefined || this.#slot(first.row) > now - MINUTE) return;
    this.plan = { ...this.plan, begins: now, from: first.row.n };
    if (go) await store.keepPlan({ source, hash: sheet.hash }, this.plan);
  }

  /** A second's worth of leads at once, the rows of one lead in their order; and no more in that second. */
  async #write(ahead: readonly Slotted[]): Promise<void> {
    const { rate } = this.#job;
    const leads = [...Map.groupBy(ahead, ({ leadId }) => leadId).values()];
    const size = Math.min(BATCH, rate);
    for (let at = 0; at < leads.length; at += size) {
      const part = leads.slice(at, at + size);
      const began = performance.now();
      const results = await Promise.allSettled(part.map((rows) => this.#writeInOrder(rows)));
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw stopped(failed.reason, part.flat());
      const early = (part.length / rate) * SECOND - (performance.now() - began);
      if (early > 0) await this.#job.world.pause(early);
    }
  }

  async #writeInOrder(rows: readonly Slotted[]): Promise<void> {
    const { world } = this.#job;
    for (const { row, leadId, isNew, startsAt } of rows) {
      const post = { ...row.post, leadId, at: world.receivedAt(), startsAt };
      await persistently(world, () => takeIn(world, post, { isNew }));
    }
  }

  #slot({ n, post }: UsableRow): Instant {
    const { begins, from, every } = this.plan;
    const { world } = this.#job;
    return slotOf({ ...post, at: begins }, begins, Math.max(0, n - from) * every, playbook(world));
  }
}

interface Ahead extends Placed {
  readonly isNew: boolean;
}

interface Slotted extends Ahead {
  readonly startsAt: Instant;
}

function widened(span: Imported["begin"], at: Instant): readonly [Instant, Instant] {
  return span === undefined ? [at, at] : [Math.min(span[0], at), Math.max(span[1], at)];
}

function fateOf({ key }: Placed, seen: Seen, met: ReadonlySet<string>): Fate {
  if (seen.isImported || met.has(key)) return "again";
  if (seen.lead === "erased" || seen.lead === "gone") return seen.lead;
  return seen.lead === "nobody" && met.size === 0 ? "new" : "known";
}

async function* batchesOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<readonly SheetRow[]> {
  let batch: SheetRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function stopped(cause: unknown, ahead: readonly Ahead[]): LeadsRefused {
  const lines = ahead.map(({ row }) => row.line);
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return new LeadsRefused(
    `Stopped between line ${Math.min(...lines)} and line ${Math.max(...lines)}: ${why}. What is stored stays; run the same command again to go on.`,
    { cause },
  );
}
