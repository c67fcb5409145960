/** How the ledger grows: one line for each thing that happened, however often and in whatever order it is told. */
import type { Change, LedgerLine, Life } from "./life.ts";
import type { Instant } from "./time.ts";

/** A line holds so many instants; an image that is fetched more often is told of no more. 9 bytes each: 4.5 kB at most. */
export const MOST_INSTANTS = 500;

/**
 * The change that telling of `line` makes: the line, or the instants that its like did not know yet. Undefined when there
 * is nothing new. The earliest instants are kept, so that no order and no repetition makes a difference.
 */
export function tell(life: Life, line: LedgerLine): Pick<Change, "ledger" | "amended"> | undefined {
  const before = life.ledger.find(({ key }) => key === line.key);
  if (before === undefined) return { ledger: [line] };
  const known = instantsOf(before);
  if (known.includes(line.at)) return undefined;
  const [at = line.at, ...again] = [...known, line.at].sort((a, b) => a - b).slice(0, MOST_INSTANTS);
  return again.at(-1) === known.at(-1) && at === before.at && again.length === known.length - 1
    ? undefined
    : { amended: [{ ...before, at, again }] };
}

/** Every time that it happened, in order of time. */
export function instantsOf({ at, again = [] }: LedgerLine): readonly Instant[] {
  return [at, ...again];
}
