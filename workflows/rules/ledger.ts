/** How the ledger grows: one line for each thing that happened, however often and in whatever order it is told. */

import type { Change } from "./change.ts";
import type { LedgerLine, Life } from "./life.ts";
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
  const all = known.includes(line.at) ? known : [...known, line.at].sort((a, b) => a - b);
  const [at = line.at, ...again] = all.slice(0, MOST_INSTANTS);
  const newest = again.at(-1) ?? at;
  const isKnown = newest === known.at(-1) && at === before.at && again.length === known.length - 1;
  const says = leastOf(before.probable, line.probable);
  if (isKnown && says.probable === before.probable) return undefined;
  return { amended: [{ ...before, at, ...(again.length === 0 ? {} : { again }), ...says }] };
}

/** Of two scanners on one link, whoever is told of last would have the say: so the first in the alphabet has. */
function leastOf(one: string | undefined, other: string | undefined): Pick<LedgerLine, "probable"> {
  const [probable] = [one, other].filter((each) => each !== undefined).sort();
  return probable === undefined ? {} : { probable };
}

/**
 * The same of what happens once, and is told under a key of its teller's: told again with another time it is no second
 * one, and the earliest time holds.
 */
export function tellOnce(life: Life, line: LedgerLine): Pick<Change, "ledger" | "amended"> | undefined {
  const before = life.ledger.find(({ key }) => key === line.key);
  if (before === undefined) return { ledger: [line] };
  return line.at < before.at ? { amended: [{ ...before, at: line.at }] } : undefined;
}

/** Every time that it happened, in order of time. */
export function instantsOf({ at, again = [] }: LedgerLine): readonly Instant[] {
  return [at, ...again];
}

/** For sorting: by time, and within one instant by key, so that the order in which lines were told makes no difference. */
export function byTime(a: Dated, b: Dated): number {
  return a.at - b.at || (a.key < b.key ? -1 : 1);
}

type Dated = Pick<LedgerLine, "at" | "key">;
