/** What an import asks of the table beside what the functions ask: who is there already, and how it was begun. */
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Instant } from "../../workflows/rules/time.ts";

export interface ImportStore {
  /** Of each, in the same order. Consistent: what is stored is seen. */
  look(asked: readonly Asked[]): Promise<readonly Seen[]>;
  /** How this file's rows are spread, if it has been begun. */
  plan(name: PlanName): Promise<ImportPlan | undefined>;
  keepPlan(name: PlanName, plan: ImportPlan): Promise<void>;
}

export interface Asked {
  readonly leadId: LeadId;
  /** The row's line in the lead's ledger. */
  readonly key: string;
}

export interface Seen {
  /** Whether the line stands: then the row was imported before. */
  readonly isImported: boolean;
  /** Whether there is such a lead; `gone`: it unsubscribed or bounced; `erased`: at its wish. One that was only kept no longer is nobody. */
  readonly lead: "nobody" | "here" | "gone" | "erased";
}

/** A file is known by its bytes, in one source. */
export interface PlanName {
  readonly source: string;
  readonly hash: string;
}

/**
 * Row `from` begins at `begins`, each later one `every` milliseconds after the one before it. Kept with the leads, so that
 * a run that goes on after a kill gives the rows the same instants.
 */
export interface ImportPlan {
  readonly begins: Instant;
  readonly from: number;
  readonly every: number;
}
