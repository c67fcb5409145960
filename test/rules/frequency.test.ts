import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { after } from "../../workflows/rules/clock.ts";
import { AtMost, roomAt } from "../../workflows/rules/frequency.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { anInstant, at, aZone, iso } from "./local-clock.ts";

const room = (sentAt: readonly string[], cap: string, zone = "Europe/Berlin") =>
  roomAt(sentAt.map(at), AtMost.parse(cap), zone);

describe("the cap on mails to one lead", () => {
  test.each<[string, readonly string[], string, string]>([
    ["one of two: room at once", ["2026-11-23T09:00:00Z"], "2 per 7 days", "1970-01-01T00:00:00Z"],
    [
      "two of two: a week after the first",
      ["2026-11-23T09:00:00Z", "2026-11-25T10:00:00Z"],
      "2 per 7 days",
      "2026-11-30T09:00:00Z",
    ],
    [
      "whatever their order",
      ["2026-11-25T10:00:00Z", "2026-11-23T09:00:00Z"],
      "2 per 7 days",
      "2026-11-30T09:00:00Z",
    ],
    [
      "mails of long ago don't count",
      ["2026-09-01T09:00:00Z", "2026-10-01T09:00:00Z", "2026-11-25T10:00:00Z"],
      "2 per 7 days",
      "2026-10-08T09:00:00Z",
    ],
    [
      "more than are allowed, since the cap is new: a week after the last but one",
      ["2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z"],
      "2 per 7 days",
      "2026-12-01T09:00:00Z",
    ],
    [
      "two in one instant",
      ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"],
      "2 per 7 days",
      "2026-11-30T09:00:00Z",
    ],
    ["days keep the local hour", ["2027-03-27T08:00:00Z"], "1 per 1 day", "2027-03-28T07:00:00Z"],
    ["24 hours don't", ["2027-03-27T08:00:00Z"], "1 per 24 hours", "2027-03-28T08:00:00Z"],
    [
      "a month from 30 January ends after one from the 31st, if it began later in the day",
      ["2027-01-30T12:00:00Z", "2027-01-31T08:00:00Z"],
      "1 per 1 month",
      "2027-02-28T12:00:00Z",
    ],
    [
      "even from one of two days and an hour before",
      ["2027-01-28T23:30:00+01:00", "2027-01-31T00:30:00+01:00"],
      "1 per 1 month",
      "2027-02-28T23:30:00+01:00",
    ],
    [
      "and then holds them both",
      ["2027-01-30T12:00:00Z", "2027-01-31T08:00:00Z"],
      "2 per 1 month",
      "2027-02-28T12:00:00Z",
    ],
  ])("%s", (_why, sentAt, cap, expected) => {
    expect(iso(room(sentAt, cap))).toBe(iso(at(expected)));
  });

  test("nobody was written to: room at once", () => {
    expect(room([], "1 per 1 year")).toBe(0);
  });

  test.each(["2 per 7 days", "1 per 1 day", "10 per 2 weeks", "3 per 1 month"])("%s is understood", (cap) => {
    expect(AtMost.parse(cap)).toBe(cap);
  });

  test.each([
    "0 per 7 days",
    "2 per 0 days",
    "2 per week",
    "two per 7 days",
    "2 in 7 days",
    "2 per 7",
    "2/7 days",
    "-1 per 1 day",
    "",
  ])("%j is refused, with what would be right", (cap) => {
    expect(AtMost.safeParse(cap).error?.issues[0]?.message).toContain("`2 per 7 days`");
  });
});

describe("any mails under any cap", () => {
  const aCap = fc.record({
    most: fc.integer({ min: 1, max: 5 }),
    span: fc.constantFrom("1 hour", "30 hours", "1 day", "7 days", "2 weeks", "1 month", "3 months"),
  });
  const somewhere = fc.oneof(
    anInstant,
    fc.integer({ min: 0, max: 60 * 24 }).map((hours) => at("2027-01-01T00:00:00Z") + hours * HOUR),
  );
  const mails = fc.array(somewhere, { maxLength: 20 });

  test("leave room from the first instant at which no stretch is full, and not a millisecond before", () => {
    fc.assert(
      fc.property(mails, aCap, aZone, (sentAt, { most, span }, zone) => {
        const found = roomAt(sentAt, `${most} per ${span}`, zone);
        const full = sentAt.filter((from) => sentAt.filter((sent) => sent >= from).length >= most);
        const isFull = (now: number) => full.some((from) => now < after(from, span, zone));
        expect(isFull(found)).toBe(false);
        expect(found > 0).toBe(sentAt.length >= most);
        if (found > 0) expect(isFull(found - 1)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("that each waited for room are never more than allowed in any stretch of that length", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3 * DAY }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(somewhere, gaps, aCap, aZone, (start, waits, { most, span }, zone) => {
        const sentAt: number[] = [];
        let now = start;
        for (const wait of waits) {
          now = Math.max(now + wait, roomAt(sentAt, `${most} per ${span}`, zone));
          sentAt.push(now);
        }
        for (const from of sentAt) expect(inTheStretch(sentAt, from, span, zone)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1_000 },
    );
  });
});

function inTheStretch(sentAt: readonly number[], from: number, span: string, zone: string): number {
  const end = after(from, span, zone);
  return sentAt.filter((sent) => sent >= from && sent < end).length;
}
