/** What CloudWatch makes of a line that a function writes: which metric, in which namespace, under which dimensions. */
import { expect, test } from "vitest";
import * as z from "zod";
import type { Report } from "../../../functions/world/report.ts";
import { reportLines } from "../../../functions/world/report-lines.ts";

/** CloudWatch's embedded metric format, as far as it names metrics. */
const Embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.literal(Date.parse("2026-11-23T09:00:00Z")),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

test("a count, a stage, a score and a stage that nobody is in are what the alarms and the dashboard look for: namespace, name, service and value", () => {
  const lines = written((report) => {
    report.count("Trouble");
    report.count("StageEntered", { stage: "mql" });
    report.measure("LeadScore", 65.5);
    report.measure("LeadsInStage", 0, { stage: "mql" });
  });
  expect(lines.map(told)).toEqual([
    ["Ripen-dev", "Trouble", "Count", 1, { service: "follow-leads" }],
    ["Ripen-dev", "StageEntered", "Count", 1, { service: "follow-leads", stage: "mql" }],
    ["Ripen-dev", "LeadScore", "None", 65.5, { service: "follow-leads" }],
    ["Ripen-dev", "LeadsInStage", "None", 0, { service: "follow-leads", stage: "mql" }],
  ]);
});

test("what is said has its level, its time and the function's name, and the fields that were given", () => {
  const [line = ""] = written((report) =>
    report.warn("no copy of a mail could be kept", { leadId: "x", tries: 2 }),
  );
  expect(JSON.parse(line)).toEqual({
    level: "WARN",
    message: "no copy of a mail could be kept",
    timestamp: "2026-11-23T09:00:00.000Z",
    service: "follow-leads",
    leadId: "x",
    tries: 2,
  });
});

test("nothing that is said breaks its line", () => {
  expect(written((report) => report.info("two\nlines", { of: "a\r\nb\u2028c" })).join("")).toMatch(
    /^[^\n\r]*\n$/,
  );
});

function written(reporting: (report: Report) => void): readonly string[] {
  const lines: string[] = [];
  const now = () => Date.parse("2026-11-23T09:00:00Z");
  reporting(
    reportLines({ service: "follow-leads", namespace: "Ripen-dev", now, write: (line) => lines.push(line) }),
  );
  return lines;
}

function told(line: string) {
  const { _aws, ...values } = Embedded.parse(JSON.parse(line));
  const [{ Namespace, Dimensions, Metrics } = { Namespace: "", Dimensions: [], Metrics: [] }] =
    _aws.CloudWatchMetrics;
  const { Name: name, Unit } = Metrics[0] ?? { Name: "", Unit: "" };
  const dimensions = (Dimensions[0] ?? []).map((dimension) => [dimension, values[dimension]] as const);
  return [Namespace, name, Unit, values[name], Object.fromEntries(dimensions)];
}
