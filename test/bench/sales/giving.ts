/** One gift of a lead to a person, as the referee saw it written, and who else could have had it. */
import type { Desk } from "../../../workflows/rules/desk.ts";
import type { Handoff, Known } from "../../../workflows/rules/life.ts";
import type { Instant } from "../../../workflows/rules/time.ts";
import type { Loads } from "./loads.ts";
import type { WorkingHours } from "./working-hours.ts";

export interface Giving {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly to: string;
  readonly pool: string;
  /** By the pool's turn: nobody had a claim to it, or nobody who could have it. */
  readonly isTurn: boolean;
  /** Why somebody could not have had it; undefined where they could. */
  readonly whyNot: (person: string) => "away" | "full" | "has had it" | "gone" | undefined;
}

/** Undefined where the write gave the lead to nobody. To be asked before the loads count the write. */
export function givingOf(
  before: Known,
  after: Known,
  desk: Desk,
  { loads, hours }: { readonly loads: Loads; readonly hours: ReadonlyMap<string, WorkingHours> },
  now: Instant,
): Giving | undefined {
  const handoff = after.handoffs.at(-1);
  const was = before.handoffs.find(({ n }) => n === handoff?.n);
  const { to, pool, status } = handoff ?? {};
  if (handoff === undefined || to === undefined || pool === undefined || status !== "released")
    return undefined;
  const line = after.ledger.find(
    ({ key }) =>
      key.startsWith(`handoff#${handoff.n}#to#`) && !before.ledger.some((each) => each.key === key),
  );
  if (line === undefined || was === undefined) return undefined;
  const people = desk.pools.find(({ name }) => name === pool)?.people ?? [];
  const had = handoff.asked ?? [];
  // Where everybody has had it, it goes round once more, and only whoever had it last is left out.
  const asked = people.every((key) => had.includes(key)) ? had.slice(-1) : had;
  const whyNot = (key: string) => {
    if (desk.people[key] === undefined) return "gone";
    if (asked.includes(key)) return "has had it";
    if (hours.get(key)?.isAway(now)) return "away";
    return loads.isFull(key) ? "full" : undefined;
  };
  return { life: after, handoff, to, pool, isTurn: line.what.includes("'s turn in "), whyNot };
}
