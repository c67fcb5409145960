/** docs/report.md is true: its document has the keys that the report has, and its command line is one. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { plainOf } from "../../local/report/json.ts";
import { Reporting } from "../../workflows/rules/report/report.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";

type Json = Readonly<Record<string, never>>;

const guide = readFileSync(new URL("../../docs/report.md", import.meta.url), "utf8");
const reporting = new Reporting({ playbook: PLAYBOOK, now: MONDAY });
reporting.add(life());
for (let n = 0; n < 10; n += 1) reporting.add(life({ handoffs: [handoff({ status: "rejected" })] }));
const report = plainOf(reporting.report()) as Readonly<Record<string, never>>;

test("the document is as it is shown, but for its numbers", () => {
  const shown = JSON.parse(/```json\n([\s\S]+?)```/.exec(guide)?.[1] ?? "{}") as Json;
  expect(Object.keys(report)).toEqual(expect.arrayContaining(Object.keys(shown)));
  for (const part of ["all", "clicks"]) expect(keysOf(shown[part])).toEqual(keysOf(report[part]));
  for (const list of ["touches", "firstSources"])
    expect(keysOf(shown[list]?.[0])).toEqual(keysOf(report[list]?.[0]));
  const [told, real] = [shown["gaveBack"] ?? {}, report["gaveBack"] ?? {}] as Json[];
  expect(keysOf(told)).toEqual(keysOf(real));
  expect(keysOf(told?.["all"])).toEqual(keysOf(real?.["all"]));
  for (const list of ["reasons", "tries"])
    expect(keysOf(told?.[list]?.[0])).toEqual(keysOf(real?.[list]?.[0]));
});

test("every part of it is named", () => {
  for (const part of Object.keys(report)) expect(guide).toMatch(new RegExp(`["\`]${part}["\`]`));
});

test("each option is one of the command's", () => {
  const source = readFileSync(new URL("../../local/report/report.ts", import.meta.url), "utf8");
  const options = [...guide.matchAll(/`?(--[a-z]+)/g)].map(([, option]) => option ?? "");
  expect(options.length).toBeGreaterThan(8);
  for (const option of new Set(options)) expect(`${source} --stack --laptop`).toContain(option);
});

function keysOf(value: object | undefined): readonly string[] {
  return Object.keys(value ?? {}).sort();
}
