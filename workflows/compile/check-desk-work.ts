/** When the desk's people work: by a clock that there is, in hours that come, and on holidays that are known. */
import type { Desk, Person } from "../rules/desk.ts";
import { HOLIDAYS } from "../rules/holiday-table.ts";
import { DAY } from "../rules/time.ts";
import { DAYS, opensAtAll } from "../rules/window.ts";
import { COUNTRY_CODES, zoneOf } from "../rules/zone.ts";
import type { Finding } from "./finding.ts";
import { nearest } from "./nearest.ts";
import type { Path } from "./steps.ts";

export function checkWork({ people }: Desk): readonly Finding[] {
  return Object.entries(people).flatMap(([key, person]) => {
    const path = ["people", key];
    return [
      ...checkZone(person, path),
      ...checkHours(person, path),
      ...checkHolidays(person, path),
      ...checkAway(person, [...path, "away"]),
    ];
  });
}

function checkZone({ zone }: Person, path: Path): readonly Finding[] {
  if (zoneOf(zone) !== undefined) return [];
  const guess = nearest(zone, Intl.supportedValuesOf("timeZone"));
  const right = "Write an IANA name, such as Europe/Dublin: an abbreviation knows no summer time.";
  return [
    {
      path: [...path, "zone"],
      wrong: `there is no time zone "${zone}"`,
      right: guess === undefined ? right : `Did you mean "${guess}"? ${right}`,
    },
  ];
}

function checkHours({ days, hours }: Person, path: Path): readonly Finding[] {
  if (opensAtAll({ days, hours, holidays: "skip" })) return [];
  if (days.length === 0) {
    const right = "Name a day of the week; whoever never works doesn't belong here.";
    return [{ path: [...path, "days"], wrong: "nobody works on no day", right }];
  }
  const right = "Write hours that end after they begin, on the same day: `9-18`.";
  return [{ path: [...path, "hours"], wrong: `"${hours}" never comes`, right }];
}

function checkHolidays({ holidays }: Person, path: Path): readonly Finding[] {
  if (holidays === undefined || Object.hasOwn(HOLIDAYS.countries, holidays)) return [];
  return [
    {
      path: [...path, "holidays"],
      wrong: `no public holidays are known of "${holidays}"`,
      right: countryMeant(holidays) ?? "Take it out, and list the days under `away`.",
    },
  ];
}

/** Undefined for a country that there is, but without holidays in our table. */
function countryMeant(typed: string): string | undefined {
  const upper = typed.toUpperCase();
  if (Object.hasOwn(HOLIDAYS.countries, upper)) return `Write ${upper}.`;
  if (COUNTRY_CODES.includes(typed)) return undefined;
  return "Write the ISO 3166-1 code of two letters of the country, such as IE or GB.";
}

const LONGEST_AWAY = 366;

function checkAway(person: Person, path: Path): readonly Finding[] {
  const found = checkAbsences(person, path);
  return found.length > 0 ? found : checkRows(person, path);
}

function checkAbsences({ away }: Person, path: Path): readonly Finding[] {
  return away.flatMap(({ from, to }, at) => {
    const here = [...path, at];
    if (to < from)
      return [{ path: here, wrong: `${to} comes before ${from}`, right: "Exchange them, or mend the year." }];
    if (daysFrom(from, to) > LONGEST_AWAY)
      return [{ path: here, wrong: `this is ${daysFrom(from, to)} days, more than a year`, right: TOO_LONG }];
    const other = away.slice(0, at).findIndex((before) => before.from <= to && from <= before.to);
    if (other < 0) return [];
    return [{ path: here, wrong: `away[${other}] has days of these already`, right: "Make them one." }];
  });
}

const TOO_LONG = "Take whoever is gone for good out of the file; else see whether the years are right.";

/** Absences with no working day between are one, however they are written. */
function checkRows({ away, days }: Person, path: Path): readonly Finding[] {
  const inTurn = away.map((each, at) => ({ ...each, at })).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let since = "";
  return inTurn.flatMap(({ from, to, at }, index) => {
    const before = inTurn[index - 1];
    if (before === undefined || worksBetween(before.to, from, days)) since = from;
    const long = daysFrom(since, to);
    if (long <= LONGEST_AWAY) return [];
    const wrong = `with what comes just before it this is ${long} days, more than a year`;
    return [{ path: [...path, at], wrong, right: TOO_LONG }];
  });
}

/** Whether the person works on a day after the one and before the other. */
function worksBetween(to: string, from: string, days: Person["days"]): boolean {
  const between = Math.min(daysFrom(to, from) - 2, 7);
  return Array.from({ length: between }, (_, at) => dayNumber(to) + 1 + at).some((day) => {
    const name = DAYS[(day + MONDAY_TO_THURSDAY) % 7];
    return name !== undefined && days.includes(name);
  });
}

/** 1 January 1970 was a Thursday. */
const MONDAY_TO_THURSDAY = 3;

/** Both included. ISO days. */
function daysFrom(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY;
}
