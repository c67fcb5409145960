import fc from "fast-check";
import { expect, test } from "vitest";
import { assign, type Rota, type Turn } from "../../workflows/rules/assign.ts";
import { Desk } from "../../workflows/rules/desk.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";
import { worker } from "../stories/selling.ts";

const KEYS = ["ada", "ben", "cem", "dee"] as const;
const AT_MOST = 3;
/** Nobody's colleague, so that nothing but the turn decides. */
const NOBODY_KNOWN = life({ lead: { address: "zoe@gmail.com" } });

/** What stands against each of them when one lead comes. */
const aMoment = fc.record({
  away: fc.subarray([...KEYS]),
  full: fc.subarray([...KEYS]),
});

interface Given {
  readonly away: readonly string[];
  readonly full: readonly string[];
}

function deskOf(away: readonly string[], people: readonly string[] = KEYS): Desk {
  const absence = [{ from: "2026-11-01", to: "2026-12-31" }];
  return Desk.parse({
    manager: "ada",
    people: Object.fromEntries(
      KEYS.map((key) => [key, worker(key, { atMost: AT_MOST, away: away.includes(key) ? absence : [] })]),
    ),
    pools: [{ name: "all", people }],
  });
}

/** Who gets each of the leads that come one after the other; undefined where nobody can. */
function served(moments: readonly Given[]): readonly (string | undefined)[] {
  let turn: Turn = { order: [], seen: 0 };
  return moments.map(({ away, full }) => {
    const rota: Rota = { open: new Map(full.map((key) => [key, AT_MOST])), turns: new Map([["all", turn]]) };
    const playbook = { ...PLAYBOOK, desk: deskOf(away) };
    const found = assign(NOBODY_KNOWN, handoff(), playbook, { rota, accountOwner: undefined }, MONDAY + DAY);
    if ("full" in found) return undefined;
    if (found.desk.turn) turn = { order: found.desk.turn.order, seen: found.desk.turn.seen + 1 };
    return found.to;
  });
}

const count = (got: readonly (string | undefined)[], key: string) =>
  got.filter((each) => each === key).length;

test("two people of a pool who are there and have room the whole time differ by one turn at most, whatever befalls the others", () => {
  fc.assert(
    fc.property(
      fc.array(aMoment, { minLength: 1, maxLength: 40 }),
      fc.subarray([...KEYS], { minLength: 2 }),
      (moments, free) => {
        const kept = (keys: readonly string[]) => keys.filter((key) => !free.some((each) => each === key));
        const got = served(moments.map(({ away, full }) => ({ away: kept(away), full: kept(full) })));
        const turns = free.map((key) => count(got, key));
        expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
        expect(got).not.toContain(undefined);
      },
    ),
    { numRuns: 100 },
  );
});

test("nobody gets a lead who is away or full, and somebody does as long as anybody can", () => {
  fc.assert(
    fc.property(fc.array(aMoment, { minLength: 1, maxLength: 40 }), (moments) => {
      for (const [at, to] of served(moments).entries()) {
        const { away = [], full = [] } = moments[at] ?? {};
        const able = KEYS.filter((key) => !away.includes(key) && !full.includes(key));
        if (able.length === 0) expect(to).toBeUndefined();
        else expect(able).toContain(to);
      }
    }),
    { numRuns: 100 },
  );
});

test("who was away keeps the place, and is next on the first day back, once and not for all that was missed", () => {
  const there = { away: [], full: [] };
  const benAway = { away: ["ben"], full: [] };
  const got = served([there, benAway, benAway, benAway, benAway, benAway, there, there, there, there]);
  expect(got).toEqual(["ada", "cem", "dee", "ada", "cem", "dee", "ben", "ada", "cem", "dee"]);
});
