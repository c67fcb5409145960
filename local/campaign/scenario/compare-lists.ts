/** Two lists of things by name, one expected and one that happened, side by side. */
import type { Difference } from "./difference.ts";

interface Named {
  readonly name: string;
  /** As it is shown. */
  readonly says: string;
}

/**
 * One difference at most, at the first line of the expected list that it is about: all of both lists, those lines marked
 * `-` that were expected and did not happen, `+` that happened and were not expected.
 */
export function compareLists<E extends Named, H extends Named>(
  path: readonly PropertyKey[],
  expected: readonly E[],
  happened: readonly H[],
  same: (expected: E, happened: H) => boolean,
): readonly Difference[] {
  const rows = aligned(expected, happened).map(({ wanted, real }) => ({
    wanted,
    real,
    holds: wanted !== undefined && real !== undefined && same(wanted, real),
  }));
  const first = rows.findIndex(({ holds }) => !holds);
  if (first < 0) return [];
  const place = rows.slice(0, first).filter(({ wanted }) => wanted !== undefined).length;
  const lines = rows.flatMap(({ wanted, real, holds }) => {
    if (holds && real !== undefined) return [`  ${real.says}`];
    return [...(wanted ? [`- ${wanted.says}`] : []), ...(real ? [`+ ${real.says}`] : [])];
  });
  return [
    {
      path: place < expected.length ? [...path, place] : path,
      lines: ["- expected, + happened", ...lines],
    },
  ];
}

interface Row<E, H> {
  readonly wanted?: E;
  readonly real?: H;
}

/** In step where the names agree, by the longest common run of them. */
function aligned<E extends Named, H extends Named>(
  expected: readonly E[],
  happened: readonly H[],
): readonly Row<E, H>[] {
  const [wanted, ...laterWanted] = expected;
  const [real, ...laterReal] = happened;
  if (wanted === undefined) return happened.map((each) => ({ real: each }));
  if (real === undefined) return expected.map((each) => ({ wanted: each }));
  if (wanted.name === real.name) return [{ wanted, real }, ...aligned(laterWanted, laterReal)];
  const skipWanted = common(laterWanted, happened) >= common(expected, laterReal);
  return skipWanted
    ? [{ wanted }, ...aligned(laterWanted, happened)]
    : [{ real }, ...aligned(expected, laterReal)];
}

/** How many names the two have in common, in the same order. */
function common(expected: readonly Named[], happened: readonly Named[]): number {
  let row = Array<number>(happened.length + 1).fill(0);
  for (const { name } of expected) {
    const next = [0];
    for (const [at, { name: other }] of happened.entries())
      next.push(name === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}
