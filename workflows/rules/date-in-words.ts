/** Instants as people read them in a notification or on a page, by the firm's own clock. */
import { shownAt, weekdayAt } from "./clock.ts";
import type { Instant } from "./time.ts";

/** `26 November`; with `now`, `26 November 2027` of any year but this one. */
export function dayInWords(at: Instant, zone: string, now?: Instant): string {
  const { day, month, year } = shownAt(at, zone);
  const isThisYear = now === undefined || shownAt(now, zone).year === year;
  return `${day} ${MONTHS[month - 1]}${isThisYear ? "" : ` ${year}`}`;
}

/** `Thursday 26 November 2026, 09:05 (Europe/Dublin)` */
export function momentInWords(at: Instant, zone: string): string {
  return `${dateInWords(at, zone)}, ${hourInWords(at, zone)} (${zone})`;
}

/** `Thursday 26 November 2026` */
export function dateInWords(at: Instant, zone: string): string {
  return `${weekdayInWords(at, zone)} ${dayInWords(at, zone)} ${shownAt(at, zone).year}`;
}

/** `Thursday 26 November, 09:05`, where the zone is told elsewhere; with `now`, and the year where it isn't this one. */
export function soonInWords(at: Instant, zone: string, now?: Instant): string {
  return `${weekdayInWords(at, zone)} ${dayInWords(at, zone, now)}, ${hourInWords(at, zone)}`;
}

/** `09:05` */
export function hourInWords(at: Instant, zone: string): string {
  const { hour, minute } = shownAt(at, zone);
  return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
}

function weekdayInWords(at: Instant, zone: string): string {
  return DAYS[weekdayAt(at, zone) - 1] ?? "";
}

const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
