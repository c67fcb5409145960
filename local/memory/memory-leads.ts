/** The lead table in memory: the same guards as on DynamoDB, and a stream of what changed on the lead's row. */
import { leadIdOf } from "../../functions/world/lead-items.ts";
import type { LeadTable } from "../../functions/world/world.ts";
import { Lead, type LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import { apply, type Change, isKnown, type Life } from "../../workflows/rules/life.ts";
import { TaskError } from "../step-functions/errors.ts";
import { readRowUpdate } from "./row-update.ts";

/** The lead's row before and after a write, as the stream tells it. */
export interface RowChange {
  readonly before: Lead | Tombstone | undefined;
  readonly after: Lead | Tombstone;
}

export class MemoryLeads implements LeadTable {
  private readonly lives = new Map<LeadId, Life>();
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
    return this.lives.get(leadId) ?? nobody(leadId);
  }

  async write(life: Life, change: Change): Promise<"written" | "moved"> {
    const current = this.lives.get(life.leadId) ?? nobody(life.leadId);
    const lines = new Set(current.ledger.map((line) => line.key));
    if (!sameRow(life, current) || change.ledger?.some((line) => lines.has(line.key))) return "moved";
    this.put(current, apply(current, change));
    return "written";
  }

  async *overdue(before: number): AsyncGenerator<LeadId> {
    for (const { lead } of [...this.lives.values()]) {
      if (lead?.nextWakeAt !== undefined && lead.nextWakeAt <= before) yield lead.leadId;
    }
  }

  /** The workflow's own UpdateItem. */
  async updateItem(given: unknown): Promise<unknown> {
    const update = readRowUpdate(given);
    const life = this.lives.get(leadIdOf(update.pk));
    if (update.sk !== "LEAD")
      throw new Error(`The workflow updates ${update.sk}: only the lead's row may be.`);
    const row = update.apply(life?.lead);
    if (life === undefined) throw new TaskError("DynamoDb.ConditionalCheckFailedException");
    this.put(life, { ...life, lead: Lead.parse(row) });
    return {};
  }

  /** As an erase leaves it: a tombstone and nothing else. */
  erase(leadId: LeadId, at: number): void {
    const life = this.lives.get(leadId) ?? nobody(leadId);
    const erasedAt = Math.max(at, life.lead?.generation ?? 0);
    this.put(life, { ...nobody(leadId), tombstone: Tombstone.parse({ leadId, erasedAt }) });
  }

  /** The earliest `nextWakeAt` of all leads, if any. */
  earliestWake(): number | undefined {
    const wakes = [...this.lives.values()].flatMap(({ lead }) => lead?.nextWakeAt ?? []);
    return wakes.length === 0 ? undefined : Math.min(...wakes);
  }

  all(): readonly Life[] {
    return [...this.lives.values()];
  }

  private put(before: Life, after: Life): void {
    this.lives.set(after.leadId, after);
    this.wrote(before, after);
    const row = after.lead ?? after.tombstone;
    if (row) this.changed({ before: before.lead ?? before.tombstone, after: row });
  }
}

function sameRow(read: Life, current: Life): boolean {
  if (!isKnown(read)) return !isKnown(current);
  return current.lead?.ledgerSeq === read.lead.ledgerSeq && current.lead.generation === read.lead.generation;
}

function nobody(leadId: LeadId): Life {
  return {
    leadId,
    lead: undefined,
    tombstone: undefined,
    enrolments: [],
    touches: [],
    ledger: [],
    handoffs: [],
  };
}
