/**
 * Time as the rules know it: instants that came with an event, and spans with their unit. Nothing here can ask
 * what time it is.
 */
import * as z from "zod/mini";

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export const Instant = z.int().check(z.nonnegative());
export type Instant = z.infer<typeof Instant>;

export const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"] as const;
export type Unit = (typeof UNITS)[number];

/** A length of time as people write it, unit and all: `3 days`, `1 month`, `0 minutes`. */
export const Span = z
  .string()
  .check(
    z.regex(
      /^\d+ (second|minute|hour|day|week|month|year)s?$/,
      "a whole number and its unit, such as `3 days` or `4 hours`",
    ),
  );
export type Span = z.infer<typeof Span>;

/** The length of `span` in milliseconds where no calendar is at hand: a month counts 30 days, a year 365. */
export function milliseconds(span: Span): number {
  const { amount, unit } = parts(span);
  return amount * LENGTH[unit];
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const LENGTH: Record<Unit, number> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

/** Throws a RangeError for what is no span. */
export function parts(span: Span): { amount: number; unit: Unit } {
  const [amount = "", word = ""] = span.split(" ");
  const unit = UNITS.find((name) => name === word.replace(/s$/, ""));
  if (unit === undefined)
    throw new RangeError(`"${span}" is no span: write a whole number and its unit, such as "3 days".`);
  return { amount: Number(amount), unit };
}
