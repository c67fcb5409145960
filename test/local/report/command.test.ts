/** `npm run report`, as a command of its own, against a laptop that runs. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { runCommand } from "../command.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

let state: string;
let laptop: Laptop;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "ripen-report-"));
  laptop = await startLaptop({ state, start: START, runs: false });
  leaveAddresses(state, laptop.urls);
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(state, { recursive: true, force: true });
});

const report = (...words: readonly string[]) => runCommand("report", words, state);

async function posts(email: string, utm_source: string): Promise<void> {
  const body = JSON.stringify({
    email,
    utm_source,
    referrer: "https://www.linkedin.com/feed",
    consent: "yes",
  });
  const headers = { "content-type": "application/json" };
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", headers, body });
  await laptop.sources.time.settle();
}

const told = async (...words: readonly string[]) =>
  JSON.parse((await report("--format", "json", ...words)).out) as Record<string, never>;

test("an empty table is an empty report", async () => {
  const { code, out, err } = await report();
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("There are no leads yet");
});

test("the leads that came are told with their source, and the laptop's page tells the same", async () => {
  await posts("ann@dairy.example", "linkedin");
  await posts("ben@bakery.example", "linkedin");
  const ofCommand = await told("--cost", "linkedin=50", "--threshold", "green-bananas=40");
  expect(ofCommand).toMatchObject({
    all: { leads: 2, nurtured: 2 },
    firstSources: [{ source: { source: "linkedin", referrer: "www.linkedin.com" }, leads: 2 }],
    costs: [{ name: "linkedin", of: "source", perLead: 25, perMql: null }],
    replays: [{ campaign: "green-bananas", to: 40, leads: 2 }],
  });
  const page = `${laptop.urls.console}/report?cost=linkedin%3D50&campaign=green-bananas&points=40`;
  const ofPage = await (await fetch(page, { headers: { accept: "application/json" } })).json();
  const { asOf: _, ...rest } = ofCommand;
  expect(ofPage).toMatchObject(rest);
});

test("it is written to a file in any form", async () => {
  const files = ["html", "csv"].map((format) => ({ format, out: join(state, `report.${format}`) }));
  for (const { format, out } of files)
    expect(await report("--format", format, "--out", out)).toEqual({ code: 0, out: "", err: "" });
  const [html, csv] = files.map(({ out }) => readFileSync(out, "utf8"));
  expect(html).toMatch(/^<!doctype html>/);
  expect(csv).toMatch(/^table,item,measure,value,of\nall,,Leads,2,\n/);
});

test("a table by its own name is read too, and one that isn't there is told with what to do", async () => {
  const outputs = await told();
  const { Table } = await tableName();
  expect(await told("--laptop", "--table", Table, "--zone", "Europe/Dublin")).toMatchObject({
    all: outputs["all"],
  });
  const { code, err } = await report("--laptop", "--table", "nothing");
  expect(code).toBe(1);
  expect(err).toMatch(
    /^the table nothing can't be read \(.*\)\. There is no such table there\. `aws dynamodb/,
  );
});

test.each([
  [
    ["--threshold", "nobody=70"],
    /^--threshold names "nobody", which is no campaign of this checkout: there is /,
  ],
  [["--cost", "12"], /^--cost is "12": it should be a name and a sum of money/],
  [
    ["--zone", "Mars/Olympus"],
    /^--zone is "Mars\/Olympus": it should be a zone's name, such as Europe\/Dublin\.$/m,
  ],
  [["--out", "/nowhere/report.html"], /^\/nowhere\/report\.html can't be written \(ENOENT\): name a file/],
  [["--format", "pdf"], /Allowed choices are html, csv, json/],
])("%j is refused in a line that says what would be right", async (words, message) => {
  const { code, out, err } = await report(...words);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(message);
});

test("the page refuses what the command refuses", async () => {
  const answer = await fetch(`${laptop.urls.console}/report?cost=12`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("it should be a name and a sum of money");
});

/** As the stack tells it. */
async function tableName(): Promise<{ readonly Table: string }> {
  const { outputsOf } = await import("../../../local/stack/stack-outputs.ts");
  const { CloudFormationClient } = await import("@aws-sdk/client-cloudformation");
  const { clientOf } = await import("../aws/small-laptop.ts");
  const outputs = await outputsOf(new CloudFormationClient(clientOf(laptop.urls.aws)), "ripen-laptop");
  return { Table: outputs.LeadTableName };
}
