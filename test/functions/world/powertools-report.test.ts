/** What CloudWatch makes of a line that a function writes: which metric, in which namespace, under which dimensions. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import * as z from "zod";

/** CloudWatch's embedded metric format, as far as it names metrics. */
const Embedded = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

const COUNTING = `
const { powertoolsReport } = await import(process.argv[1]);
const report = powertoolsReport();
report.count("Trouble");
report.count("StageEntered", { stage: "mql" });
report.measure("LeadScore", 65.5);
`;

test("a count, a stage and a score are what the alarms and the dashboard look for: namespace, name, service and value", async () => {
  const module = new URL("../../../functions/world/powertools-report.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", COUNTING, module],
    { env: { POWERTOOLS_METRICS_NAMESPACE: "Ripen-dev", POWERTOOLS_SERVICE_NAME: "follow-leads" } },
  );
  const lines = stdout.split("\n").filter((line) => line.includes("_aws"));
  expect(lines.map(told)).toEqual([
    ["Ripen-dev", "Trouble", 1, { service: "follow-leads" }],
    ["Ripen-dev", "StageEntered", 1, { service: "follow-leads", stage: "mql" }],
    ["Ripen-dev", "LeadScore", 65.5, { service: "follow-leads" }],
  ]);
});

function told(line: string) {
  const { _aws, ...values } = Embedded.parse(JSON.parse(line));
  const [{ Namespace, Dimensions, Metrics } = { Namespace: "", Dimensions: [], Metrics: [] }] =
    _aws.CloudWatchMetrics;
  const name = Metrics[0]?.Name ?? "";
  const dimensions = (Dimensions[0] ?? []).map((dimension) => [dimension, values[dimension]] as const);
  return [Namespace, name, [values[name]].flat()[0], Object.fromEntries(dimensions)];
}
