/** How much acts of one kind may earn within a span: nine links of one letter say little more than two. */
import * as z from "zod";
import { type Instant, milliseconds } from "./time.ts";

/** So many points in any stretch of that length, as people write it: `45 per 30 days`. */
export const PointsCap = z
  .string()
  .regex(
    /^[1-9]\d* per [1-9]\d* (second|minute|hour|day|week|month|year)s?$/,
    "a number of points and a span with its unit, such as `45 per 30 days`; neither is 0",
  );
export type PointsCap = z.infer<typeof PointsCap>;

/** What points can be given for. */
export const PointKind = z.enum(["form", "open", "click", "reply", "confirm", "spoke", "activities"]);
export type PointKind = z.infer<typeof PointKind>;

interface Earning {
  readonly line: { readonly key: string };
  readonly kind: PointKind;
  readonly at: Instant;
  readonly base: number;
}

export interface Award {
  readonly points: number;
  /** Why it isn't all that it might be. */
  readonly because?: string;
}

/** What each act gets, by its line's key. `acts` in order of time: who comes first is served first. Minus points have no cap. */
export function awarded(
  acts: readonly Earning[],
  caps: Readonly<Partial<Record<PointKind, PointsCap | undefined>>>,
): ReadonlyMap<string, Award> {
  const found = new Map<string, Award>();
  const given = new Map<PointKind, { readonly at: Instant; readonly points: number }[]>();
  const spans = new Map<PointsCap, ReturnType<typeof parts>>();
  for (const { line, kind, at, base } of acts) {
    const cap = caps[kind];
    if (cap === undefined || base <= 0) {
      found.set(line.key, { points: base });
      continue;
    }
    const { most, length } = spans.get(cap) ?? parts(cap);
    spans.set(cap, { most, length });
    const before = given.get(kind) ?? [];
    while (before[0] !== undefined && before[0].at <= at - length) before.shift();
    const room = most - before.reduce((total, { points }) => total + points, 0);
    const points = Math.min(base, room);
    found.set(line.key, points < base ? { points, because: `at most ${cap} for this` } : { points });
    before.push({ at, points });
    given.set(kind, before);
  }
  return found;
}

function parts(cap: PointsCap): { most: number; length: number } {
  const [most = "", span = ""] = cap.split(" per ");
  return { most: Number(most), length: milliseconds(span) };
}
