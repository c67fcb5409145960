/** A report for programs, as docs/report.md has its shape: instants in ISO 8601, spreads as count and median. */
import type { Report } from "../../workflows/rules/report/report.ts";
import { Spread } from "../../workflows/rules/report/spread.ts";

export function plainOf({ asOf, ...report }: Report): object {
  return { asOf: new Date(asOf).toISOString(), ...(plain(report) as object) };
}

/** What nobody knows is null, so that every row has the same keys; but a source tells only what it has. */
function plain(value: unknown, key = ""): unknown {
  if (value === undefined) return null;
  if (value instanceof Spread) return { count: value.count, median: value.median() ?? null };
  if (Array.isArray(value)) return value.map((each) => plain(each));
  if (typeof value !== "object" || value === null || key === "source") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, name)]));
}
