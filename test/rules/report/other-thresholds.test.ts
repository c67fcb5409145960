/** Of what sales answered, how much a higher threshold would have kept from it, and for how long. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Handoff, Known, LedgerLine } from "../../../workflows/rules/life.ts";
import type { TryRow } from "../../../workflows/rules/report/other-thresholds.ts";
import { leftOf } from "../../../workflows/rules/report/other-thresholds.ts";
import { Reporting } from "../../../workflows/rules/report/report.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { aLife } from "../../stories/any-life.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK } from "../../stories/lives.ts";

/** 50 points of fit and 15 a webinar, which fade by half in 60 days; ripe at 60. */
const attended = (days: number) =>
  line({ key: `activity#${days}`, kind: "activity", activity: "attended", at: MONDAY + days * DAY });

function triesOf(lives: readonly Known[], thresholds = new Map<string, number>()): readonly TryRow[] {
  const reporting = new Reporting({ playbook: PLAYBOOK, now: MONDAY + 100 * DAY, thresholds });
  for (const each of lives) reporting.add(each);
  return reporting.report().gaveBack.tries;
}

const told = (days: number, status: Handoff["status"], ...ledger: readonly LedgerLine[]) =>
  life({ ledger, handoffs: [handoff({ status, releasedAt: MONDAY + days * DAY })] });
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
/** Enough for a share above 35 %, of leads that no threshold moves: each raised its hand. */
const hand = line({
  key: "form#2",
  kind: "form",
  form: "cold-store-guide",
  at: MONDAY + DAY,
  handRaised: "demo",
});
const asked = (status: Handoff["status"]) => told(1, status, hand);

describe("a higher threshold", () => {
  const rejected = {
    once: told(3, "rejected", attended(3)),
    more: told(3, "rejected", attended(3), attended(9)),
  };
  const accepted = told(4, "accepted", attended(3.9), attended(3.95));
  const lives = [...times(6, rejected.once), ...times(3, rejected.more), ...times(7, accepted)];

  test("keeps those from sales who had just reached today's, for good or until they do more", () => {
    const none = { later: 0, never: 0 };
    expect(triesOf(lives)).toEqual([
      {
        campaign: "small",
        from: 60,
        to: 65,
        rejected: { all: 9, ...none },
        accepted: { all: 7, ...none },
        unlike: 0,
      },
      expect.objectContaining({
        to: 70,
        rejected: { all: 9, later: 3, never: 6 },
        accepted: { all: 7, ...none },
      }),
      expect.objectContaining({
        to: 80,
        rejected: { all: 9, later: 0, never: 9 },
        accepted: { all: 7, ...none },
      }),
    ]);
  });

  test("is tried where somebody asks for it too, once, and in order; a lower one keeps nobody from sales", () => {
    const asking = (points: number) => triesOf(lives, new Map([["small", points]])).map(({ to }) => to);
    expect([asking(75), asking(70), asking(50)]).toEqual([
      [65, 70, 75, 80],
      [65, 70, 80],
      [65, 70, 80],
    ]);
  });

  test("keeps nobody from sales who raised a hand", () => {
    for (const { rejected: those, accepted: others } of triesOf([
      ...times(5, asked("rejected")),
      ...times(5, asked("accepted")),
    ]))
      expect([those, others]).toEqual(times(2, { all: 5, later: 0, never: 0 }));
  });

  test("isn't tried on what today's rules would not have released by then", () => {
    const early = told(2, "rejected", attended(3));
    const never = told(2, "accepted");
    const [row] = triesOf([...times(10, asked("rejected")), early, never]);
    expect(row).toMatchObject({ rejected: { all: 10 }, accepted: { all: 0 }, unlike: 2 });
  });

  test("is told of campaigns alone of which more than 35% come back, and of none that is no more", () => {
    expect(triesOf([...times(7, asked("rejected")), ...times(13, asked("accepted"))])).toEqual([]);
    expect(triesOf([...times(8, asked("rejected")), ...times(12, asked("accepted"))])).toHaveLength(3);
    expect(triesOf(times(9, asked("rejected")))).toEqual([]);
    const gone = life({ handoffs: [handoff({ campaign: "gone", status: "rejected" })] });
    expect(triesOf(times(20, gone))).toEqual([]);
  });

  test("is measured by the first release, where somebody accepted and lost it and another was asked", () => {
    const again = life({
      ledger: [attended(3), attended(9)],
      handoffs: [
        handoff({ status: "accepted", outcome: "no-word", releasedAt: MONDAY + 3 * DAY }),
        handoff({ n: 2, status: "rejected", releasedAt: MONDAY + 20 * DAY, because: "no word" }),
      ],
    });
    expect(triesOf(times(10, again))[1]).toMatchObject({
      to: 70,
      rejected: { all: 10, later: 10, never: 0 },
    });
  });
});

test("the higher it is, the fewer are left, and never fewer than none or more than there were", () => {
  const anyLives = fc
    .array(aLife, { maxLength: 6 })
    .map((lives) => [...lives, ...times(20, asked("rejected"))]);
  fc.assert(
    fc.property(anyLives, (lives) => {
      const rows = triesOf(lives);
      const left = rows.map(({ rejected, accepted }) => [leftOf(rejected), leftOf(accepted)]);
      for (const [at, [rejected = 0, accepted = 0]] of left.entries()) {
        const [before = Number.POSITIVE_INFINITY, too = Number.POSITIVE_INFINITY] = left[at - 1] ?? [];
        expect([rejected <= before, accepted <= too, rejected >= 0, accepted >= 0]).toEqual(times(4, true));
      }
      for (const { rejected, accepted, unlike } of rows) {
        const answered = lives
          .flatMap(({ handoffs }) => handoffs)
          // Whoever promised and forgot has said nothing of it.
          .filter(({ status, outcome }) => /ted$/.test(status) && outcome !== "no-word");
        expect(rejected.all + accepted.all + unlike).toBe(answered.length);
      }
    }),
    { numRuns: 150 },
  );
});
