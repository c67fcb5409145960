import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Plan, planned } from "../../workflows/rules/spread.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { openingAt } from "../../workflows/rules/window.ts";
import { anInstant, aWindow, aZone, isOpen, someHolidays, wentBack } from "./local-clock.ts";

const anAsking = fc.oneof(
  fc.integer({ min: -2 * DAY, max: 20 * DAY }),
  fc.integer({ min: 0, max: 60 * 48 }).map((minutes) => minutes * MINUTE),
);

const aPlan: fc.Arbitrary<Plan & { readonly holidays: ReadonlySet<number> }> = fc
  .record({
    dueAt: anInstant,
    late: anAsking,
    window: aWindow,
    zone: aZone,
    holidays: someHolidays,
    offset: fc.integer({ min: 0, max: 3 * HOUR }),
    alwaysSpread: fc.boolean(),
  })
  .map(({ late, ...plan }) => ({ ...plan, now: Math.max(0, plan.dueAt + late) }));

describe("a touch of any campaign, whenever it is asked about", () => {
  test("goes neither before it is due nor before now, and only while the window is open", () => {
    fc.assert(
      fc.property(aPlan, (plan) => {
        const goesAt = planned(plan);
        expect(Number.isInteger(goesAt)).toBe(true);
        expect(goesAt).toBeGreaterThanOrEqual(Math.max(plan.dueAt, plan.now));
        expect(openingAt(goesAt, plan.window, plan.zone, plan.holidays).opens).toBeLessThanOrEqual(goesAt);
        if (!wentBack(goesAt, plan.zone))
          expect(isOpen(goesAt, plan.window, plan.zone, plan.holidays)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("goes at the same instant when asked again before it, and at it", () => {
    fc.assert(
      fc.property(aPlan, fc.double({ min: 0, max: 1, noNaN: true }), (plan, share) => {
        const goesAt = planned(plan);
        const meanwhile = plan.now + Math.floor(share * (goesAt - plan.now));
        expect(planned({ ...plan, now: meanwhile })).toBe(goesAt);
        expect(planned({ ...plan, now: goesAt })).toBe(goesAt);
      }),
      { numRuns: 1_000 },
    );
  });

  test("goes no earlier when asked later, and at once if the window it was planned for is still open", () => {
    fc.assert(
      fc.property(aPlan, anAsking, (plan, passed) => {
        const goesAt = planned(plan);
        const later = plan.now + Math.abs(passed);
        const then = planned({ ...plan, now: later });
        expect(then).toBeGreaterThanOrEqual(goesAt);
        const { closes } = openingAt(goesAt, plan.window, plan.zone, plan.holidays);
        if (later >= goesAt && later < closes) expect(then).toBe(later);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is gone at the second opening at the latest, however often a sleeper wakes half a minute late", () => {
    fc.assert(
      fc.property(aPlan, fc.integer({ min: 0, max: 30 * SECOND }), (plan, latency) => {
        const first = openingAt(Math.max(plan.dueAt, plan.now), plan.window, plan.zone, plan.holidays);
        const second = openingAt(first.closes, plan.window, plan.zone, plan.holidays);
        let now = plan.now;
        for (let turn = 0; turn < 4; turn++) {
          const goesAt = planned({ ...plan, now });
          if (goesAt === now) break;
          now = goesAt + latency;
        }
        expect(planned({ ...plan, now })).toBe(now);
        expect(now).toBeLessThan(second.closes);
      }),
      { numRuns: 1_000 },
    );
  });
});
