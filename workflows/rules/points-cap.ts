/** How much acts of one kind may earn within a span: nine links of one letter say little more than two. */
import * as z from "zod/mini";
import { type Instant, milliseconds } from "./time.ts";

/** So many points in any stretch of that length, as people write it: `45 per 30 days`. */
export const PointsCap = z
  .string()
  .check(
    z.regex(
      /^[1-9]\d* per [1-9]\d* (second|minute|hour|day|week|month|year)s?$/,
      "a number of points and a span with its unit, such as `45 per 30 days`; neither is 0",
    ),
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
  const stretches = new Map<PointKind, Stretch>();
  for (const { line, kind, at, base } of acts) {
    const cap = caps[kind];
    if (cap === undefined || base <= 0) {
      found.set(line.key, { points: base });
      continue;
    }
    const stretch = stretches.get(kind) ?? new Stretch(cap);
    stretches.set(kind, stretch);
    const points = stretch.give(base, at);
    found.set(line.key, points < base ? { points, because: `at most ${cap} for this` } : { points });
  }
  return found;
}

/** What was given within the cap's length before an act. */
class Stretch {
  readonly #most: number;
  readonly #length: number;
  readonly #given: { readonly at: Instant; readonly points: number }[] = [];
  #sum = 0;

  constructor(cap: PointsCap) {
    const [most = "", span = ""] = cap.split(" per ");
    this.#most = Number(most);
    this.#length = milliseconds(span);
  }

  /** As many of these points as there is room for at that instant, which isn't before the last one asked for. */
  give(base: number, at: Instant): number {
    while (this.#given[0] !== undefined && this.#given[0].at <= at - this.#length)
      this.#sum -= this.#given.shift()?.points ?? 0;
    const points = Math.min(base, this.#most - this.#sum);
    if (points > 0) this.#given.push({ at, points });
    this.#sum += points;
    return points;
  }
}
