import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileHolidays } from "../../workflows/compile/compile-holidays.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { encoded, firstDay, HolidayTable, holidaysOf } from "../../workflows/rules/holidays.ts";
import { opening, Window } from "../../workflows/rules/window.ts";
import { mainZone } from "../../workflows/rules/zone.ts";
import { at, dayOf, iso } from "./local-clock.ts";

const ALL = compileHolidays(2026);
const isOff = (country: string, date: string) => holidaysOf(ALL, country)?.has(dayOf(date));

describe("a touch due on a public holiday of the lead's country", () => {
  test.each([
    ["S19 Christmas, then a weekend: Monday", "DE", "2026-12-25T10:00:00+01:00", "2026-12-28T09:00:00+01:00"],
    ["S19 in Britain Monday too, for Boxing Day", "GB", "2026-12-25T10:00:00Z", "2026-12-29T09:00:00Z"],
    ["S19 Thanksgiving: the Friday after it", "US", "2026-11-26T10:00:00-05:00", "2026-11-27T09:00:00-05:00"],
    [
      "S19 Thanksgiving means nothing in Germany",
      "DE",
      "2026-11-26T10:00:00+01:00",
      "2026-11-26T10:00:00+01:00",
    ],
    ["S19 Turkey's feast of several days", "TR", "2026-05-27T10:00:00+03:00", "2026-06-01T09:00:00+03:00"],
    ["S19 Republic Day in India", "IN", "2027-01-26T10:00:00+05:30", "2027-01-27T09:00:00+05:30"],
  ])("%s", (_why, country, due, expected) => {
    const found = opening(at(due), Window.parse({}), mainZone(country) ?? "UTC", holidaysOf(ALL, country));
    expect(iso(found)).toBe(iso(at(expected)));
  });
});

describe("the holidays of all countries", () => {
  test("are those that functions carry", () => {
    expect(HOLIDAYS).toEqual(compileHolidays(HOLIDAYS.from));
  });

  test.each([
    ["Good Friday in Germany, by the moon", "DE", "2027-03-26", true],
    ["Epiphany is one in Austria", "AT", "2028-01-06", true],
    ["and in Germany only in some states: not counted", "DE", "2028-01-06", false],
    ["Easter Sunday of 23 hours in the Netherlands", "NL", "2027-03-28", true],
    ["the first whole day of the feast in Turkey", "TR", "2026-03-20", true],
    ["its last", "TR", "2026-03-22", true],
    ["its eve, half a day off", "TR", "2026-03-19", false],
    ["the day after", "TR", "2026-03-23", false],
    ["Christmas Eve from noon in Guatemala, half a day off", "GT", "2026-12-24", false],
    ["a Saturday's New Year is kept on the Friday before, in the year before", "US", "2027-12-31", true],
    ["New Year of the table's first year", "FR", "2026-01-01", true],
    ["Christmas of its last year", "FR", "2031-12-25", true],
    ["after the last year nothing is known", "FR", "2032-01-01", false],
    ["nor before the first", "FR", "2025-12-25", false],
  ])("%s", (_why, country, date, expected) => {
    expect(isOff(country, date)).toBe(expected);
  });

  test("of a feast that spans New Year belong each to their own year", () => {
    const secondOfJanuary = (year: number) =>
      holidaysOf(compileHolidays(year, ["AE"]), "AE")?.has(dayOf("2007-01-02"));
    expect(secondOfJanuary(2007)).toBe(true);
    expect(secondOfJanuary(2001)).toBe(false);
  });

  test("are as the schema says, name their source, and weigh less than 60 kB", () => {
    expect(HolidayTable.parse(ALL)).toEqual(ALL);
    expect([ALL.from, ALL.until]).toEqual([2026, 2031]);
    expect(ALL.source).toMatch(/^date-holidays \d+\.\d+\.\d+ by commenthol, CC BY 3\.0$/);
    expect(Object.keys(ALL.countries).length).toBeGreaterThan(200);
    expect(JSON.stringify(ALL).length).toBeLessThan(60_000);
  });

  test("are unknown for a country that isn't understood, and for one without data", () => {
    expect(holidaysOf(ALL, undefined)).toBeUndefined();
    expect(holidaysOf(ALL, "ZZ")).toBeUndefined();
    expect(holidaysOf(ALL, "toString")).toBeUndefined();
    expect(holidaysOf(ALL, "NP")).toBeUndefined();
  });

  test("are the same on a machine in any zone", () => {
    const SOME = ["TR", "US", "CN", "WS", "IL"];
    const module = new URL("../../workflows/compile/compile-holidays.ts", import.meta.url).href;
    const program = `import { compileHolidays } from "${module}"; console.log(JSON.stringify(compileHolidays(2026, ${JSON.stringify(SOME)})));`;
    for (const zone of ["Pacific/Apia", "America/Los_Angeles"]) {
      const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
        env: { TZ: zone },
      });
      const { countries } = HolidayTable.parse(JSON.parse(printed.toString()));
      expect(countries).toEqual(
        Object.fromEntries(Object.keys(countries).map((code) => [code, ALL.countries[code]])),
      );
      expect(Object.keys(countries)).toContain("TR");
    }
  });
});

describe("the table's writing", () => {
  test("says 1 January and 25 April of its first year in four digits", () => {
    expect(encoded([dayOf("2026-01-01"), dayOf("2026-04-25")], 2026)).toBe("0036");
  });

  test("gives back every day it was given, and no other", () => {
    const someDays = fc
      .uniqueArray(fc.integer({ min: 0, max: 6 * 365 }), { minLength: 1 })
      .map((days) => days.sort((a, b) => a - b).map((day) => day + firstDay(2027)));
    fc.assert(
      fc.property(
        someDays.filter((days) => days.every((day, i) => day - (days[i - 1] ?? firstDay(2027)) < 36 ** 2)),
        fc.integer({ min: -10, max: 7 * 365 }),
        (days, another) => {
          const table = { from: 2027, until: 2032, source: "", countries: { DE: encoded(days, 2027) } };
          const found = holidaysOf(table, "DE");
          for (const day of days) expect(found?.has(day)).toBe(true);
          expect(found?.has(another + firstDay(2027))).toBe(days.includes(another + firstDay(2027)));
        },
      ),
    );
  });

  test("refuses days that don't rise, begin too early or lie too far apart", () => {
    const first = firstDay(2027);
    expect(() => encoded([first + 3, first + 3], 2027)).toThrow(RangeError);
    expect(() => encoded([first - 1], 2027)).toThrow(RangeError);
    expect(() => encoded([first, first + 1_296], 2027)).toThrow(RangeError);
    expect(encoded([first, first + 1_295], 2027)).toBe("00zz");
  });
});
