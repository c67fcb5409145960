import { describe, expect, test } from "vitest";
import { planned, spreadBy } from "../../workflows/rules/spread.ts";
import { HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { Window } from "../../workflows/rules/window.ts";
import { at, dayOf, iso } from "./local-clock.ts";

const THOUSANDS = Array.from({ length: 10_000 }, (_, n) => n.toString(16).padStart(32, "0"));

/** Pearson's, against equal shares. */
function chiSquare(shares: readonly number[], bins: number): number {
  const counts = Array.from({ length: bins }, () => 0);
  for (const share of shares) counts[share] = (counts[share] ?? 0) + 1;
  const expected = shares.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("a lead's share of a span", () => {
  test("is the same for ever, and another for another touch, another lead or another span", () => {
    const lead = "00112233445566778899aabbccddeeff";
    expect(spreadBy(lead, "welcome", "30 minutes")).toBe(spreadBy(lead, "welcome", 30 * MINUTE));
    expect(spreadBy(lead, "welcome", "30 minutes")).toBe(886_496);
    expect(spreadBy(lead, "second", "30 minutes")).toBe(984_456);
    expect(spreadBy(`${lead.slice(1)}0`, "welcome", "30 minutes")).toBe(1_416_931);
    expect(spreadBy(lead, "welcome", "1 day")).toBe(42_551_834);
    expect(spreadBy(lead, "welcome", 0)).toBe(0);
  });

  test("is even over leads whose ids follow each other", () => {
    const shares = THOUSANDS.map((lead) => spreadBy(lead, "welcome", 60));
    // 59 degrees of freedom: above 102 in one of 2,000 tables of chance.
    expect(chiSquare(shares, 60)).toBeLessThan(102);
    expect(Math.min(...shares)).toBe(0);
    expect(Math.max(...shares)).toBe(59);
  });

  test("is even over the touches of one lead", () => {
    const shares = THOUSANDS.map((_, n) => spreadBy(THOUSANDS[7] ?? "", `touch-${n}`, 60));
    expect(chiSquare(shares, 60)).toBeLessThan(102);
  });

  test("says nothing about the same lead's share for the next touch", () => {
    const pairs = THOUSANDS.map((lead) => spreadBy(lead, "touch-1", 10) * 10 + spreadBy(lead, "touch-2", 10));
    // 99 degrees of freedom: above 153 in one of 2,000.
    expect(chiSquare(pairs, 100)).toBeLessThan(153);
  });

  test("of half an hour sends SES no more than six of a thousand leads in one second", () => {
    const perSecond = new Map<number, number>();
    for (const lead of THOUSANDS.slice(0, 1_000)) {
      const second = Math.floor(spreadBy(lead, "welcome", "30 minutes") / SECOND);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(6);
  });
});

describe("when a touch goes", () => {
  const OFFSET = 10 * MINUTE;
  const goes = (dueAt: string, now: string, more: object = {}) =>
    iso(
      planned({
        dueAt: at(dueAt),
        now: at(now),
        window: Window.parse({}),
        zone: "UTC",
        holidays: new Set([dayOf("2026-12-25")]),
        offset: OFFSET,
        ...more,
      }),
    );

  test.each<[string, string, string, string, object?]>([
    ["due in the window: then", "2026-11-24T10:00:00Z", "2026-11-23T10:00:00Z", "2026-11-24T10:00:00.000Z"],
    [
      "due before it opens: its share after",
      "2026-11-24T06:00:00Z",
      "2026-11-23T10:00:00Z",
      "2026-11-24T09:10:00.000Z",
    ],
    ["due as it opens: then", "2026-11-24T09:00:00Z", "2026-11-23T10:00:00Z", "2026-11-24T09:00:00.000Z"],
    [
      "due on a holiday: its share after the next opening",
      "2026-12-25T10:00:00Z",
      "2026-12-20T10:00:00Z",
      "2026-12-28T09:10:00.000Z",
    ],
    [
      "asked again while it waits for its share: the same",
      "2026-11-24T06:00:00Z",
      "2026-11-24T09:04:00Z",
      "2026-11-24T09:10:00.000Z",
    ],
    [
      "late, the window open: now",
      "2026-11-24T06:00:00Z",
      "2026-11-24T09:11:00Z",
      "2026-11-24T09:11:00.000Z",
    ],
    [
      "late, the window closed: its share after the next opening",
      "2026-11-24T10:00:00Z",
      "2026-11-24T17:00:00Z",
      "2026-11-25T09:10:00.000Z",
    ],
    [
      "late since yesterday: its share of today",
      "2026-11-24T10:00:00Z",
      "2026-11-25T09:04:00Z",
      "2026-11-25T09:10:00.000Z",
    ],
    [
      "late since yesterday, its share of today over: now",
      "2026-11-24T10:00:00Z",
      "2026-11-25T12:00:00Z",
      "2026-11-25T12:00:00.000Z",
    ],
    [
      "an import, due in the window: its share after",
      "2026-11-24T10:00:00Z",
      "2026-11-24T10:00:00Z",
      "2026-11-24T10:10:00.000Z",
      { alwaysSpread: true },
    ],
    [
      "an import, nine minutes of the window left: folded into eight",
      "2026-11-24T16:51:00Z",
      "2026-11-24T16:51:00Z",
      "2026-11-24T16:53:00.000Z",
      { alwaysSpread: true },
    ],
    [
      "an import, forty seconds of the window left: folded into twenty",
      "2026-11-24T16:59:20Z",
      "2026-11-24T16:59:20Z",
      "2026-11-24T16:59:35.000Z",
      { alwaysSpread: true, offset: 35 * SECOND },
    ],
    [
      "an import in the last millisecond: then",
      "2026-11-24T16:59:59.999Z",
      "2026-11-24T16:00:00Z",
      "2026-11-24T16:59:59.999Z",
      { alwaysSpread: true },
    ],
    [
      "a share wider than the window: folded into it",
      "2026-11-24T18:00:00Z",
      "2026-11-24T18:00:00Z",
      "2026-11-25T10:01:00.000Z",
      { offset: 9 * HOUR },
    ],
  ])("%s", (_why, dueAt, now, expected, more) => {
    expect(goes(dueAt, now, more)).toBe(expected);
  });

  test("a thousand imported leads that are due ten minutes before the window closes are spread over nine", () => {
    const perMinute = new Map<string, number>();
    for (const lead of THOUSANDS.slice(0, 1_000)) {
      const offset = spreadBy(lead, "welcome", "1 hour");
      const minute = goes("2026-11-24T16:50:00Z", "2026-11-24T16:50:00Z", {
        alwaysSpread: true,
        offset,
      }).slice(11, 16);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect([...perMinute.keys()].sort()).toEqual([
      "16:50",
      "16:51",
      "16:52",
      "16:53",
      "16:54",
      "16:55",
      "16:56",
      "16:57",
      "16:58",
    ]);
    expect(Math.max(...perMinute.values())).toBeLessThan(160);
  });
});
