/** The clock's few questions, held against all of Temporal: in every kind of zone, and on the nights on which clocks change. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  after,
  dayAfter,
  dayAt,
  firstShowing,
  isoOf,
  momentOf,
  numberOf,
  offsetAt,
  shownAt,
  weekdayAt,
  weekdayOf,
} from "../../workflows/rules/clock.ts";
import { UNITS } from "../../workflows/rules/time.ts";

/** Half hours and quarters, an hour's change at midnight and of half an hour, a day that was left out, and none of it. */
const ZONES = [
  "Europe/Dublin",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Africa/Casablanca",
  "Pacific/Apia",
  "UTC",
];

const zone = fc.constantFrom(...ZONES);
const at = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) });
/** Within two hours of a change of that zone's clocks, where it has any. */
const changing = fc
  .tuple(zone, at, fc.integer({ min: -7_200_000, max: 7_200_000 }))
  .map(([zone, at, near]) => {
    const next = zoned(at, zone).getTimeZoneTransition("next");
    return { zone, at: (next?.epochMilliseconds ?? at) + near };
  });
const moment = fc.oneof(fc.record({ zone, at }), changing);

const zoned = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

describe("what the clocks show at an instant", () => {
  test("is what Temporal says, at any hour of any zone", () => {
    fc.assert(
      fc.property(moment, ({ zone, at }) => {
        const { year, month, day, hour, minute, timeZoneId, dayOfWeek, offsetNanoseconds } = zoned(at, zone);
        expect(shownAt(at, zone)).toMatchObject({ year, month, day, hour, minute, timeZoneId });
        expect(weekdayAt(at, zone)).toBe(dayOfWeek);
        expect(offsetAt(at, zone)).toBe(offsetNanoseconds / 1e6);
        expect(dayAt(at, zone)).toBe(zoned(at, zone).toPlainDate().toString());
        expect(isoOf(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toString());
      }),
    );
  });

  test("is refused for a zone that there isn't", () => {
    expect(() => shownAt(0, "Mars/Olympus_Mons")).toThrow(RangeError);
  });
});

test("a span later is when Temporal says, whatever the clocks do in between", () => {
  fc.assert(
    fc.property(moment, fc.constantFrom(...UNITS), fc.nat(400), ({ zone, at }, unit, amount) => {
      const expected = zoned(at, zone).add({ [`${unit}s`]: amount });
      expect(after(at, `${amount} ${unit}s`, zone)).toBe(expected.epochMilliseconds);
    }),
  );
});

test("a day begins, has its hour and its weekday, and is followed by others, as Temporal says", () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: -400, max: 400 }), fc.nat(47), ({ zone, at }, days, half) => {
      const date = zoned(at, zone).toPlainDate();
      const hour = new Temporal.PlainTime(Math.floor(half / 2), (half % 2) * 30).toString();
      const day = date.toString();
      expect(momentOf(day, zone)).toBe(date.toZonedDateTime(zone).epochMilliseconds);
      expect(momentOf(day, zone, hour)).toBe(
        date.toZonedDateTime({ timeZone: zone, plainTime: hour }).epochMilliseconds,
      );
      expect(dayAfter(day, days)).toBe(date.add({ days }).toString());
      expect(weekdayOf(day)).toBe(date.dayOfWeek);
      expect(numberOf(day)).toBe(date.toZonedDateTime("UTC").epochMilliseconds / 86_400_000);
    }),
  );
});

test("a time of the day is first shown then, or when the clocks jump over it; never before it is", () => {
  fc.assert(
    fc.property(moment, ({ zone, at }) => {
      const shown = Math.floor((at + offsetAt(at, zone)) / 60_000) * 60_000;
      const first = firstShowing(shown, zone);
      expect(first + offsetAt(first, zone)).toBeGreaterThanOrEqual(shown);
      expect(first - 1 + offsetAt(first - 1, zone)).toBeLessThan(shown);
    }),
  );
});
