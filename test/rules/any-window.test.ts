import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { opening, openingAt } from "../../workflows/rules/window.ts";
import { anInstant, aWindow, aZone, isOpen, someHolidays, wentBack } from "./local-clock.ts";

describe("any window, in any zone, from any instant", () => {
  const anything = [anInstant, aWindow, aZone, someHolidays] as const;

  test("opens at an instant that the clock on the wall agrees with, at or after the one asked for", () => {
    fc.assert(
      fc.property(...anything, (from, stated, zone, off) => {
        const found = opening(from, stated, zone, off);
        expect(found).toBeGreaterThanOrEqual(from);
        expect(Number.isInteger(found)).toBe(true);
        if (!wentBack(found, zone)) expect(isOpen(found, stated, zone, off)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is shut until then, and the first thing asked again there is there", () => {
    fc.assert(
      fc.property(
        ...anything,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (from, stated, zone, off, share) => {
          const found = opening(from, stated, zone, off);
          const meanwhile = from + Math.floor(share * (found - from));
          expect(opening(meanwhile, stated, zone, off)).toBe(found);
          if (meanwhile < found && !wentBack(meanwhile, zone))
            expect(isOpen(meanwhile, stated, zone, off)).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("closes later than it opens, at the latest a day and an hour on, and opens next no sooner than it closed", () => {
    fc.assert(
      fc.property(...anything, (from, stated, zone, off) => {
        const { opens: first, closes } = openingAt(from, stated, zone, off);
        expect(closes).toBeGreaterThan(Math.max(from, first));
        expect(closes - first).toBeLessThanOrEqual(25 * 3_600_000);
        expect(openingAt(closes, stated, zone, off).opens).toBeGreaterThanOrEqual(closes);
        expect(openingAt(closes - 1, stated, zone, off)).toEqual({ opens: first, closes });
      }),
      { numRuns: 1_000 },
    );
  });
});
