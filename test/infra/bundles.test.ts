/** What is uploaded to Lambda, bundled for real, loaded as Lambda would load it, and asked one thing that needs no AWS. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { renderBrief } from "../../functions/mail/render.ts";
import { repositoryFile } from "../../infra/repository.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { Desk } from "../../workflows/rules/desk.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { bundlesIn, environmentOf, LARGEST, LARGEST_OF_OTHERS } from "./bundled.ts";

const FROM_NORA = { answers: {}, links: {}, sender: { name: "Nora" }, postalAddress: "12 Harbour Road" };

const FILLING_IN = ["advance-lead", "report-task"];
const RENDERER = "render.cjs";

const deleting = (path: string) => ({
  version: "2.0",
  routeKey: `ANY ${path}`,
  rawPath: path,
  rawQueryString: "",
  headers: {},
  requestContext: { http: { method: "DELETE", path }, requestId: "one", timeEpoch: 1_795_000_000_000 },
  isBase64Encoded: false,
});
const nothingToDo = { event: { Records: [] }, answer: { batchItemFailures: [] }, refusal: undefined };
const notAllowed = { answer: { statusCode: 405 }, refusal: undefined };

const asked = [
  { name: "capture-lead", decides: true, event: deleting("/leads"), ...notAllowed },
  { name: "record-activity", decides: true, event: deleting("/activities"), ...notAllowed },
  { name: "answer-handoff", decides: true, event: deleting("/handoffs/x"), ...notAllowed },
  { name: "manage-my-leads", decides: true, event: deleting("/desk/x"), ...notAllowed },
  // Sees first whether anybody listens, and nothing answers at this endpoint.
  { name: "send-digests", decides: true, event: {}, answer: undefined, refusal: "ECONNREFUSED" },
  { name: "report-task", decides: true, event: deleting("/tasks/x"), ...notAllowed },
  { name: "answer-question", decides: true, event: deleting("/questions/x"), ...notAllowed },
  { name: "show-dossier", decides: true, event: deleting("/dossiers/x"), ...notAllowed },
  { name: "export-person", decides: true, event: deleting("/admin/export"), ...notAllowed },
  { name: "erase-person", decides: true, event: deleting("/admin/erase"), ...notAllowed },
  { name: "manage-subscription", decides: true, event: deleting("/unsubscribe/x"), ...notAllowed },
  { name: "record-email-event", decides: true, ...nothingToDo },
  { name: "follow-leads", decides: false, ...nothingToDo },
  { name: "announce-leads", decides: false, ...nothingToDo },
  { name: "advance-lead", decides: true, event: {}, answer: undefined, refusal: "ZodError" },
  { name: "release-lead", decides: true, event: {}, answer: undefined, refusal: "ZodError" },
  { name: "count-stages", decides: false, event: {}, answer: undefined, refusal: "ECONNREFUSED" },
  // Looks for the overdue first, and nothing answers at this endpoint.
  { name: "sweep-leads", decides: false, event: {}, answer: undefined, refusal: "ECONNREFUSED" },
];

/** Loads a bundle, hands it an event, and says how long the loading took and what came of the event. */
const ask = `
import { createRequire } from 'node:module';
const [bundle, event] = process.argv.slice(1);
const began = performance.now();
const { handler } = createRequire(import.meta.url)(bundle);
const milliseconds = Math.round(performance.now() - began);
const outcome = await handler(JSON.parse(event), {}).then(
  (answer) => ({ answer }),
  ({ name, code }) => ({ refusal: code ?? name }),
);
console.log(JSON.stringify({ milliseconds, ...outcome }));
`;

describe("each function's bundle", () => {
  const outdir = mkdtempSync(join(tmpdir(), "ripen-bundles-"));
  let bundles: ReadonlyMap<string, string>;
  const compiled = JSON.parse(JSON.stringify(compileCampaigns(repositoryFile("workflows/campaigns"))));

  beforeAll(() => {
    bundles = bundlesIn(outdir);
  }, 120_000);

  afterAll(() => rmSync(outdir, { recursive: true }));

  test("is one of these", () => {
    expect([...bundles.keys()].sort()).toEqual(asked.map(({ name }) => name).sort());
  });

  test.each(asked)("of $name loads under Node 24, is no larger than it may be and answers", async (one) => {
    const file = join(bundles.get(one.name) ?? "", "index.cjs");
    const { milliseconds, answer, refusal } = await run(file, one.name, one.event);
    const kilobytes = Math.round(statSync(file).size / 1_000);
    process.stdout.write(`${one.name}: ${kilobytes} kB, loads in ${milliseconds} ms\n`);
    expect(kilobytes).toBeLessThanOrEqual(LARGEST[one.name] ?? LARGEST_OF_OTHERS);
    expect(refusal).toBe(one.refusal);
    if (one.answer !== undefined) expect(answer).toMatchObject(one.answer);
  });

  test.each(asked)("of $name has the compiled campaigns beside it: $decides", ({ name, decides }) => {
    const folder = bundles.get(name) ?? "";
    expect(existsSync(join(folder, "campaigns.json"))).toBe(decides);
    if (decides) expect(compiledBeside(folder).campaignsBeside()()).toEqual(compiled);
  });

  test("takes the campaigns and the sales desk as they stand there, which is as their schemas would", () => {
    const { campaignsBeside, deskBeside } = compiledBeside(bundles.get("advance-lead") ?? "");
    expect(z.array(RunningCampaign).parse(campaignsBeside()())).toEqual(campaignsBeside()());
    expect(Desk.parse(deskBeside()())).toEqual(deskBeside()());
  });

  test("reads the letters for the first that is asked for: what is in a campaign is known without", () => {
    const folder = join(outdir, "without-letters");
    cpSync(bundles.get("advance-lead") ?? "", folder, { recursive: true });
    rmSync(join(folder, "mails.json"));
    const [campaign] = compiledBeside(folder).campaignsBeside()();
    const [name = ""] = Object.keys(campaign?.mails ?? {});
    expect([name in (campaign?.mails ?? {}), "no-such" in (campaign?.mails ?? {})]).toEqual([true, false]);
    expect(() => campaign?.mails[name]).toThrow("mails.json");
  });

  test("reads the same holidays beside its code as the rules have at one's desk", () => {
    expect(holidaysBeside(bundles.get("advance-lead") ?? "")).toEqual(HOLIDAYS);
  });

  test("has what fills in letters and briefs beside it where there are any, and only there", () => {
    const having = [...bundles].filter(([, folder]) => existsSync(join(folder, RENDERER)));
    expect(having.map(([name]) => name).sort()).toEqual(FILLING_IN);
  });

  test.each(FILLING_IN)("of %s reads that by its name, and fills in as at one's desk", (name) => {
    const folder = bundles.get(name) ?? "";
    expect(readFileSync(join(folder, "index.cjs"), "utf8")).toContain(`require("./${RENDERER}")`);
    const brief = { title: "Call {{ lead.firstName }}", text: "They typed {{ lead.company }}." };
    const values = { ...FROM_NORA, lead: { firstName: "Zoë", company: "{{ 7 }}" } };
    const { renderBrief: beside } = createRequire(join(folder, "index.cjs"))(`./${RENDERER}`);
    expect(beside(brief, values)).toEqual(renderBrief(brief, values));
  });
});

const holidaysBeside = (bundle: string): unknown => ofWorld("holidays-beside", bundle)["HOLIDAYS"];

interface CompiledBeside {
  campaignsBeside(): () => readonly RunningCampaign[];
  deskBeside(): () => unknown;
}
const compiledBeside = (bundle: string) => ofWorld("compiled-beside", bundle) as unknown as CompiledBeside;

/** What a bundle has of a file in functions/world, by itself beside that bundle. */
function ofWorld(name: string, bundle: string): Readonly<Record<string, unknown>> {
  const outfile = join(bundle, `${name}.cjs`);
  buildSync({
    entryPoints: [repositoryFile(`functions/world/${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    define: { "import.meta.dirname": "__dirname" },
  });
  return createRequire(outfile)(outfile);
}

async function run(file: string, name: string, event: unknown) {
  const node = repositoryFile("node_modules/.bin/node");
  const args = ["--input-type=module", "--eval", ask, file, JSON.stringify(event)];
  const { stdout } = await promisify(execFile)(node, args, {
    env: environmentOf(name, "http://127.0.0.1:9"),
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
