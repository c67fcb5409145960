import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { people } from "../../local/demo/people.ts";
import type { Profile } from "../../workflows/rules/lead.ts";
import { understand } from "../../workflows/rules/understand.ts";
import { COUNTRY_CODES, mainZone, zoneOf } from "../../workflows/rules/zone.ts";

const HOME = "Europe/London";

/** The rows of people.md, in its order. */
const CAST = [
  {
    firstName: "Zoë",
    displayName: "Zoë Müller-Lüdenscheidt",
    countryCode: "DE",
    zone: "Europe/Berlin",
    employees: { min: 50, max: 100 },
    addressKind: "company",
    flags: [],
  },
  {
    firstName: "Łukasz",
    displayName: "Łukasz Żółć",
    countryCode: "PL",
    zone: "Europe/Warsaw",
    employees: { min: 1000 },
    addressKind: "company",
    flags: [],
  },
  {
    firstName: "Siobhán",
    displayName: "Siobhán O'Brien",
    countryCode: "IE",
    zone: "Europe/Dublin",
    employees: { min: 1000, max: 1000 },
    addressKind: "company",
    flags: [],
  },
  {
    countryCode: "AT",
    zone: "Europe/Vienna",
    employees: { min: 200, max: 200 },
    addressKind: "role",
    flags: ["role-address"],
  },
  {
    firstName: "Bob",
    displayName: "Bob",
    countryCode: "US",
    zone: "America/New_York",
    employees: { min: 1, max: 1 },
    addressKind: "free",
    typoHint: "gmail.com",
    flags: ["free-mail", "typo-in-address", "zone-not-understood"],
  },
  {
    displayName: "田中 花子",
    countryCode: "JP",
    zone: "Asia/Tokyo",
    employees: { min: 300, max: 300 },
    addressKind: "company",
    flags: [],
  },
  {
    firstName: "José",
    displayName: "José María de la Cruz Fernández",
    countryCode: "ES",
    zone: "Atlantic/Canary",
    employees: { min: 11, max: 50 },
    addressKind: "company",
    flags: [],
  },
  {
    firstName: "Priya",
    displayName: "Priya",
    countryCode: "IN",
    zone: "Asia/Calcutta",
    employees: { min: 10_000, max: 10_000 },
    addressKind: "company",
    flags: [],
  },
  {
    firstName: "Jean-Luc",
    displayName: "Jean-Luc van 't Hoff",
    countryCode: "NL",
    zone: "Europe/Amsterdam",
    employees: { min: 5001 },
    addressKind: "company",
    flags: ["zone-not-understood"],
  },
  {
    zone: HOME,
    employees: { min: 0, max: 0 },
    addressKind: "disposable",
    flags: [
      "disposable-address",
      "looks-automated",
      "name-not-understood",
      "country-not-understood",
      "zone-not-understood",
    ],
  },
];

describe("the cast is understood as they meant it", () => {
  const cast = people().filter(({ cast }) => cast !== undefined);

  test.each(cast.map(({ form }, row) => [form["name"] ?? form["email"], form, CAST[row]] as const))(
    "%s",
    (_, form, expected) => {
      expect(understand(form["email"] ?? "", form, HOME)).toEqual(expected);
    },
  );
});

describe("a lead's hour", () => {
  const zones: readonly (readonly [string, Partial<Profile>, string])[] = [
    ["is its own zone's", { timeZone: "America/Chicago", country: "Germany" }, "America/Chicago"],
    ["may go by an old name", { timeZone: "US/Eastern" }, "US/Eastern"],
    ["is spelled properly", { timeZone: " asia/tokyo " }, "Asia/Tokyo"],
    [
      "is its country's, when the browser hides behind UTC",
      { timeZone: "UTC", country: "Brasil" },
      "America/Sao_Paulo",
    ],
    [
      "is its country's, since an abbreviation knows no summer",
      { timeZone: "EST", country: "Kanada" },
      "America/Toronto",
    ],
    [
      "is its country's, since an offset knows no summer",
      { timeZone: "Etc/GMT-1", country: "Schweiz" },
      "Europe/Zurich",
    ],
    ["is ours, when all we know is Narnia", { timeZone: "Mars/Base", country: "Narnia" }, HOME],
  ];
  test.each(zones)("%s", (_, profile, zone) => {
    expect(understand("a@b.example", profile, HOME).zone).toBe(zone);
  });

  it("is UTC when even the default is no zone", () => {
    expect(understand("a@b.example", {}, "Nowhere").zone).toBe("UTC");
  });

  it("is known for every country there is", () => {
    expect(COUNTRY_CODES).toHaveLength(248);
    expect(COUNTRY_CODES.filter((code) => zoneOf(mainZone(code)) === undefined)).toEqual([]);
  });
});

describe("whatever anybody types", () => {
  const anything = fc.string({ unit: "binary", maxLength: 60 });
  const typed = fc.record(
    { name: anything, country: anything, employees: anything, timeZone: anything, company: anything },
    { requiredKeys: [] },
  );
  const name = fc.string({ unit: fc.constantFrom(..."aAbBÉéßłŁ -'.,()Ⅷǆ𝒜ıİ王ﬀ".split("")), maxLength: 20 });

  it("is understood without an error, and has an hour", () => {
    fc.assert(
      fc.property(anything, typed, (address, profile) => {
        expect(zoneOf(understand(address, profile, HOME).zone)).toBeDefined();
      }),
    );
  });

  it("is understood the same when what was understood is typed again", () => {
    fc.assert(
      fc.property(fc.oneof(name, anything), typed, (typedName, profile) => {
        const once = understand("a@b.example", { ...profile, name: typedName }, HOME);
        const again = understand(
          "a@b.example",
          { name: once.displayName, country: once.countryCode, timeZone: once.zone },
          HOME,
        );
        expect({ ...again, employees: once.employees, flags: once.flags }).toEqual({
          ...once,
          employees: once.employees,
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it("greets with a word of the shown name, or with none", () => {
    fc.assert(
      fc.property(name, (typedName) => {
        const { firstName, displayName } = understand("a@b.example", { name: typedName }, HOME);
        if (firstName !== undefined) expect(displayName?.split(" ")).toContain(firstName);
      }),
    );
  });
});
