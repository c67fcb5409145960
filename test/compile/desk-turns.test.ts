import fc from "fast-check";
import { expect, it } from "vitest";
import { checkTurns } from "../../workflows/compile/check-desk-turns.ts";
import type { Condition } from "../../workflows/rules/condition.ts";
import { Desk, type Pool } from "../../workflows/rules/desk.ts";
import { type Facts, holds } from "../../workflows/rules/holds.ts";
import { understand } from "../../workflows/rules/understand.ts";

const REGIONS = { german: ["AT", "DE"], alps: ["AT", "CH"], europe: ["AT", "CH", "DE", "FR"], far: ["NZ"] };

const some = <T>(...of: readonly T[]) => fc.subarray([...of], { minLength: 1 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const when = fc.constantFrom<Condition>(
  { employeesAtLeast: 50 },
  { employeesBelow: 50 },
  { not: { employeesAtLeast: 50 } },
  { any: [{ country: ["DE"] }, { employeesAtLeast: 200 }] },
);
const pool = fc
  .record({
    regions: maybe(some("german", "alps", "europe", "far")),
    segments: maybe(some("food", "large")),
    campaigns: maybe(some("small", "grown")),
    when: maybe(when),
  })
  .map((stated) => Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)));

const desk = fc.array(pool, { minLength: 1, maxLength: 4 }).map((pools) =>
  Desk.parse({
    manager: "ruth",
    people: {},
    regions: REGIONS,
    pools: [...pools, {}].map((each, at) => ({ ...each, name: `p${at}`, people: ["ruth"] })),
  }),
);

const lead = fc
  .record({
    country: maybe(fc.constantFrom("AT", "CH", "DE", "FR", "NZ", "US")),
    segment: maybe(fc.constantFrom("food", "large", "other")),
    campaign: fc.constantFrom("small", "grown", "-"),
    employees: maybe(fc.constantFrom("5", "50", "10-100", "500")),
  })
  .map(({ country, segment, campaign, employees }) => {
    const profile = { ...(country && { country }), ...(employees && { employees }) };
    const understood = understand("joe@dairy.example", profile, "Europe/Dublin");
    return { country, campaign, facts: { profile, answers: {}, understood, segment } satisfies Facts };
  });
type Lead = typeof lead extends fc.Arbitrary<infer T> ? T : never;
const leads = fc.sample(lead, { numRuns: 400, seed: 7 });

function fits({ regions, segments, campaigns, when: test }: Pool, { country, campaign, facts }: Lead) {
  const from = (name: string) =>
    REGIONS[name as keyof typeof REGIONS].some((code) => code === facts.understood.countryCode);
  return (
    (regions === undefined || (country !== undefined && regions.some(from))) &&
    (segments === undefined || segments.includes(facts.segment ?? "")) &&
    (campaigns === undefined || campaigns.includes(campaign)) &&
    (test === undefined || holds(test, facts))
  );
}

/** What a finding says that nobody is of: the pool at its place, of its regions the one that is named. */
function emptied({ pools }: Desk, [, at, key, place]: readonly PropertyKey[]) {
  const one = pools[Number(at)] as Pool;
  const region = key === "regions" ? one.regions?.[Number(place)] : undefined;
  return { at: Number(at), region, pool: region === undefined ? one : { ...one, regions: [region] } };
}

it("a pool that is said to get no lead gets none, nor one from a region that is said to send it none", () => {
  const said = { pools: 0, regions: 0 };
  fc.assert(
    fc.property(desk, (each) => {
      const first = (one: Lead) => each.pools.findIndex((other) => fits(other, one));
      for (const { path } of checkTurns(each)) {
        const empty = emptied(each, path);
        expect(leads.filter((one) => first(one) === empty.at && fits(empty.pool, one))).toEqual([]);
        said[empty.region === undefined ? "pools" : "regions"]++;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(said.pools).toBeGreaterThan(100);
  expect(said.regions).toBeGreaterThan(30);
});
