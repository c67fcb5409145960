/** `npm run leads` and the pausing of campaigns, as commands of their own, against a laptop that runs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import type { Lead } from "../../../workflows/rules/lead.ts";
import { runCommand } from "../command.ts";

/** A Monday morning; virtual time stands but for the moves. */
const START = Date.parse("2026-11-23T09:00:00Z");
const LIST = [
  "E-Mail;Vorname;Nachname;Firma;Stand",
  "zoe@dairy.example;Zoë;Müller;Dairy Süd;7",
  'ben@bakery.example;Ben;Baker;"Baker; Sons";7',
  "zoe@;;;;",
  "",
].join("\r\n");

let state: string;
let laptop: Laptop;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "ripen-commands-"));
  laptop = await startLaptop({ state, start: START, runs: false });
  leaveAddresses(state, laptop.urls);
  writeFileSync(join(state, "fair.csv"), `\uFEFF${LIST}`);
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(state, { recursive: true, force: true });
});

const run = (program: "leads" | "campaign", words: readonly string[], aws: object = {}) =>
  runCommand(program, words, state, aws);

async function leads(): Promise<readonly Lead[]> {
  await laptop.sources.time.settle();
  return laptop.sources.leads.list();
}

async function lead(address: string): Promise<Lead> {
  const found = (await leads()).find((each) => each.address === address);
  if (found === undefined) throw new Error(`${address} is no lead`);
  return found;
}

/** Those whom anything was sent to. */
function mailed(): readonly string[] {
  return [...new Set(laptop.sources.mailbox.list().map(({ to }) => to))].sort();
}

const IMPORT = ["import", "fair.csv", "--source", "tradeshow-2026"] as const;
const importing = () => ["import", join(state, "fair.csv"), ...IMPORT.slice(2)];

describe("npm run leads", () => {
  test("import tells first what would happen, row by row, and writes nothing", async () => {
    const { code, out } = await run("leads", [...importing(), "--consent", "asked at the stand"]);
    expect(code).toBe(0);
    expect(out).toBe(`3 rows for the laptop, into long-cycle.
Columns read: "E-Mail" as email, "Vorname" as firstName, "Nachname" as lastName, "Firma" as company.
Columns ignored, since neither the profile nor a campaign's question has that name: "Stand".
line 4, email "zoe@": What follows the @ is not a mail domain; it should look like company.com.

       2 new
       1 refused, see above
Their campaigns begin one every second, from Mon 23 Nov 2026, 09:00 Dublin to Mon 23 Nov 2026, 09:00 Dublin.
Nothing was written. Do it with --go.
`);
    expect(await leads()).toEqual([]);
  });

  test("with --go it does so, and done again there is nothing left to do", async () => {
    const go = [...importing(), "--consent", "asked at the stand", "--go"];
    expect((await run("leads", go)).out).toMatch(/ 2 new\n(.*\n)+Done\.\n$/);
    expect(await lead("zoe@dairy.example")).toMatchObject({
      profile: { name: "Zoë Müller", company: "Dairy Süd" },
      consent: { how: "asked at the stand" },
      source: { form: "tradeshow-2026" },
    });
    expect((await run("leads", go)).out).toContain(" 2 imported before: nothing to do\n");
    expect(await leads()).toHaveLength(2);
  });

  test("add brings in one by hand, take hands it to sales, and show tells its life", async () => {
    const typed = ["--name", "Pat Quinn", "--set", "city=Cork", "--consent", "on the phone"];
    const added = await run("leads", ["add", "pat@dairy.example", "--source", "tradeshow-2026", ...typed]);
    expect(added.out).toMatch(/^pat@dairy\.example, lead [0-9a-f]{32}, is new\. It enters long-cycle/);
    expect((await lead("pat@dairy.example")).profile).toEqual({ name: "Pat Quinn", city: "Cork" });
    const taken = await run("leads", ["take", "pat@dairy.example", "--because", "they called"]);
    expect(taken.out).toBe("pat@dairy.example is on its way to sales: they called\n");
    expect((await lead("pat@dairy.example")).lifecycle).toBe("mql");
    expect(laptop.sources.salesInbox.list()).toHaveLength(1);
    const { out } = await run("leads", ["show", "pat@dairy.example"]);
    expect(out).toContain("Pat Quinn, pat@dairy.example");
    expect(out).toContain("taken to sales: they called");
  });

  test("explain tells what makes up the points, what is missing, and what another threshold had done", async () => {
    const { out, code } = await run("leads", ["explain", "zoe@dairy.example", "--threshold", "1"]);
    expect(out).toMatch(
      /^Zoë Müller, Dairy Süd, zoe@dairy\.example \(lead [0-9a-f]{32}\)\n\nlong-cycle: \d+ of the \d+ points at which/,
    );
    expect(out).toMatch(/\nStill missing:\n {2}\d+ more points\n/);
    expect(out).toMatch(
      /Had the threshold been 1: not ripe so far\. With \d+, reckoned likewise: not ripe so far\.\n$/,
    );
    expect(code).toBe(0);
    expect((await run("leads", ["explain", "pat@dairy.example"])).out).toContain(
      "Sales has it: they called.",
    );
  });

  test.each([
    [["explain", "nobody@dairy.example"], "There is no lead with the address nobody@dairy.example."],
    [
      ["explain", "zoe@dairy.example", "--threshold", "high"],
      '--threshold is "high": it should be a number of points, such as 70.',
    ],
  ])("%j is refused in words", async (words, says) => {
    expect(await run("leads", words)).toEqual({ code: 1, out: "", err: `${says}\n` });
  });

  test("what can't be done is refused in words", async () => {
    const { code, out, err } = await run("leads", ["add", "pat@dairy.example", "--source", "tradeshow-2025"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(
      'No campaign takes in leads from "tradeshow-2025". Did you mean "tradeshow-2026"? Known here: tradeshow-2026. Or add it to the `enter.imports` of a campaign.\n',
    );
  });
});

describe("npm run campaign", () => {
  test("pause keeps every letter back from the next on, and resume lets them go", async () => {
    const paused = await run("campaign", ["pause", "long-cycle", "--because", "a wrong price"]);
    expect(paused.out).toBe(
      "long-cycle is paused on the laptop: nothing of it is sent until you say `npm run campaign -- resume long-cycle`.\n",
    );
    expect(await laptop.sources.paused()).toEqual(
      new Map([["long-cycle", { pausedAt: expect.any(Number), because: "a wrong price" }]]),
    );
    expect((await run("campaign", ["standing"])).out).toContain(
      "long-cycle is paused since 2026-11-23 09:00 UTC: a wrong price. Of its last mail: complaints 0.00 %, hard bounces 0.00 %.\n",
    );
    await laptop.sources.time.moveTo(START + 30 * 3_600_000);
    expect(mailed()).toEqual(["pat@dairy.example"]);
    const resumed = await run("campaign", ["resume", "long-cycle"]);
    expect(resumed.out).toContain("long-cycle goes on, on the laptop.");
    await laptop.sources.time.moveTo(START + 3 * 24 * 3_600_000);
    expect(mailed()).toEqual(["ben@bakery.example", "pat@dairy.example", "zoe@dairy.example"]);
  });
});

test("show tells the points that explain tells, though no step was due since they were earned", async () => {
  const posted = { email: "rita@meat.example", company: "Meat Ray", consent: true };
  await fetch(`${laptop.urls.api}/leads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(posted),
  });
  await laptop.sources.time.settle();
  const mail = laptop.sources.mailbox.list().find(({ to }) => to === posted.email);
  if (mail === undefined) throw new Error("no letter went out");
  await laptop.sources.mailbox.click(mail.messageId, 0);
  await laptop.sources.time.settle();
  await laptop.sources.time.moveTo(START + 4 * 24 * 3_600_000);
  const { out } = await run("leads", ["explain", mail.to]);
  const [, points = ""] = /: (\d+) of the \d+ points/.exec(out) ?? [];
  expect(points).not.toBe(String((await lead(mail.to)).score.total));
  expect((await run("leads", ["show", mail.to])).out).toContain(`\n${points} points; `);
});

test("restart tells whom it would give a new execution, does so with --yes, and done again it finds nobody left", async () => {
  // Whoever was brought in by a command began some moments after nine.
  const where = ["--where", "begun-before=2026-11-23T10:00Z", "campaign=long-cycle", "lifecycle=nurturing"];
  const generations = async () => new Map((await leads()).map((each) => [each.address, each.generation]));
  const before = await generations();
  const { out, code } = await run("leads", ["restart", ...where]);
  expect(out).toMatch(
    /^2 of 4 leads of the laptop would get a new execution, under the workflow file that is deployed now\.\n( {2}lead [0-9a-f]{32}: nurturing, long-cycle, begun Mon 23 Nov 2026, 09:00 Dublin\n){2}Nothing was written\. Do it with --yes\.\n$/,
  );
  expect(code).toBe(0);
  expect(await generations()).toEqual(before);
  const done = await run("leads", ["restart", ...where, "--yes"]);
  expect(done.out).toBe("2 of 4 leads of the laptop got a new execution.\n");
  const after = await generations();
  expect(
    [...after]
      .filter(([address, at]) => at !== before.get(address))
      .map(([address]) => address)
      .sort(),
  ).toEqual(["ben@bakery.example", "zoe@dairy.example"]);
  expect((await run("leads", ["restart", ...where, "--yes"])).out).toContain("0 of 4 leads");
  const letters = laptop.sources.mailbox.list().length;
  await laptop.sources.time.settle();
  expect(laptop.sources.mailbox.list()).toHaveLength(letters);
});

test("a stack on AWS is found by its name, its outputs and the user's own credentials", async () => {
  const own = { AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any", AWS_REGION: "us-east-1" };
  const aws = { ...own, AWS_ENDPOINT_URL: laptop.urls.aws };
  const { out } = await run("leads", ["show", "zoe@dairy.example", "--stack", "ripen-laptop"], aws);
  expect(out).toContain("Zoë Müller, Dairy Süd, zoe@dairy.example");
});

test("with no laptop and no stack named, it says what to do", async () => {
  writeFileSync(
    join(state, "addresses.json"),
    JSON.stringify({ ...laptop.urls, console: "http://127.0.0.1:9" }),
  );
  const { code, err } = await run("leads", ["show", "zoe@dairy.example"]);
  leaveAddresses(state, laptop.urls);
  expect([code, err]).toEqual([
    1,
    "No laptop runs here: start one with `npm start`, or name a stack in your AWS account with --stack.\n",
  ]);
});
