/** Under Lambda's JSON log format, whose console wraps every line: CloudWatch counts only what isn't wrapped. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { repositoryFile } from "../../../infra/repository.ts";

/** What Lambda's runtime does to the console there, then one count and one warning. */
const SCRIPT = `
  const wrap = (level) => (message) => process.stdout.write(JSON.stringify({ level, message }) + "\\n");
  for (const [name, level] of [["log", "INFO"], ["info", "INFO"], ["warn", "WARN"]]) console[name] = wrap(level);
  const { worldOf } = await import(${JSON.stringify(repositoryFile("functions/world/world-of.ts"))});
  const { report } = worldOf(process.env, {});
  report.count("LeadCaptured");
  report.warn("no copy of a mail could be kept", { leadId: "x" });
`;

test("a count is a line of its own without a level, and a warning has one, so that neither is lost", async () => {
  const env = {
    AWS_LAMBDA_LOG_FORMAT: "JSON",
    AWS_LAMBDA_LOG_LEVEL: "INFO",
    SERVICE_NAME: "capture-lead",
    METRICS_NAMESPACE: "Ripen-dev",
  };
  const { stdout, stderr } = await promisify(execFile)(
    repositoryFile("node_modules/.bin/node"),
    ["--input-type=module", "--eval", SCRIPT],
    { env },
  );
  const [count, warning] = `${stdout}${stderr}`
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  expect(count).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: "Ripen-dev", Metrics: [{ Name: "LeadCaptured" }] }] },
    service: "capture-lead",
    LeadCaptured: 1,
  });
  expect(count).not.toHaveProperty("level");
  expect(warning).toMatchObject({ level: "WARN", leadId: "x" });
}, 20_000);
