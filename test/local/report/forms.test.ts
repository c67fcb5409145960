/** A report's three forms: a page, a flat file and a document. What leads typed stays text in each. */
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { bars } from "../../../local/report/bars.ts";
import { csvOf } from "../../../local/report/csv.ts";
import { plainOf } from "../../../local/report/json.ts";
import { htmlOf } from "../../../local/report/page.ts";
import { costsOf, thresholdsOf } from "../../../local/report/pairs.ts";
import type { Life } from "../../../workflows/rules/life.ts";
import { Reporting } from "../../../workflows/rules/report/report.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK } from "../../stories/lives.ts";

function reportOf(lives: readonly Life[]) {
  const reporting = new Reporting({
    playbook: PLAYBOOK,
    now: MONDAY + 9 * DAY,
    thresholds: new Map([["small", 55]]),
  });
  for (const each of lives) reporting.add(each);
  return reporting.report();
}

const from = (utm_source: string) =>
  life({
    lead: { source: { form: "cold-store-guide", utm: { utm_source }, at: MONDAY } },
    ledger: [
      line({ key: "c", at: MONDAY + DAY, touchId: "small_1_welcome_1", machine: "a scanner" }),
      line({
        key: "mail-welcome#click#b",
        at: MONDAY + 2 * DAY,
        touchId: "small_1_welcome_1",
        messageId: "mail-welcome",
      }),
    ],
    handoffs: [handoff({ releasedAt: MONDAY + 3 * DAY })],
  });
/** In CSS pixels, of 14 in the widest of the system fonts. */
const WIDEST_DIGIT = 9;
const EVIL = '=HYPERLINK("http://evil.example")';

function rowsOf(csv: string): readonly Record<string, string>[] {
  return parse(csv, { columns: true });
}

describe("the flat file", () => {
  test("has a line for each number, with what it is a part of", () => {
    const rows = rowsOf(csvOf(reportOf([from("linkedin"), from("linkedin")])));
    const told = (table: string, measure: string) =>
      rows.find((row) => row["table"] === table && row["measure"] === measure);
    expect(told("all", "MQL")).toMatchObject({ value: "2", of: "2" });
    expect(told("touches", "Clicked")).toMatchObject({ item: "small · welcome", value: "2", of: "2" });
    expect(told("touches", "Clicks by machines")).toMatchObject({ value: "2", of: "" });
    expect(told("first-sources", "Leads")).toMatchObject({
      item: "linkedin, by cold-store-guide",
      value: "2",
    });
    expect(told("first-sources", "Days to ripe, median")).toMatchObject({ value: "3" });
  });

  test.each([EVIL, "+49 89", "@SUM(A1)", "-2+3", "\tcmd"])("keeps %j the text it is", (typed) => {
    const items = rowsOf(csvOf(reportOf([from(typed)]))).map((row) => row["item"] ?? "");
    expect(items.filter((item) => item.includes(typed))).not.toEqual([]);
    expect(items.filter((item) => /^[=+\-@\t]/.test(item))).toEqual([]);
  });

  test("keeps a formula text where a semicolon begins a new cell", () => {
    const items = rowsOf(csvOf(reportOf([from(`a;${EVIL}`)]))).map((row) => row["item"] ?? "");
    expect(items.filter((item) => item.includes(`a;'${EVIL}`))).not.toEqual([]);
    expect(items.filter((item) => /;[=+\-@]/.test(item))).toEqual([]);
  });
});

describe("the page", () => {
  test("is one file that fetches nothing, and tells each picture in words", async () => {
    const page = await htmlOf(reportOf([from("linkedin")]));
    expect(page).not.toMatch(/(?:src|href)="|@import|url\(/);
    expect(page).toContain("Machine clicks kept out: 1.");
    expect(page).toContain('role="img" aria-label="Clicked by a person, of those sent (%): welcome 100."');
    expect(page.match(/<svg /g)).toHaveLength(page.match(/<figure>/g)?.length ?? 0);
  });

  test("draws one bar for all that a channel brought, whatever the links were called", async () => {
    const paid = (utm_medium: string) =>
      life({
        lead: { source: { form: "guide", utm: { utm_source: "linkedin", utm_medium }, at: MONDAY } },
        ledger: [],
      });
    const page = await htmlOf(reportOf([paid("paid"), paid("post"), from("fair")]));
    const [, told] =
      /aria-label="Score today by who brought them first, median \(points\): ([^"]*)"/.exec(page) ?? [];
    expect(told).toMatch(/^linkedin \d+; fair \d+\.$/);
  });

  test.each([
    [
      ["cold-store-guide", 47],
      ["linkedin", 76],
      ["www.google.com", 32],
    ],
    [
      ["within a day", 66],
      ["1 to 7 days", 1_234_567],
    ],
    [
      ["welcome", 28.6],
      ["green-bananas", 33.3],
    ],
  ])("has room for the number behind the longest bar of %j", async (...pairs) => {
    const svg = await bars(
      pairs.map(([row, value]) => ({ row: String(row), value: Number(value) })),
      "points",
    );
    const [, width = ""] = /viewBox="0 0 ([\d.]+) /.exec(svg) ?? [];
    const [, left = ""] = /translate\(([\d.]+),/.exec(svg) ?? [];
    const [, numbers = ""] = svg.split("layer_1_marks");
    const ends = [...numbers.matchAll(/translate\(([\d.]+),[^>]*>([\d.]+)</g)].map(
      ([, from, number = ""]) => Number(left) + Number(from) + number.length * WIDEST_DIGIT,
    );
    expect(ends).toHaveLength(pairs.length);
    expect(Math.max(...ends)).toBeLessThanOrEqual(Number(width));
  });

  test("takes nothing that was typed for markup, in tables, pictures and their texts", async () => {
    const page = await htmlOf(reportOf([from('"><script>alert(1)</script>$&')]));
    expect(page).not.toContain("<script>alert");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  test("of an empty table says so, and of one lead it is whole", async () => {
    const empty = await htmlOf(reportOf([]));
    expect(empty).toContain("There are no leads yet");
    expect(empty).not.toContain("<table");
    const one = await htmlOf(reportOf([life({ touches: [], ledger: [] })]));
    for (const none of [
      "Nothing has been sent yet.",
      "Nobody has ripened yet.",
      "Sales has been told of nobody yet.",
    ])
      expect(one).toContain(none);
  });

  test("tells of a deleted campaign that it is no longer there", async () => {
    const gone = { ...PLAYBOOK, campaigns: [] };
    const reporting = new Reporting({ playbook: gone, now: MONDAY + 9 * DAY });
    reporting.add(from("linkedin"));
    const page = await htmlOf(reporting.report());
    expect(page).toContain("<h3>small (no longer there)</h3>");
  });
});

test("the document has ISO instants, spreads as count and median, and null for what nobody knows", () => {
  expect(plainOf(reportOf([from(EVIL)]))).toMatchObject({
    asOf: "2026-12-02T09:00:00.000Z",
    zone: "Europe/Dublin",
    all: { leads: 1, nurtured: 1, mql: 1, sal: 0, won: 0 },
    clicks: { person: 1, unsure: 0, machine: 1 },
    ripening: { count: 1, median: 3 },
    firstSources: [{ source: { by: "form", source: EVIL }, ripening: { count: 1, median: 3 } }],
    replays: [{ campaign: "small", from: 60, to: 55, leads: 1, sooner: { count: 0, median: null } }],
  });
});

describe("what is asked", () => {
  test("is read as name and number, a later one of a name in place of an earlier", () => {
    expect([...costsOf(["linkedin=1200", "a=b=0.50", "linkedin=7"])]).toEqual([
      ["linkedin", 7],
      ["a=b", 0.5],
    ]);
    expect([...thresholdsOf(["small=70"], PLAYBOOK.campaigns)]).toEqual([["small", 70]]);
  });

  test.each(["linkedin", "=5", "linkedin=€5", "linkedin=-5", "linkedin=1,200", "linkedin="])(
    "and %j is refused with what would be right",
    (given) => {
      expect(() => costsOf([given])).toThrow(
        `--cost is "${given}": it should be a name and a sum of money without its currency, such as linkedin=1200.`,
      );
    },
  );

  test.each([
    [
      "small=0",
      /^--threshold is "small=0": it should be a name and a whole number of points, such as small=70\.$/,
    ],
    ["big=70", /^--threshold names "big", which is no campaign of this checkout: there is small\.$/],
  ])("and the threshold %j is refused", (given, message) => {
    expect(() => thresholdsOf([given], PLAYBOOK.campaigns)).toThrow(message);
  });
});
