/** When it happens: a quarter in which leads come, and as long again and more until everything has come to its end. */
import { DAY, type Instant } from "../../../workflows/rules/time.ts";

export interface Quarter {
  readonly leads: number;
  readonly from: Instant;
  /** The last lead has come. */
  readonly ends: Instant;
  /** Everything has settled. */
  readonly settled: Instant;
}

const DAYS = 91;
/** A lead may be tried, asked after and tried again for weeks, rest, ripen once more, and go through that again. */
const SETTLING = 150 * DAY;

/** From 4 January 2027: three zones change their clocks in it, and Easter is at its end. */
export const WHOLE = quarter("2027-01-04T00:00:00Z", 10_000, DAYS);
/** As many leads a day, around Easter. */
export const TENTH = quarter("2027-03-22T00:00:00Z", 1_000, DAYS / 10);

/** For a test. */
export const HUNDREDTH = quarter("2027-03-22T00:00:00Z", 100, DAYS / 100);

function quarter(day: string, leads: number, days: number): Quarter {
  const from = Date.parse(day);
  return { leads, from, ends: from + days * DAY, settled: from + days * DAY + SETTLING };
}
