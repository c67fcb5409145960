/** The page that an operator opens says of each alarm what the alarm itself says. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { alarms } from "../infra/watched.ts";

const guide = readFileSync(new URL("../../docs/operate.md", import.meta.url), "utf8");
const rows = guide.split("\n").filter((line) => /^\| `[A-Z]\w+`( ↩)? \|/.test(line));

/** Its line of the table: when it rings, what to do first, and whether its end is told. The page is for every stage. */
function lineOf(name: string): string {
  const { AlarmDescription, OKActions } = alarms[name] ?? {};
  const [rings, first] = String(AlarmDescription)
    .replace("Rings when ", "")
    .replaceAll("ripen-dev", "ripen-<stage>")
    .split(". First: ");
  return `| \`${name}\`${OKActions === undefined ? "" : " ↩"} | ${rings} | ${first} |`;
}

describe("operate.md", () => {
  test.each(Object.keys(alarms))("tells of %s in the words of its description", (name) => {
    expect(rows).toContain(lineOf(name));
  });

  test("tells of no other, and of all in the order of the runbook", () => {
    expect(rows).toEqual(Object.keys(alarms).map(lineOf));
  });

  test("leads on to pages that are there", () => {
    const pages = [...guide.matchAll(/\]\(([a-z/-]+\.(?:md|svg))/g)].map(([, page]) => `docs/${page}`);
    expect(pages.length).toBeGreaterThan(6);
    expect(pages.filter((page) => !existsSync(new URL(`../../${page}`, import.meta.url)))).toEqual([]);
  });
});
