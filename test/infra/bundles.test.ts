/** What is uploaded to Lambda, bundled for real and loaded as Lambda would load it. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryFile } from "../../infra/repository.ts";
import { ripenApp, type Template } from "../../infra/ripen-app.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";

const deciding = [
  "capture-lead",
  "advance-lead",
  "release-lead",
  "record-email-event",
  "answer-handoff",
  "manage-subscription",
];
const names = [...deciding, "follow-leads", "sweep-leads"];

/** Loads it, and says in how many milliseconds, and what it exports. */
const load = `
const began = performance.now();
const { handler, ...rest } = await import(process.argv[1]);
console.log(JSON.stringify({ handler: typeof handler, milliseconds: Math.round(performance.now() - began) }));
`;

describe("each function's bundle", () => {
  const outdir = mkdtempSync(join(tmpdir(), "ripen-bundles-"));
  const bundles = new Map<string, string>();
  const compiled = JSON.parse(JSON.stringify(compileCampaigns(repositoryFile("workflows/campaigns"))));

  beforeAll(() => {
    const app = ripenApp({ context: { "aws:cdk:enable-asset-metadata": true }, outdir, validate: false });
    const template: Template = app.synth().getStackArtifact("Ripen").template;
    for (const { Type, Metadata = {} } of Object.values(template.Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const name = String(Metadata["ripen:entry"]).replace(/^functions\/|\.ts$/g, "");
      bundles.set(name, join(outdir, String(Metadata["aws:asset:path"])));
    }
  }, 120_000);

  afterAll(() => rmSync(outdir, { recursive: true }));

  test("is there", () => {
    expect([...bundles.keys()].sort()).toEqual(names.toSorted());
  });

  test.each(names)("of %s loads under Node 24 and is under 2 MB", async (name) => {
    const file = join(bundles.get(name) ?? "", "index.mjs");
    const env = { AWS_REGION: "eu-west-1", POWERTOOLS_SERVICE_NAME: name };
    const node = repositoryFile("node_modules/.bin/node");
    const { stdout } = await promisify(execFile)(node, ["--input-type=module", "--eval", load, file], {
      env,
    });
    const { handler, milliseconds } = JSON.parse(stdout);
    const kilobytes = Math.round(statSync(file).size / 1_000);
    process.stdout.write(`${name}: ${kilobytes} kB, loads in ${milliseconds} ms\n`);
    expect(handler).toBe("function");
    expect(kilobytes).toBeLessThan(2_000);
  });

  test.each(names)("of %s has the compiled campaigns beside it exactly when it decides", (name) => {
    const campaigns = join(bundles.get(name) ?? "", "campaigns.json");
    expect(existsSync(campaigns)).toBe(deciding.includes(name));
    if (existsSync(campaigns)) expect(JSON.parse(readFileSync(campaigns, "utf8"))).toEqual(compiled);
  });
});
