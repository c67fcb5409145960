/** What sales gave back: its share by all that might explain it, the 35 % above which ripe is wrong, and too few to tell. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Handoff, Known } from "../../../workflows/rules/life.ts";
import { BANDS, bandOf } from "../../../workflows/rules/report/band.ts";
import type { GaveBackRow, GivenBack } from "../../../workflows/rules/report/gave-back.ts";
import { Reporting } from "../../../workflows/rules/report/report.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { aLife } from "../../stories/any-life.ts";
import { FITTING, MONDAY, story } from "../../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../../stories/lives.ts";

const NOW = MONDAY + 100 * DAY;

function gaveBackOf(lives: readonly Known[], playbook = PLAYBOOK): GivenBack {
  const reporting = new Reporting({ playbook, now: NOW });
  for (const each of lives) reporting.add(each);
  return reporting.report().gaveBack;
}

const from = (utm_source: string, ...handoffs: readonly Handoff[]) =>
  life({
    lead: { source: { form: "cold-store-guide", utm: { utm_source }, at: MONDAY } },
    ledger: [],
    handoffs,
  });
const gives = (status: Handoff["status"], change: Partial<Handoff> = {}) =>
  from("linkedin", handoff({ status, ...change }));
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
const answers = (rejected: number, accepted: number) =>
  gaveBackOf([...times(rejected, gives("rejected")), ...times(accepted, gives("accepted"))]);

describe("a share", () => {
  test.each([
    [0, 0, undefined, false],
    [9, 0, undefined, false],
    [0, 10, 0, false],
    [3, 7, 0.3, false],
    [4, 6, 0.4, true],
    [7, 13, 0.35, false],
    [35, 65, 0.35, false],
    [36, 64, 0.36, true],
    [351, 649, 0.351, true],
  ])(
    "of %i given back and %i accepted is %s; whether that is too many: %s",
    (rejected, accepted, share, isAbove) => {
      const { all } = answers(rejected, accepted);
      expect(all).toEqual({
        name: "in all",
        answered: rejected + accepted,
        rejected,
        accepted,
        share,
        isAbove,
      });
    },
  );

  test("is of what sales answered: what waits, was put off or ran out is no answer", () => {
    const open = (["released", "snoozed", "expired"] as const).map((status) => gives(status));
    expect(gaveBackOf([...open, gives("rejected")]).all).toMatchObject({ answered: 1, rejected: 1 });
  });

  test("counts every hand-off of a lead that was given back and came again", () => {
    const twice = from("linkedin", handoff({ status: "rejected" }), handoff({ n: 2, status: "accepted" }));
    expect(gaveBackOf([twice]).all).toMatchObject({ answered: 2, rejected: 1, accepted: 1 });
  });
});

test("it is told by campaign in the playbook's order, by source with the largest first, and by reason in the desk's words", () => {
  const lives = [
    ...times(4, gives("rejected", { reason: "no-budget" })),
    ...times(6, gives("accepted", { campaign: "gone" })),
    from("letter", handoff({ status: "rejected", reason: "bad-timing" })),
    from("letter", handoff({ status: "rejected", reason: "smell" })),
    from("letter", handoff({ status: "rejected", reason: "toString" })),
  ];
  const { campaigns, sources, reasons } = gaveBackOf(lives);
  const brief = ({ name, rejected, answered }: GaveBackRow) => [name, rejected, answered];
  expect(campaigns.map(brief)).toEqual([
    ["small", 7, 7],
    ["gone", 0, 6],
  ]);
  expect(sources.map(brief)).toEqual([
    ["linkedin", 4, 10],
    ["letter", 3, 3],
  ]);
  expect(reasons).toEqual([
    {
      reason: "no-budget",
      meaning: "No budget in sight: back to nurture",
      rejected: 4,
      answered: 13,
      share: 4 / 13,
    },
    expect.objectContaining({
      reason: "bad-timing",
      meaning: "Right company, wrong time: ask again later",
    }),
    expect.objectContaining({ reason: "smell", meaning: "smell" }),
    expect.objectContaining({ reason: "toString", meaning: "toString" }),
  ]);
});

describe("a band", () => {
  test.each([
    [60, 60, "0–4 points over"],
    [64, 60, "0–4 points over"],
    [65, 60, "5–9 points over"],
    [69, 60, "5–9 points over"],
    [70, 60, "10–19 points over"],
    [79, 60, "10–19 points over"],
    [80, 60, "20+ points over"],
    [90, 85, "5–9 points over"],
    [12, undefined, "a raised hand"],
  ])("of %i points, where %s were asked for that day, is %s", (score, threshold, band) => {
    expect(bandOf(handoff({ score, threshold }))).toBe(band);
    expect(BANDS).toContain(band);
  });

  test("is told as hand-offs are worded when they are lived: a webinar's points, and a raised hand", async () => {
    const lived = story();
    await lived.posts({ ...FITTING, email: "ann@dairy.example" });
    await lived.posts({ ...FITTING, email: "bob@bakery.example", message: "A demo, please" });
    await lived.passes("2 hours");
    await lived.attends("ann@dairy.example");
    const handoffs = lived.line.leads.all().flatMap((each) => each.handoffs);
    expect(handoffs.map(bandOf).toSorted()).toEqual(["5–9 points over", "a raised hand"]);
  });

  test("of a lead that one accepted and lost without a word, and another was asked for, is its first release's", () => {
    const lost = handoff({ status: "accepted", outcome: "no-word", threshold: 60 });
    const again = handoff({
      n: 2,
      status: "rejected",
      because: "Tom accepted it and has told of no contact",
    });
    const { bands } = gaveBackOf([from("linkedin", again, lost)]);
    expect(bands).toMatchObject([{ name: "5–9 points over", rejected: 1, answered: 1 }]);
  });
});

const anAnswer = fc.record({
  status: fc.constantFrom("accepted", "rejected", "rejected", "expired", "snoozed"),
  campaign: fc.constantFrom("small", "gone"),
  reason: fc.constantFrom("no-budget", "bad-timing", "smell"),
  score: fc.integer({ min: 60, max: 90 }),
  because: fc.constantFrom("70 of 60 points", "asked for a demo"),
});
const manyLives = fc.array(
  fc.oneof(
    aLife,
    fc
      .tuple(fc.constantFrom("linkedin", "letter", "fair"), fc.array(anAnswer, { maxLength: 3 }))
      .map(([source, all]) => from(source, ...all.map((each, at) => handoff({ ...each, n: at + 1 })))),
  ),
  { maxLength: 20 },
);

test("however they are cut, the parts sum up to the whole, and every share is between none and all", () => {
  fc.assert(
    fc.property(manyLives, (lives) => {
      const { all, campaigns, bands, sources, reasons } = gaveBackOf(lives);
      const sum = (rows: readonly GaveBackRow[], what: "answered" | "accepted" | "rejected") =>
        rows.reduce((total, row) => total + row[what], 0);
      for (const rows of [campaigns, bands, sources])
        for (const what of ["answered", "accepted", "rejected"] as const)
          expect(sum(rows, what)).toBe(all[what]);
      expect(reasons.reduce((total, { rejected }) => total + rejected, 0)).toBe(all.rejected);
      for (const { share, answered } of [all, ...campaigns, ...bands, ...sources, ...reasons]) {
        expect(share === undefined).toBe(answered < 10);
        expect(share ?? 0).toBeGreaterThanOrEqual(0);
        expect(share ?? 0).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 200 },
  );
});

test("in whatever order leads and their hand-offs come, the same is told", () => {
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const inTwoOrders = manyLives.chain((lives) =>
    fc
      .tuple(
        ...lives.map((each) => shuffled(each.handoffs).map((handoffs): Known => ({ ...each, handoffs }))),
      )
      .chain(shuffled)
      .map((others) => [lives, others] as const),
  );
  fc.assert(
    fc.property(inTwoOrders, ([some, others]) => {
      expect(gaveBackOf(others)).toEqual(gaveBackOf(some));
    }),
    { numRuns: 150 },
  );
});
