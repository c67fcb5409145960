/** By how much a hand-off was over its campaign's threshold, in bands that people speak of. */
import type { Handoff } from "../life.ts";

const FROM = [
  [20, "20+ points over"],
  [10, "10–19 points over"],
  [5, "5–9 points over"],
] as const;
const LEAST = "0–4 points over";
const HANDS = "a raised hand";

/** In their order: from the closest to the surest, and those who needed no points. */
export const BANDS: readonly string[] = [LEAST, ...FROM.map(([, band]) => band).toReversed(), HANDS];

/** Points over the threshold that held when it was released; a raised hand needed none. */
export function bandOf(handoff: Handoff): string {
  const { threshold } = handoff;
  if (threshold === undefined) return HANDS;
  const over = handoff.score - threshold;
  return FROM.find(([from]) => over >= from)?.[1] ?? LEAST;
}
