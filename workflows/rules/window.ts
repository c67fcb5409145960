/**
 * When mail may go out: on these days of the week, between these hours, by the lead's own clock and not on its
 * country's public holidays.
 */
import * as z from "zod/mini";
import { firstShowing, isoOf, offsetAt } from "./clock.ts";
import type { Holidays } from "./holidays.ts";
import { DAY, type Instant, MINUTE } from "./time.ts";

/** As a calendar's weeks begin. */
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const Days = z.array(z.enum(DAYS));
const Hours = z
  .string()
  .check(
    z.regex(
      /^([01]?\d|2[0-3])(:[0-5]\d)?[-–](([01]?\d|2[0-3])(:[0-5]\d)?|24(:00)?)$/,
      "two times of the 24-hour day with a dash between, such as `9-17` or `09:00-17:30`; at the second it is over, 24 at the latest",
    ),
  );
const OnHolidays = z.enum(["skip", "send"]);

/** A campaign's `send:`. Unless stated, mail goes out Monday to Friday, 9 to 17, and not on public holidays. */
export const Window = z.strictObject({
  days: z._default(Days, ["monday", "tuesday", "wednesday", "thursday", "friday"]),
  /** Local hours, the end excluded: at 17:00 sharp a window of 9-17 is closed. It lies within one day, see `opensAtAll`. */
  hours: z._default(Hours, "9-17"),
  holidays: z._default(OnHolidays, "skip"),
});
export type Window = z.infer<typeof Window>;

/** A touch's own `window:`. What it doesn't state is as the campaign's `send:` says. */
export const OwnWindow = z.strictObject({
  days: z.optional(Days),
  hours: z.optional(Hours),
  holidays: z.optional(OnHolidays),
});
export type OwnWindow = z.infer<typeof OwnWindow>;

/** The window of a touch: its own, and for what that leaves open the campaign's. */
export function windowOf(send: Window, own: OwnWindow | undefined): Window {
  return {
    days: own?.days ?? send.days,
    hours: own?.hours ?? send.hours,
    holidays: own?.holidays ?? send.holidays,
  };
}

/**
 * False for a window that names no day, or whose end isn't after its start: `10-10`, and `22-2` too. A window doesn't
 * span midnight: its second half would belong to a day that may not be stated, and nobody reads business mail then.
 */
export function opensAtAll(window: Window): boolean {
  const { start, end } = hoursOf(window);
  return window.days.length > 0 && start < end;
}

/** How long it is open on a usual day, in minutes. */
export function minutesOpen(window: Window): number {
  const { start, end } = hoursOf(window);
  return end - start;
}

/** One day's sending hours: open at `opens`, shut at `closes`. */
export interface Opening {
  readonly opens: Instant;
  readonly closes: Instant;
}

/** `from` itself while the window is open, else the next instant at which it opens. Errors as `openingAt`. */
export function opening(
  from: Instant,
  window: Window,
  zone: string,
  holidays: Holidays | undefined,
): Instant {
  return Math.max(from, openingAt(from, window, zone, holidays).opens);
}

/**
 * The opening that `from` lies in, else the next one after it. `zone` is an IANA name; `holidays` are those of the
 * lead's country, undefined if it or they aren't known.
 *
 * A window opens when the local clock first shows its start or later, and closes when it first shows its end or later.
 * So on the night that leaves out 02:00 to 03:00, a window of 2:30-5 opens at 03:00 and one of 2-3 not at all; on the
 * night that has them twice, 2-3 is open for two hours.
 *
 * Throws a RangeError that names the window if it doesn't open within 400 days.
 */
export function openingAt(
  from: Instant,
  window: Window,
  zone: string,
  holidays: Holidays | undefined,
): Opening {
  const { start, end } = hoursOf(window);
  const today = localDay(from, zone);
  for (let day = today; day <= today + LONGEST_SEARCH; day++) {
    if (!isSendingDay(day, window, holidays)) continue;
    const closes = firstShowing(day * DAY + end * MINUTE, zone);
    if (closes <= from) continue;
    const opens = firstShowing(day * DAY + start * MINUTE, zone);
    if (opens < closes) return { opens, closes };
  }
  throw new RangeError(
    `the window "${inWords(window)}" doesn't open within ${LONGEST_SEARCH} days of ${isoOf(from)} in ${zone}: give it a day of the week and hours that end after they begin.`,
  );
}

/** In days. Over a year, so that a window is found whatever the year's holidays are. */
const LONGEST_SEARCH = 400;

function isSendingDay(day: number, window: Window, holidays: Holidays | undefined): boolean {
  const name = DAYS[(day + MONDAY_TO_THURSDAY) % 7];
  if (name === undefined || !window.days.includes(name)) return false;
  return window.holidays === "send" || !holidays?.has(day);
}

/** 1 January 1970 was a Thursday. */
const MONDAY_TO_THURSDAY = 3;

/** The local day, in days since 1970-01-01. */
function localDay(at: Instant, zone: string): number {
  return Math.floor((at + offsetAt(at, zone)) / DAY);
}

function hoursOf({ hours }: Window): { start: number; end: number } {
  const [start = "", end = ""] = hours.split(/[-–]/);
  return { start: minutesOf(start), end: minutesOf(end) };
}

function minutesOf(time: string): number {
  const [hours, minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

function inWords({ days, hours }: Window): string {
  return `${days.join(", ") || "no day"} ${hours}`;
}
