/** The import's questions to a table in memory. */
import { gone } from "../../workflows/rules/consent.ts";
import type { Life } from "../../workflows/rules/life.ts";
import type { Asked, ImportPlan, ImportStore, PlanName, Seen } from "../leads/import-store.ts";
import type { MemoryLeads } from "./memory-leads.ts";

export class MemoryImportStore implements ImportStore {
  readonly #leads: Pick<MemoryLeads, "read">;
  readonly #plans = new Map<string, ImportPlan>();

  constructor(leads: Pick<MemoryLeads, "read">) {
    this.#leads = leads;
  }

  async look(asked: readonly Asked[]): Promise<readonly Seen[]> {
    return Promise.all(
      asked.map(async ({ leadId, key }) => {
        const life = await this.#leads.read(leadId);
        return { isImported: life.ledger.some((line) => line.key === key), lead: standingOf(life) };
      }),
    );
  }

  async plan({ source, hash }: PlanName): Promise<ImportPlan | undefined> {
    return this.#plans.get(`${source} ${hash}`);
  }

  async keepPlan({ source, hash }: PlanName, plan: ImportPlan): Promise<void> {
    this.#plans.set(`${source} ${hash}`, plan);
  }
}

function standingOf({ lead, tombstone }: Life): Seen["lead"] {
  if (tombstone?.doNotContact) return "erased";
  if (lead === undefined) return "nobody";
  return gone(lead) === undefined ? "here" : "gone";
}
