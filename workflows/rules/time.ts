/**
 * Time as the rules know it: instants that came with an event, and spans with their unit. Nothing here can ask
 * what time it is.
 */
import { Temporal } from "temporal-polyfill";
import * as z from "zod/mini";

/** Milliseconds since 1970-01-01T00:00Z, whole. */
export const Instant = z.int().check(z.nonnegative());
export type Instant = z.infer<typeof Instant>;

const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"] as const;
type Unit = (typeof UNITS)[number];

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

/**
 * The instant `span` after `from`, by the calendar of `zone` (IANA name): a day keeps the local hour when the
 * clocks change, a month keeps the day of the month or takes the last one there is.
 */
export function after(from: Instant, span: Span, zone: string): Instant {
  const asked = `${from} ${span} ${zone}`;
  const known = sums.get(asked);
  if (known !== undefined) return known;
  const { amount, unit } = parts(span);
  const sum = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .add({ [`${unit}s`]: amount }).epochMilliseconds;
  if (sums.size >= MOST_SUMS) sums.clear();
  sums.set(asked, sum);
  return sum;
}

/** One decision asks for the same few sums many times over, and a calendar takes microseconds for each. */
const sums = new Map<string, Instant>();
const MOST_SUMS = 1_000;

/** The day of the calendar on which `at` falls in `zone`: `2026-11-23`. */
export function dayOf(at: Instant, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The first moment of the week's Monday. */
export function startOfWeek(at: Instant, zone: string): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return today.subtract({ days: today.dayOfWeek - 1 }).toZonedDateTime(zone).epochMilliseconds;
}

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

function parts(span: Span): { amount: number; unit: Unit } {
  const [amount = "", word = ""] = span.split(" ");
  const unit = UNITS.find((name) => name === word.replace(/s$/, ""));
  if (unit === undefined)
    throw new RangeError(`"${span}" is no span: write a whole number and its unit, such as "3 days".`);
  return { amount: Number(amount), unit };
}
