/**
 * What clocks and calendars show at an instant, and when they will: the one place that asks Temporal. By its functions, since
 * its classes bring twice the code into a process that waits for it. A `zone` is an IANA name; one that there isn't throws a RangeError.
 */
import * as Calendar from "temporal-polyfill/fns/Calendar";
import * as Instants from "temporal-polyfill/fns/Instant";
import * as Day from "temporal-polyfill/fns/PlainDate";
import * as Local from "temporal-polyfill/fns/PlainDateTime";
import * as Time from "temporal-polyfill/fns/PlainTime";
import * as Zoned from "temporal-polyfill/fns/ZonedDateTime";
import { DAY, type Instant, parts, type Span, type Unit } from "./time.ts";

/** Its parts are numbers as a calendar has them: January is 1. */
export type Shown = Pick<Zoned.Record, "year" | "month" | "day" | "hour" | "minute" | "timeZoneId">;

export function shownAt(at: Instant, zone: string): Shown {
  return zoned(at, zone);
}

/** Monday is 1. */
export function weekdayAt(at: Instant, zone: string): number {
  return Zoned.dayOfWeek(zoned(at, zone));
}

/** The day of the calendar: `2026-11-23`. */
export function dayAt(at: Instant, zone: string): string {
  return Day.toString(Zoned.toPlainDate(zoned(at, zone)));
}

/** How far the clocks of `zone` are ahead of UTC's, in milliseconds. */
export function offsetAt(at: Instant, zone: string): number {
  return Zoned.offsetNanoseconds(zoned(at, zone)) / 1e6;
}

/** The instant as ISO 8601 in UTC has it: `2026-11-23T09:00:00Z`. */
export function isoOf(at: Instant): string {
  return Instants.toString(Instants.fromEpochMilliseconds(at));
}

/** The instant `span` after `from`: a day keeps the local hour when the clocks change, a month the day of the month or the last there is. */
export function after(from: Instant, span: Span, zone: string): Instant {
  const asked = `${from} ${span} ${zone}`;
  const known = sums.get(asked);
  if (known !== undefined) return known;
  const { amount, unit } = parts(span);
  const sum = ADD[unit](zoned(from, zone), amount).epochMilliseconds;
  if (sums.size >= MOST_SUMS) sums.clear();
  sums.set(asked, sum);
  return sum;
}

const ADD: { readonly [U in Unit]: (from: Zoned.Record, amount: number) => Zoned.Record } = {
  second: Zoned.addSeconds,
  minute: Zoned.addMinutes,
  hour: Zoned.addHours,
  day: Zoned.addDays,
  week: Zoned.addWeeks,
  month: Zoned.addMonths,
  year: Zoned.addYears,
};

/** One decision asks for the same few sums many times over, and a calendar takes microseconds for each. */
const sums = new Map<string, Instant>();
const MOST_SUMS = 1_000;

/** The day's first moment; `hour`, such as `08:00`, later, or the moment to which the clocks move on where they leave it out. `day`: `2026-11-23`. */
export function momentOf(day: string, zone: string, hour?: string): Instant {
  const date = dateOf(day);
  return hour === undefined
    ? Day.toZonedDateTime(date, zone).epochMilliseconds
    : Day.toZonedDateTime(date, { timeZone: zone, plainTime: Time.fromString(hour) }).epochMilliseconds;
}

/** `days` later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return Day.toString(Day.addDays(dateOf(day), days));
}

/** Monday is 1. */
export function weekdayOf(day: string): number {
  return Day.dayOfWeek(dateOf(day));
}

/** In days since 1970-01-01. */
export function numberOf(day: string): number {
  return momentOf(day, "UTC") / DAY;
}

/** The first instant at which the clocks of `zone` show that, or later. `shown`: as if they were UTC's. */
export function firstShowing(shown: number, zone: string): Instant {
  const local = Zoned.toPlainDateTime(zoned(shown, "UTC"));
  const found = Local.toZonedDateTime(local, zone);
  if (found.epochMilliseconds + Zoned.offsetNanoseconds(found) / 1e6 === shown)
    return found.epochMilliseconds;
  const before = Local.toZonedDateTime(local, zone, { disambiguation: "earlier" });
  return (Zoned.getTimeZoneTransition(before, "next") ?? found).epochMilliseconds;
}

/** The first moment of the week's Monday. */
export function startOfWeek(at: Instant, zone: string): Instant {
  const today = dayAt(at, zone);
  return momentOf(dayAfter(today, 1 - weekdayOf(today)), zone);
}

function zoned(at: Instant, zone: string): Zoned.Record {
  return Instants.toZonedDateTimeISO(Instants.fromEpochMilliseconds(at), zone);
}

function dateOf(day: string) {
  return Day.fromString(day, Calendar.getISO);
}
