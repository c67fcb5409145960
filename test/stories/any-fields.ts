/** What may stand in any life: instants, and fields that may be missing. */
import fc from "fast-check";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "./line.ts";

/** From a year before to two years after Monday, to the millisecond, often on the same few instants. */
export const anInstant = fc.oneof(
  fc.constantFrom(0, 1, 3, 30, 31, 60, 320, 400).map((days) => MONDAY + days * DAY),
  fc.integer({ min: MONDAY - 365 * DAY, max: MONDAY + 730 * DAY }),
);
export const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 });
export const rarely = <T>(some: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary: some, weight: 1 });
/** Without the keys that hold nothing, as rows are read. */
export const compact = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
