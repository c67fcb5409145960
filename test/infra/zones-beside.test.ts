/** The clocks that lie beside the functions' code: what Intl says, of every zone, and Intl itself where they can't know. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { withZonesBeside } from "../../infra/pruning.ts";
import { repositoryFile } from "../../infra/repository.ts";
import { compileZones, FROM, UNTIL } from "../../workflows/compile/compile-zones.ts";
import { COUNTRY_CODES, mainZone, type ZoneTable } from "../../workflows/rules/zone.ts";
import ZONES from "../../workflows/zones.json" with { type: "json" };

const folder = mkdtempSync(join(tmpdir(), "ripen-zones-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NUMBERS = { year: "numeric", month: "numeric", day: "numeric" } as const;
const TIMES = { hour: "numeric", minute: "numeric", second: "numeric" } as const;
const asked = (timeZone: string) =>
  ["en-u-hc-h23", { calendar: "iso8601", timeZone, era: "short", ...NUMBERS, ...TIMES }] as const;
const PARTS = ["year", "month", "day", "hour", "minute", "second"];

type Format = Pick<Intl.DateTimeFormat, "formatToParts" | "resolvedOptions">;
const inNumbers = (format: Format, at: number) =>
  format
    .formatToParts(at)
    .filter(({ type }) => PARTS.includes(type))
    .map(({ type, value }) => [type, Number(value)])
    .toSorted();

/** What stands in the bundles, with such a table beside it. */
function beside(name: string, table: object): (...asking: ReturnType<typeof asked>) => Format {
  const outfile = join(folder, name, "zones.cjs");
  buildSync({
    entryPoints: [repositoryFile("functions/world/zones-beside.ts")],
    outfile,
    bundle: true,
    platform: "node",
    define: { "import.meta.dirname": "__dirname" },
  });
  writeFileSync(join(folder, name, "zones.json"), JSON.stringify(table));
  return createRequire(outfile)(outfile).zoneFormat;
}

const ofTable = beside("table", ZONES);
const names = Object.keys(ZONES.zones);
const at = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2050, 0) });

test("of any zone and moment, within the table and without, they are what Intl shows", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(at, { minLength: 5, maxLength: 20 }), (zone, moments) => {
      const intl = new Intl.DateTimeFormat(...asked(zone));
      const format = ofTable(...asked(zone));
      expect(format.resolvedOptions().timeZone).toBe(intl.resolvedOptions().timeZone);
      for (const moment of moments) expect(inNumbers(format, moment)).toEqual(inNumbers(intl, moment));
    }),
  );
});

test("to the second on which each clock changes, and at both ends of the table", () => {
  for (const zone of [
    "EUROPE/DUBLIN",
    "AMERICA/NEW_YORK",
    "AUSTRALIA/LORD_HOWE",
    "AFRICA/CASABLANCA",
    "ASIA/GAZA",
  ]) {
    const intl = new Intl.DateTimeFormat(...asked(zone));
    const format = ofTable(...asked(zone));
    const clock = (ZONES as unknown as ZoneTable).clocks[ZONES.zones[zone as "ASIA/GAZA"][1] as number] ?? [];
    const changes = clock.filter((_, index) => index % 2 === 1).map((minute) => minute * 60_000);
    expect(changes.length).toBeGreaterThan(10);
    for (const edge of [...changes, Date.parse(FROM), Date.parse(UNTIL)])
      for (const moment of [edge - 1_000, edge, edge + 1_000])
        expect(inNumbers(format, moment)).toEqual(inNumbers(intl, moment));
  }
});

describe("which of the two is believed", () => {
  const wrong = (tz: string) => {
    const clocks = ZONES.clocks.map((clock) => [777, ...clock.slice(1)]);
    return beside(tz, { ...ZONES, tz, clocks })(...asked("ASIA/KOLKATA"));
  };
  const intl = new Intl.DateTimeFormat(...asked("ASIA/KOLKATA"));
  const noon = Date.UTC(2027, 0, 1, 12);

  test("is the table where it is as new as Node's rules, or newer", () => {
    expect(inNumbers(wrong("9999z"), noon)).not.toEqual(inNumbers(intl, noon));
    expect(inNumbers(wrong(process.versions["tz"] ?? ""), noon)).not.toEqual(inNumbers(intl, noon));
  });

  test("is Node where the rules it has are newer", () => {
    expect(inNumbers(wrong("1999a"), noon)).toEqual(inNumbers(intl, noon));
  });

  test("is Node for a zone that the table doesn't have, and there is an error where there is none", () => {
    expect(ofTable(...asked("ETC/GMT+5")).resolvedOptions().timeZone).toBe("Etc/GMT+5");
    expect(() => ofTable(...asked("MARS/OLYMPUS"))).toThrow(RangeError);
    expect(() => ofTable(...asked("constructor"))).toThrow(RangeError);
  });
});

test("the table is that of the project's Node, and has every country's main zone: else run npm run zones", () => {
  expect(ZONES.tz).toBe(process.versions["tz"]);
  const some = ["Europe/Berlin", "America/Sao_Paulo", "Pacific/Chatham", "Africa/El_Aaiun", "Asia/Kolkata"];
  const { zones, clocks } = compileZones([], some);
  const { clocks: written, zones: inTable } = ZONES as unknown as ZoneTable;
  for (const [zone, [name, clock]] of Object.entries(zones))
    expect([inTable[zone]?.[0], written[inTable[zone]?.[1] ?? -1]]).toEqual([name, clocks[clock]]);
  expect(names).toEqual(expect.arrayContaining(COUNTRY_CODES.map((code) => mainZone(code)?.toUpperCase())));
});

test("the polyfill asks there, at its one place", () => {
  const pruned = withZonesBeside('const format = new RawDateTimeFormat("en-u-hc-h23", {});');
  expect(pruned).toMatch(
    /^import \{ zoneFormat \} from ".*zones-beside\.ts";\nconst format = zoneFormat\("en-u-hc-h23", \{\}\);$/,
  );
  expect(withZonesBeside("const format = new Intl.DateTimeFormat();")).toBeUndefined();
});
