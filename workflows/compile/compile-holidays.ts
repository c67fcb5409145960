/**
 * The public holidays of all countries as a table that functions can carry. The data are those of the package
 * date-holidays, which at 1.5 MB is never bundled itself.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Calendar from "date-holidays";
import { encoded, firstDay, type HolidayTable } from "../rules/holidays.ts";
import { DAY, HOUR } from "../rules/time.ts";
import { COUNTRY_CODES } from "../rules/zone.ts";

/**
 * The table from `year` to five years on, of these ISO 3166-1 alpha-2 codes: all, unless stated. The same year gives
 * the same bytes, whatever the clock and the zone of the machine. All countries take some seconds, since the moon is
 * calculated for the calendars that follow it.
 */
export function compileHolidays(year: number, of: readonly string[] = COUNTRY_CODES): HolidayTable {
  const until = year + 5;
  const known = new Set(Object.keys(new Calendar().getCountries()));
  const countries = of.filter((code) => known.has(code)).toSorted();
  const written = countries.map((code) => [code, encoded(daysOff(code, year, until), year)] as const);
  return {
    from: year,
    until,
    source: SOURCE,
    countries: Object.fromEntries(written.filter(([, days]) => days !== "")),
  };
}

const SOURCE = `date-holidays ${versionOf("date-holidays")} by commenthol, CC BY 3.0`;

function versionOf(name: string): string {
  const file = fileURLToPath(import.meta.resolve(`${name}/package.json`));
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Rising, in days since 1970-01-01. A feast of some days may have begun in the year before. */
function daysOff(country: string, from: number, until: number): readonly number[] {
  const calendar = new Calendar(country);
  const years = Array.from({ length: until - from + 2 }, (_, at) => from - 1 + at);
  const days = years.flatMap((year) =>
    calendar
      .getHolidays(year)
      .filter(({ type }) => type === "public")
      .flatMap(wholeDays),
  );
  const within = days.filter((day) => day >= firstDay(from) && day < firstDay(until + 1));
  return [...new Set(within)].sort((a, b) => a - b);
}

/**
 * `date` is the country's own calendar day, with `-0600` if the feast begins on its eve. A day on which the clocks
 * change has 23 hours; what lasts less is half a day off, and the morning's mail is read.
 */
function wholeDays({ date, start, end }: { date: string; start: Date; end: Date }): readonly number[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY;
  const length = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
  return Array.from({ length }, (_, at) => first + at);
}
