/** "What if the threshold had been N?": the earliest instant, judged on what was known by then. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LedgerLine } from "../../../workflows/rules/life.ts";
import { releasingAt, ripeAt, ripenings } from "../../../workflows/rules/report/replay.ts";
import { Reporting } from "../../../workflows/rules/report/report.ts";
import { DAY, MINUTE, SECOND } from "../../../workflows/rules/time.ts";
import { aLife } from "../../stories/any-life.ts";
import { campaign, SMALL } from "../../stories/campaign.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK, touch } from "../../stories/lives.ts";

/** 50 points of fit; 15 a click or webinar, which fade by half in 60 days, after 10 minutes without a sign of a machine. */
const SETTLING = campaign({ engagement: { ...SMALL.engagement, settle: "10 minutes" } });
const NOW = MONDAY + 200 * DAY;
/** One letter each on the second and on the fourth day, so that a click on the third and fifth is in its own time. */
const touches = [3, 5].map((days) =>
  touch({
    name: `letter-${days}`,
    messageId: `mail-${days}`,
    claimedAt: MONDAY + (days - 1) * DAY,
    sentAt: MONDAY + (days - 1) * DAY,
  }),
);
const at = (threshold: number, ledger: readonly LedgerLine[], change: Parameters<typeof life>[0] = {}) =>
  ripeAt(life({ ledger, touches, ...change }), releasingAt(SETTLING, threshold), PLAYBOOK, NOW);

const attended = (days: number) =>
  line({ key: `activity#${days}`, kind: "activity", activity: "attended", at: MONDAY + days * DAY });
const click = (days: number, more: Partial<LedgerLine> = {}) =>
  line({
    key: `mail-${days}#click#guide`,
    at: MONDAY + days * DAY,
    messageId: `mail-${days}`,
    touchId: `small_1_letter-${days}_1`,
    link: "guide",
    ...more,
  });

describe("the earliest instant", () => {
  test.each([
    ["one webinar reaches 60", 60, [attended(3)], 3 * DAY],
    ["two reach 75", 75, [attended(3), attended(4)], 4 * DAY],
    ["two reach 80 when they come close together, and not 81", 81, [attended(3), attended(3.01)], undefined],
    ["the first of them reached 65", 65, [attended(3), attended(4)], 3 * DAY],
    ["fit alone proves nobody", 50, [], undefined],
    ["a click alone proves nobody", 60, [click(3)], undefined],
    [
      "clicks in two mails on two days do, once the second has settled",
      60,
      [click(3), click(5)],
      5 * DAY + 10 * MINUTE,
    ],
  ])("%s: threshold %i", (_what, threshold, ledger, expected) => {
    const found = at(threshold, ledger);
    expect(found).toBe(expected === undefined ? undefined : MONDAY + expected);
  });

  test("a raised hand needs no points", () => {
    const hand = line({
      key: "form#2",
      kind: "form",
      form: "cold-store-guide",
      at: MONDAY + DAY,
      handRaised: "demo",
    });
    expect(at(500, [hand])).toBe(MONDAY + DAY);
  });

  test("what turned out to be a machine's only later counted until then", () => {
    const late = MONDAY + 5 * DAY + 20 * MINUTE;
    const twice = click(5, { again: [late] });
    const scan = line({
      key: "mail-5#click#other",
      at: late + SECOND / 2,
      messageId: "mail-5",
      touchId: "small_1_letter-5_1",
      link: "other",
    });
    expect(at(60, [click(3), twice, scan])).toBe(MONDAY + 5 * DAY + 10 * MINUTE);
    const atOnce = line({ ...scan, at: MONDAY + 5 * DAY + SECOND / 2 });
    expect(at(60, [click(3), click(5), atOnce])).toBeUndefined();
  });

  test("what came of the real hand-off is left out, and a leave counts from when it came", () => {
    const rejected = handoff({
      status: "rejected",
      releasedAt: MONDAY + 3 * DAY,
      closedAt: MONDAY + 3 * DAY,
    });
    expect(at(60, [attended(3)], { handoffs: [rejected] })).toBe(MONDAY + 3 * DAY);
    const left = (days: number) => ({
      lead: { consent: { givenAt: MONDAY, withdrawnAt: MONDAY + days * DAY } },
    });
    expect(at(60, [attended(3)], left(4))).toBe(MONDAY + 3 * DAY);
    expect(at(60, [attended(3)], left(2))).toBeUndefined();
  });

  test("what came of the question whether to call is left out: a yes raises no hand, a no stands in nobody's way", () => {
    const asked = touch({ name: "ask", messageId: "mail-ask", claimedAt: MONDAY + 3 * DAY });
    const answer = (outcome: string, change: Partial<LedgerLine> = {}) =>
      line({
        key: `answer#${outcome}`,
        kind: "answer",
        outcome,
        touchId: asked.touchId,
        at: MONDAY + 4 * DAY,
        ...change,
      });
    const all = { touches: [...touches, asked] };
    expect(at(500, [answer("yes", { handRaised: "said yes" })], all)).toBeUndefined();
    expect(at(75, [attended(3), attended(5), answer("no")], all)).toBe(MONDAY + 5 * DAY);
  });

  test("nobody outside the campaign ripens, nobody disqualified, and nothing before its run began", () => {
    expect(at(60, [attended(3)], { enrolments: [] })).toBeUndefined();
    expect(
      at(60, [attended(3)], { lead: { profile: { employees: "200", jobTitle: "student" } } }),
    ).toBeUndefined();
    const enrolments = [{ campaign: "small", n: 1, startedAt: MONDAY + 5 * DAY }];
    expect(at(60, [attended(3)], { enrolments })).toBe(MONDAY + 5 * DAY);
  });
});

test("two thresholds tried at once are each as by itself, and the lower is never later", () => {
  fc.assert(
    fc.property(aLife, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 60 }), (one, low, more) => {
      const alone = [low, low + more].map((score) =>
        ripeAt(one, releasingAt(SETTLING, score), PLAYBOOK, NOW),
      );
      expect(ripenings(one, SETTLING, [low, low + more], PLAYBOOK, NOW)).toEqual(alone);
      expect(alone[0] ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(alone[1] ?? Number.POSITIVE_INFINITY);
    }),
    { numRuns: 300 },
  );
});

test("over all leads: how many more, how many fewer, and by how many days", () => {
  const replay = (threshold: number) => {
    const reporting = new Reporting({
      playbook: { ...PLAYBOOK, campaigns: [SETTLING] },
      now: NOW,
      thresholds: new Map([["small", threshold]]),
    });
    const told = [handoff({ releasedAt: MONDAY + 3 * DAY })];
    reporting.add(life({ ledger: [attended(3)], handoffs: told }));
    reporting.add(life({ ledger: [attended(3), attended(3.5)], handoffs: told }));
    reporting.add(life({ ledger: [], touches: [touch()] }));
    const [row] = reporting.report().replays;
    return row && { ...row, sooner: row.sooner.median(), later: row.later.median() };
  };
  const both = { campaign: "small", from: 60, leads: 3, told: 2, ripeNow: 2 };
  expect(replay(75)).toMatchObject({ ...both, ripeThen: 1, gained: 0, lost: 1, unmoved: 0, later: 0.5 });
  expect(replay(60)).toMatchObject({ ...both, ripeThen: 2, lost: 0, unmoved: 2, later: undefined });
  expect(replay(90)).toMatchObject({ ...both, ripeThen: 0, lost: 2 });
});
