import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { whyNever } from "../../workflows/compile/can-hold.ts";
import type { Bounds } from "../../workflows/compile/literals.ts";
import type { Condition } from "../../workflows/rules/condition.ts";
import { type Facts, holds } from "../../workflows/rules/holds.ts";
import { understand } from "../../workflows/rules/understand.ts";

const BOUNDS: Bounds = { fit: [-10, 50], score: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] };

const some = <T>(...of: readonly T[]) => fc.subarray([...of], { minLength: 1 });
const name = some("a", "b", "c");
const points = fc.constantFrom(-20, 0, 30, 50, 60);

const leaf = fc
  .record<Condition>(
    {
      employeesAtLeast: fc.constantFrom(10, 50),
      employeesBelow: fc.constantFrom(10, 50, 51),
      industry: some("food", "Föod", "cold"),
      country: some("DE", "at"),
      has: fc.subarray(["company", "phone"] as const),
      answers: fc.dictionary(fc.constantFrom("timeline", "worry"), fc.subarray(["now", "later"])),
      address: some("free", "company"),
      domain: some("acme.example", "gmail.com"),
      source: some("guide", "import"),
      form: name,
      segment: name,
      fitAtLeast: points,
      fitBelow: points,
      scoreAtLeast: points,
      scoreBelow: points,
      clicked: name,
      opened: name,
      replied: fc.boolean(),
      did: name,
      outcome: fc.dictionary(fc.constantFrom("call"), some("spoke", "voicemail")),
      lifecycle: some("nurturing", "customer"),
    },
    { requiredKeys: [] },
  )
  .map((all) => Object.fromEntries(Object.entries(all).slice(0, 3)) as Condition);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const set = fc.subarray(["a", "b", "c"]).map((names) => new Set(names));

const lead: fc.Arbitrary<Facts> = fc
  .record({
    employees: maybe(fc.constantFrom("5", "10-49", "50", "200+", "many")),
    industry: maybe(fc.constantFrom("Food", "cold stores", "food and cold")),
    country: maybe(fc.constantFrom("Germany", "AT", "nowhere")),
    company: maybe(fc.constantFrom("Acme", "n/a")),
    phone: maybe(fc.constant("+49 30 1234567")),
    email: fc.constantFrom("x@acme.example", "x@gmail.com", "info@other.example"),
    answers: fc.dictionary(fc.constantFrom("timeline", "worry"), fc.constantFrom("now", "later", "else")),
    form: fc.constantFrom("guide", "import", "else"),
    segment: maybe(fc.constantFrom("a", "b", "c", "d")),
    fit: fc.integer({ min: -10, max: 50 }),
    score: fc.integer({ min: -100, max: 100 }),
    deeds: fc.record({ clicked: set, opened: set, forms: set, activities: set, replied: fc.boolean() }),
    outcome: maybe(fc.constantFrom("spoke", "voicemail", "no-answer")),
    lifecycle: fc.constantFrom("nurturing", "customer", "mql"),
  })
  .map(({ email, answers, form, segment, fit, score, deeds, outcome, lifecycle, ...said }) => {
    const profile = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined));
    return {
      ...{ profile, answers, segment, fit, score, lifecycle, address: email },
      understood: understand(email, profile, "Europe/Dublin"),
      source: { form, utm: {}, at: 0 },
      deeds: { ...deeds, outcomes: new Map(outcome === undefined ? [] : [["call", outcome]]) },
    };
  });

const leads = fc.sample(lead, { numRuns: 300, seed: 7 });

describe("what is said never to hold", () => {
  it("holds of no lead, whatever it said and did", () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), (all) => {
        if (whyNever(all, BOUNDS) === undefined) return;
        refused++;
        expect(leads.filter((facts) => all.every((each) => holds(each, facts)))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  const rows: readonly (readonly [string, readonly Condition[], boolean])[] = [
    ["nothing", [{}], false],
    ["not everything", [{ not: {} }], true],
    ["one of two ranges that touch", [{ employeesAtLeast: 50, employeesBelow: 51 }], false],
    ["two ranges that don't", [{ employeesAtLeast: 50, employeesBelow: 50 }], true],
    [
      "an unknown range, neither above nor below",
      [{ not: { any: [{ employeesAtLeast: 50 }, { employeesBelow: 50 }] } }],
      false,
    ],
    [
      "a known score, neither above nor below",
      [{ not: { any: [{ scoreAtLeast: 50 }, { scoreBelow: 50 }] } }],
      true,
    ],
    ["two words of one industry", [{ industry: ["food"] }, { industry: ["cold"] }], false],
    ["one word, said and not said", [{ industry: ["Föod"] }, { not: { industry: ["food", "cold"] } }], true],
    [
      "a wider list, one of it not said",
      [{ industry: ["food", "cold"] }, { not: { industry: ["food"] } }],
      false,
    ],
    ["two segments at once", [{ segment: ["a", "b"] }, { segment: ["c"] }], true],
    [
      "three lists that have nothing in common",
      [{ segment: ["a", "b"] }, { segment: ["b", "c"] }, { segment: ["a", "c"] }],
      true,
    ],
    ["a link followed and not followed", [{ clicked: ["a"] }, { not: { clicked: ["a"] } }], true],
    ["one link and not the other", [{ clicked: ["a", "b"] }, { not: { clicked: ["a"] } }], false],
    ["a reply and none", [{ replied: true }, { not: { all: [{ replied: true }] } }], true],
    ["one way out of two", [{ any: [{ fitAtLeast: 60 }, { fitAtLeast: 50 }] }], false],
    ["no way out of two", [{ any: [{ fitAtLeast: 60 }, { fitBelow: -10 }] }], true],
    [
      "two answers to one question",
      [{ answers: { timeline: ["now"] } }, { answers: { timeline: ["later"] } }],
      true,
    ],
    ["answers to two questions", [{ answers: { timeline: ["now"], worry: ["later"] } }], false],
    [
      "so many alternatives that nothing is certain",
      Array(9).fill({ any: [{ did: ["a"] }, { did: ["b"] }] }),
      false,
    ],
  ];
  test.each(rows)("%s", (_, conditions, never) => {
    expect(whyNever(conditions, BOUNDS) !== undefined).toBe(never);
  });
});
