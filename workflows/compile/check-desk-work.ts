/** When the desk's people work: by a clock that there is, in hours that come, and on holidays that are known. */
import type { Desk, Person } from "../rules/desk.ts";
import { HOLIDAYS } from "../rules/holiday-table.ts";
import { DAY } from "../rules/time.ts";
import { opensAtAll } from "../rules/window.ts";
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
      ...checkAway(person, path),
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

function checkAway({ away }: Person, path: Path): readonly Finding[] {
  return away.flatMap(({ from, to }, at) => {
    const here = [...path, "away", at];
    if (to < from)
      return [{ path: here, wrong: `${to} comes before ${from}`, right: "Exchange them, or mend the year." }];
    if (daysFrom(from, to) > LONGEST_AWAY) {
      const right = "Take whoever is gone for good out of the file; else see whether the years are right.";
      return [{ path: here, wrong: `this is ${daysFrom(from, to)} days, more than a year`, right }];
    }
    const other = away.slice(0, at).findIndex((before) => before.from <= to && from <= before.to);
    if (other < 0) return [];
    return [{ path: here, wrong: `away[${other}] has days of these already`, right: "Make them one." }];
  });
}

/** Both included. ISO days. */
function daysFrom(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY;
}
