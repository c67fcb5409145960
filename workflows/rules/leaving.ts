/** A lead that wants no more mail while somebody of ours has it: that person is told, once. */
import { gone } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Lead } from "./lead.ts";
import type { Handoff } from "./life.ts";

/** Undefined where it hasn't left, or where it is known: whoever is told of a lead reads of its consent. */
export function leavingUntold(lead: Lead, handoff: Handoff): Decision | undefined {
  const why = gone(lead);
  if (why === undefined || handoff.leftToldAt !== undefined) return undefined;
  return { do: "tell sales", n: handoff.n, what: "left", because: `${why}: whoever has it is told` };
}
