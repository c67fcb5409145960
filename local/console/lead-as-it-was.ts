/** A lead's own row as it was known at an earlier instant. */
import type { Lead } from "../../workflows/rules/lead.ts";
import type { Known } from "../../workflows/rules/life.ts";

export function leadAt(life: Known, at: number): Lead {
  const { decidedAt: _, suppressedAt, consent, lifecycle, ...lead } = life.lead;
  return {
    ...lead,
    lifecycle: closedAt(life) > at ? "nurturing" : lifecycle,
    consent: until(consent, at, ["givenAt", "confirmedAt", "withdrawnAt", "noContactAt", "untrackedAt"]),
    ...(suppressedAt !== undefined && suppressedAt <= at ? { suppressedAt } : {}),
  };
}

/** When it became a customer or was disqualified, at the latest. */
function closedAt({ ledger, handoffs }: Known): number {
  const disqualified = ledger.filter(({ kind }) => kind === "qualification").map((line) => line.at);
  return Math.max(0, ...disqualified, ...handoffs.map((handoff) => handoff.closedAt ?? 0));
}

/** Without those instants that were still to come. */
export function until<T extends object, K extends keyof T>(item: T, at: number, instants: readonly K[]): T {
  const known = { ...item };
  for (const name of instants) {
    const instant = known[name];
    if (typeof instant === "number" && instant > at) delete known[name];
  }
  return known;
}
