/** The report, checked to the number: over lives built by hand, over a story that was lived, and in any order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Known, Life } from "../../../workflows/rules/life.ts";
import { type Report, Reporting, type ReportRules } from "../../../workflows/rules/report/report.ts";
import { DAY, MINUTE } from "../../../workflows/rules/time.ts";
import { aLife } from "../../stories/any-life.ts";
import { campaign, letter, mails } from "../../stories/campaign.ts";
import { FITTING, MODEST, MONDAY, story } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK, touch } from "../../stories/lives.ts";

const NOW = MONDAY + 100 * DAY;

function reportOf(lives: readonly Life[], rules: Partial<ReportRules> = {}): Report {
  const reporting = new Reporting({ playbook: PLAYBOOK, now: NOW, ...rules });
  for (const each of lives) reporting.add(each);
  return reporting.report();
}

const welcome = (report: Report) => report.touches.find((row) => row.touch === "welcome");
const click = (at: number, more = {}) =>
  line({
    key: `mail-welcome#click#${at}`,
    at,
    touchId: "small_1_welcome_1",
    messageId: "mail-welcome",
    link: "guide",
    ...more,
  });

describe("a touch", () => {
  const about = (parts: Parameters<typeof life>[0]) => welcome(reportOf([life(parts)]));

  test.each([
    ["a person's click", [click(MONDAY + DAY)], { clicked: 1, machineClicks: 0 }],
    ["two links, by a person", [click(MONDAY + DAY), click(MONDAY + 2 * DAY)], { clicked: 1 }],
    ["a machine's", [click(MONDAY + DAY, { machine: "a scanner" })], { clicked: 0, machineClicks: 1 }],
    [
      "one that may be a machine's",
      [click(MONDAY + DAY, { probable: "a scanner's network" })],
      { clicked: 0, unsureClicks: 1 },
    ],
    ["a hidden link", [click(MONDAY + DAY, { link: "unseen" })], { clicked: 0, machineClicks: 1 }],
    [
      "an open",
      [click(MONDAY + DAY, { kind: "open", key: "o", link: undefined })],
      { opened: 1, clicked: 0 },
    ],
    [
      "a machine's open",
      [click(MONDAY + DAY, { kind: "open", key: "o", link: undefined, machine: "a proxy" })],
      { opened: 0 },
    ],
    [
      "a reply to it",
      [line({ key: "r", kind: "reply", at: MONDAY + DAY, messageId: "mail-welcome" })],
      { replied: 1 },
    ],
    [
      "a reply to nothing in particular, later",
      [line({ key: "r", kind: "reply", at: MONDAY + DAY })],
      { replied: 1 },
    ],
    ["a reply from before it", [line({ key: "r", kind: "reply", at: MONDAY - DAY })], { replied: 0 }],
    [
      "a mail that came back, however often that was told",
      ["a", "b"].map((key) => line({ key, kind: "bounce", at: MONDAY, messageId: "mail-welcome" })),
      { bounced: 1 },
    ],
    ["a leave after it", [line({ key: "u", kind: "unsubscribe", at: MONDAY + 40 * DAY })], { left: 1 }],
    [
      "a complaint about it, however often it was told",
      ["a", "b"].map((key) => line({ key, kind: "complaint", at: MONDAY + DAY, messageId: "mail-welcome" })),
      { left: 1 },
    ],
    [
      "a click in no mail of ours",
      [line({ key: "x", at: MONDAY + DAY, touchId: "small_1_lost_1" })],
      { clicked: 0 },
    ],
  ])("counts %s", (_what, ledger, expected) => {
    expect(about({ ledger: ledger as Known["ledger"] })).toMatchObject({ sent: 1, ...expected });
  });

  test("a click that hasn't stood its span yet is nobody's so far", () => {
    const slow = campaign();
    const rules = { ...slow, engagement: { ...slow.engagement, settle: "10 minutes" } };
    const playbook = { ...PLAYBOOK, campaigns: [rules] };
    const one = life({ ledger: [click(MONDAY + DAY)] });
    const at = (now: number) => welcome(reportOf([one], { playbook, now }));
    expect(at(MONDAY + DAY + 9 * MINUTE)).toMatchObject({ clicked: 0, unsureClicks: 1 });
    expect(at(MONDAY + DAY + 10 * MINUTE)).toMatchObject({ clicked: 1, unsureClicks: 0 });
  });

  test.each([
    [0, 1],
    [14 * DAY, 1],
    [14 * DAY + 1, 0],
    [-1, 0],
  ])("a hand-off %i ms after it counts %i", (since, ripened) => {
    expect(about({ handoffs: [handoff({ releasedAt: MONDAY + since })] })).toMatchObject({ ripened });
  });

  test("another campaign's hand-off is none of its own", () => {
    expect(about({ handoffs: [handoff({ campaign: "other" })] })).toMatchObject({ ripened: 0 });
  });

  test.each([
    ["claimed", 0],
    ["refused", 0],
    ["failed", 0],
    ["skipped", 0],
    ["unknown", 0],
    ["sent", 1],
    ["done", 1],
    ["overdue", 1],
  ] as const)("that is %s was sent %i times", (status, times) => {
    const { sentAt: _, ...rest } = touch({ status, deliveredAt: MONDAY });
    expect(about({ touches: [rest] })?.sent ?? 0).toBe(times);
    expect(about({ touches: [rest] })?.delivered ?? 0).toBe(times);
  });

  test("that was renamed goes by today's name; one taken out, the house's and a deleted campaign's say so", () => {
    const touches = ["hello", "gone", "confirm"].map((name) => touch({ name }));
    const other = touch({ name: "welcome", campaign: "deleted", touchId: "deleted_1_welcome_1" });
    const renamed = campaign({
      touches: [letter("welcome", "0 minutes", { formerly: ["hello"] })],
      mails: mails("welcome"),
    });
    const { touches: rows } = reportOf([life({ touches: [...touches, touch(), other], ledger: [] })], {
      playbook: { ...PLAYBOOK, campaigns: [renamed] },
    });
    expect(rows.map((row) => [row.campaign, row.touch, row.standing, row.sent])).toEqual([
      ["small", "welcome", "current", 2],
      ["small", "confirm", "house", 1],
      ["small", "gone", "removed", 1],
      ["deleted", "welcome", "deleted", 1],
    ]);
  });
});

test("a story that was lived is reported to the number", async () => {
  const lived = story();
  const ann = { ...FITTING, email: "ann@dairy.example", utm_source: "linkedin" };
  const bob = { ...MODEST, email: "bob@bakery.example" };
  await lived.posts(ann);
  await lived.posts(bob);
  await lived.passes("2 hours");
  await lived.attends(ann.email);
  await lived.clicks(lived.mailTo(bob.email));
  await lived.accepts("Tom");
  await lived.passes("4 days");
  await lived.unsubscribes(lived.mails.findLast(({ to }) => to === bob.email));
  await lived.passes("1 day");

  const { world } = lived.line;
  const playbook = { ...PLAYBOOK, campaigns: world.campaigns() };
  const report = reportOf(lived.line.leads.all(), { playbook, now: lived.now });
  expect(report.all).toEqual({ leads: 2, nurtured: 2, mql: 1, sal: 1, won: 0 });
  expect(report.clicks).toEqual({ person: 1, unsure: 0, machine: 0 });
  expect(
    report.touches.map(({ touch: name, sent, clicked, left, ripened }) => [
      name,
      sent,
      clicked,
      left,
      ripened,
    ]),
  ).toEqual([
    ["welcome", 2, 1, 0, 1],
    ["second", 1, 0, 1, 0],
  ]);
  expect(
    report.firstSources.map(({ source, leads, mql }) => [source.source ?? source.form, leads, mql]),
  ).toEqual([
    ["linkedin", 1, 1],
    ["cold-store-guide", 1, 0],
  ]);
  expect(report.ripening.median()).toBe(0);
  expect(report.stretches[0]?.leads).toBe(1);
});

test("neither the order of lives nor that of their lines, touches and hand-offs makes a difference", () => {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  const anotherOrder = (each: Known) =>
    fc
      .record({
        ledger: shuffled(each.ledger),
        touches: shuffled(each.touches),
        handoffs: shuffled(each.handoffs),
      })
      .map((parts) => ({ ...each, ...parts }));
  const inTwoOrders = fc.array(aLife, { maxLength: 4 }).chain((lives) =>
    fc
      .tuple(...lives.map(anotherOrder))
      .chain(shuffled)
      .map((others) => [lives, others] as const),
  );
  const settled = (lives: readonly Known[]) =>
    JSON.stringify(plain(reportOf(lives, { thresholds: new Map([["small", 50]]) })));
  fc.assert(
    fc.property(inTwoOrders, ([some, others]) => settled(some) === settled(others)),
    { numRuns: 150 },
  );
});

/** With what a spread tells instead of the spread. */
function plain(report: Report): unknown {
  const isSpread = (value: unknown): value is Report["ripening"] =>
    typeof value === "object" && value !== null && "median" in value;
  return JSON.parse(
    JSON.stringify(report, (_, value: unknown) => (isSpread(value) ? [value.count, value.median()] : value)),
  );
}
