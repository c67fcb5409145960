/** Instants as people read them in a notification, by the firm's own clock. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "./time.ts";

/** `26 November` */
export function dayInWords(at: Instant, zone: string): string {
  const { day, month } = local(at, zone);
  return `${day} ${MONTHS[month - 1]}`;
}

/** `Thursday 26 November 2026, 09:05 (Europe/Dublin)` */
export function momentInWords(at: Instant, zone: string): string {
  const { dayOfWeek, year, hour, minute } = local(at, zone);
  const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
  return `${DAYS[dayOfWeek - 1]} ${dayInWords(at, zone)} ${year}, ${time} (${zone})`;
}

function local(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
