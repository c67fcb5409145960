/** The release that a hand-off goes back to. */
import type { Handoff } from "../life.ts";
import { NO_WORD } from "../promise.ts";

/** Whoever accepted it and never said a word lost it, and others were asked: theirs is the first one's release, not one of its own. */
export function originOf(handoff: Handoff, handoffs: readonly Handoff[]): Handoff {
  const before = handoffs.find(({ n, outcome }) => n === handoff.n - 1 && outcome === NO_WORD);
  return before === undefined ? handoff : originOf(before, handoffs);
}
