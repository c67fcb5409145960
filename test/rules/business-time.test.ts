import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  businessAfter,
  type Calendar,
  calendarOf,
  halfOfBusiness,
} from "../../workflows/rules/business-time.ts";
import { Person } from "../../workflows/rules/desk.ts";
import { MINUTE, type Span } from "../../workflows/rules/time.ts";
import { openingAt, Window } from "../../workflows/rules/window.ts";
import { worker } from "../stories/selling.ts";
import { anInstant, at, aWindow, aZone, dayOf, isOpen, iso, someHolidays } from "./local-clock.ts";

const minutes = (many: number): Span => `${many} minutes` as Span;
const aSpan = fc.integer({ min: 0, max: 5_000 });
const aCalendar: fc.Arbitrary<Calendar> = fc
  .record({ window: aWindow, zone: aZone, off: someHolidays })
  .map(({ window, ...rest }) => ({ ...rest, window: { ...window, holidays: "skip" as const } }));

describe("working time, in any calendar, from any instant", () => {
  test("more time is never over sooner, and what begins later is never over sooner", () => {
    fc.assert(
      fc.property(aCalendar, anInstant, aSpan, aSpan, fc.nat(7 * 24 * 60), (calendar, from, a, b, later) => {
        const end = businessAfter(from, minutes(a), calendar);
        expect(end).toBeGreaterThanOrEqual(from);
        expect(businessAfter(from, minutes(a + b), calendar)).toBeGreaterThanOrEqual(end);
        expect(businessAfter(from + later * MINUTE, minutes(a), calendar)).toBeGreaterThanOrEqual(end);
      }),
    );
  });

  test("one time and then another are over when both together are", () => {
    fc.assert(
      fc.property(aCalendar, anInstant, aSpan, aSpan, (calendar, from, a, b) => {
        const between = businessAfter(from, minutes(a + 1), calendar);
        expect(businessAfter(between, minutes(b + 1), calendar)).toBe(
          businessAfter(from, minutes(a + b + 2), calendar),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("is over within an opening, its last moment included; half of it no later than all", () => {
    fc.assert(
      fc.property(aCalendar, anInstant, aSpan, (calendar, from, a) => {
        const { window, zone, off } = calendar;
        const end = businessAfter(from, minutes(a + 1), calendar);
        const { opens, closes } = openingAt(end - 1, window, zone, off);
        expect(opens).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(closes);
        const half = halfOfBusiness(from, minutes(a + 1), calendar);
        expect(half).toBeLessThanOrEqual(end);
        expect(half).toBeGreaterThanOrEqual(from);
      }),
    );
  });
});

/** Every minute at which the clock on the wall is within working hours counts as one. */
function minuteByMinute(
  from: number,
  span: number,
  { window, zone }: Calendar,
  off: ReadonlySet<number>,
): number {
  let now = from;
  for (let left = span; left > 0; now += MINUTE) if (isOpen(now, window, zone, off)) left--;
  return now;
}

test("a watcher who counts every minute on the wall gets the same end, on nights of changing clocks and around days off", () => {
  const hours = fc.constantFrom("9-18", "0-6", "22-24", "0-24", "13:30-17", "8-12:30");
  const days = fc.constantFrom(
    ["monday", "tuesday", "wednesday", "thursday", "friday"],
    ["saturday", "sunday", "monday"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  );
  const nearby = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 2 });
  const fullMinute = anInstant.map((instant) => Math.floor(instant / MINUTE) * MINUTE);
  fc.assert(
    fc.property(
      hours,
      days,
      aZone,
      fullMinute,
      fc.integer({ min: 1, max: 1_000 }),
      nearby,
      (hour, day, zone, from, span, near) => {
        const off = new Set(near.map((days) => Math.floor(from / 86_400_000) + days));
        const calendar: Calendar = { window: Window.parse({ days: day, hours: hour }), zone, off };
        expect(iso(businessAfter(from, minutes(span), calendar))).toBe(
          iso(minuteByMinute(from, span, calendar, off)),
        );
      },
    ),
    { numRuns: 25 },
  );
});

describe("words for working time", () => {
  const cork = calendarOf(
    Person.parse(worker("Tom", { away: [{ from: "2026-12-01", to: "2026-12-03" }] })),
    undefined,
  );
  const end = (from: string, span: Span) => iso(businessAfter(at(from), span, cork));

  test.each([
    ["2026-11-20T17:55:00Z", "4 hours", "2026-11-23T12:55:00.000Z"],
    ["2026-11-20T17:55:00Z", "1 day", "2026-11-23T17:55:00.000Z"],
    ["2026-11-21T12:00:00Z", "1 day", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23T09:00:00Z", "1 day", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23T10:00:00Z", "1 week", "2026-11-30T10:00:00.000Z"],
    ["2026-11-30T17:00:00Z", "2 hours", "2026-12-04T10:00:00.000Z"],
    ["2026-11-20T17:59:59.999Z", "1 minute", "2026-11-23T09:00:59.999Z"],
    ["2026-11-23T17:00:00Z", "1 hour", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23T18:00:00Z", "1 minute", "2026-11-24T09:01:00.000Z"],
  ] as const)("from %s, %s of nine to six on weekdays are over at %s", (from, span, over) => {
    expect(end(from, span)).toBe(over);
  });

  test("a month is no working time, and is refused with what would be", () => {
    expect(() => end("2026-11-23T09:00:00Z", "1 month")).toThrow(/write hours, days or weeks/);
  });

  test("public holidays are those of the person's country, from the table that is given", () => {
    const { off } = calendarOf(Person.parse(worker("Tom")), undefined);
    expect(off.has(dayOf("2026-12-25"))).toBe(false);
  });
});
