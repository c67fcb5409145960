/** When sales let a lead's time run out without a word: nobody answered, or whoever had accepted it never told of a contact. */
import type { Change } from "./change.ts";
import type { Handoff, Life } from "./life.ts";
import { NO_WORD } from "./promise.ts";

/** Whether it is this change by which a hand-off of the lead runs out. One that is withdrawn, with its reason, does not. */
export function salesFellSilent({ handoffs }: Life, change: Change): boolean {
  return (change.handoffs ?? []).some(
    (handoff) => ranOut(handoff) && !handoffs.some((before) => before.n === handoff.n && ranOut(before)),
  );
}

const ranOut = ({ status, reason, outcome }: Handoff) =>
  (status === "expired" && reason === undefined) || outcome === NO_WORD;
