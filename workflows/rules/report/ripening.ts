/** How long leads took to ripen, in stretches that people speak of. */
import type { Spread } from "./spread.ts";

export interface Stretch {
  readonly stretch: string;
  /** Days, from on; and below which, where there is an end. */
  readonly from: number;
  readonly to: number | undefined;
  readonly leads: number;
}

/** Of leads by their days from coming to the first hand-off. */
export function stretches(days: Spread): readonly Stretch[] {
  return EDGES.map(([stretch, from, to]) => ({
    stretch,
    from,
    to,
    leads: days.between(from, to ?? Number.POSITIVE_INFINITY),
  }));
}

const EDGES = [
  ["within a day", 0, 1],
  ["1 to 7 days", 1, 7],
  ["1 to 2 weeks", 7, 14],
  ["2 to 4 weeks", 14, 28],
  ["1 to 2 months", 28, 61],
  ["2 to 3 months", 61, 91],
  ["3 to 6 months", 91, 182],
  ["6 to 12 months", 182, 365],
  ["over a year", 365, undefined],
] as const;
