/** What a clock on the wall shows, by `Intl` and so by other code than the rules'; and windows and instants of every kind. */
import fc from "fast-check";
import { HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { Window } from "../../workflows/rules/window.ts";

export const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/Santiago",
] as const;

export const at = (text: string) => Date.parse(text);
export const iso = (instant: number) => new Date(instant).toISOString();

/** Days since 1970-01-01. */
export const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / (24 * HOUR);

export interface Shown {
  readonly date: string;
  readonly weekday: string;
  /** Minutes since the day began by the clock's hands, seconds as a fraction. */
  readonly minute: number;
}

export function shown(instant: number, zone: string): Shown {
  const parts = Object.fromEntries(
    clock(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const [hour, minute, second, thousandth] = ["hour", "minute", "second", "fractionalSecond"].map((each) =>
    Number(parts[each]),
  ) as [number, number, number, number];
  return {
    date: `${parts["year"]}-${parts["month"]}-${parts["day"]}`,
    weekday: String(parts["weekday"]).toLowerCase(),
    minute: hour * 60 + minute + (second * 1000 + thousandth) / MINUTE,
  };
}

/** Whether the hour is being shown for the second time, or has been within the last two. */
export function wentBack(instant: number, zone: string): boolean {
  const before = shown(instant - 2 * HOUR, zone);
  const now = shown(instant, zone);
  const passed = now.minute - before.minute + (now.date === before.date ? 0 : 24 * 60);
  return passed < 120;
}

/** Open by the clock on the wall. */
export function isOpen(
  instant: number,
  window: Window,
  zone: string,
  holidays: ReadonlySet<number>,
): boolean {
  const { date, weekday, minute } = shown(instant, zone);
  const [start = 0, end = 0] = window.hours.split("-").map((time) => {
    const [hour = 0, minutes = 0] = time.split(":").map(Number);
    return hour * 60 + minutes;
  });
  const off = window.holidays === "skip" && holidays.has(dayOf(date));
  return window.days.some((day) => day === weekday) && !off && minute >= start && minute < end;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(timeZone: string): Intl.DateTimeFormat {
  const made = clocks.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...EVERYTHING, timeZone });
  clocks.set(timeZone, made);
  return made;
}

const EVERYTHING = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  weekday: "long",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
} as const;

export const aZone = fc.constantFrom(...ZONES);

/** When the clocks of one of the zones change in 2027. */
const CHANGES = [
  "2027-03-28T01:00:00Z",
  "2027-10-31T01:00:00Z",
  "2027-03-14T07:00:00Z",
  "2027-11-07T06:00:00Z",
  "2027-04-03T15:00:00Z",
  "2027-10-02T15:30:00Z",
  "2027-04-04T03:00:00Z",
  "2027-09-05T04:00:00Z",
].map(at);

/** Of the years 2026 to 2028, many of them near a change of the clocks, and many at a full hour. */
export const anInstant = fc.oneof(
  fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-12-31T00:00:00Z") }),
  fc.integer({ min: 0, max: 3 * 365 * 24 }).map((hours) => at("2026-01-01T00:00:00Z") + hours * HOUR),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -30 * 60, max: 30 * 60 }))
    .map(([change, minutes]) => change + minutes * MINUTE),
);

const aTime = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((quarters) => ({
    quarters,
    text: `${Math.floor(quarters / 4)}:${["00", "15", "30", "45"][quarters % 4]}`,
  }));

const hours = aTime(0, 95).chain((start) =>
  aTime(start.quarters + 1, 96).map((end) => `${start.text}-${end.text}`),
);
const days = fc.subarray(
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const,
  { minLength: 1 },
);

/** Every window that opens, its times on quarters of an hour. */
export const aWindow = fc
  .record({ days, hours, holidays: fc.constantFrom("skip", "send") })
  .map((window) => Window.parse(window));

/** Some ten days off a year. */
export const someHolidays = fc
  .uniqueArray(fc.integer({ min: dayOf("2026-01-01"), max: dayOf("2028-12-31") }), { maxLength: 30 })
  .map((found) => new Set(found));
