/** A person asks for their data and to be forgotten, on a laptop that runs: by command and by the signed API, held to the policies. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { JSON_BODY } from "../../stories/http-event.ts";
import { clientOf, monday } from "../aws/small-laptop.ts";
import { runCommand } from "../command.ts";

const state = mkdtempSync(join(tmpdir(), "ripen-privacy-"));
const troubles: string[] = [];
let laptop: Laptop;
beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false, tell: (line) => void troubles.push(line) });
  leaveAddresses(state, laptop.urls);
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

const NAME = "Úna <b>Ní Bhriain</b>";
const person = (email: string) => ({
  form: "cold-store-guide",
  email,
  name: NAME,
  company: "Murphy's Bakery",
  phone: "+353 21 555 0134",
  consent: "yes",
});

async function posts(url: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const body = new URLSearchParams(fields);
  const { status } = await fetch(url, { method: "POST", body, redirect: "manual" });
  await laptop.sources.time.settle();
  return status;
}

/** A lead that had a mail, was handed to sales and accepted. */
async function lived(email: string): Promise<void> {
  const form = `${laptop.urls.api}/leads`;
  expect(await posts(form, person(email))).toBe(303);
  expect(await posts(form, { ...person(email), message: "Please call me about a demo" })).toBe(303);
  const told = laptop.sources.salesInbox.list().at(-1)?.message ?? "";
  const link = /http:\/\/127\.0\.0\.1\S+\/handoffs\/\S+/.exec(told)?.[0] ?? "";
  expect(await posts(link, { answer: "accept", by: "Tom" })).toBe(200);
}

const admin = new AwsClient({
  accessKeyId: "any",
  secretAccessKey: "any",
  service: "execute-api",
  retries: 0,
});

const laptopsBucket = new AwsClient({
  accessKeyId: "laptop",
  secretAccessKey: "laptop",
  service: "s3",
  retries: 0,
});

/** As much of an answer as is looked at here. */
interface Said {
  readonly leadId: string;
  readonly detail?: string;
  readonly lead?: object;
  readonly mails: readonly object[];
  readonly told: readonly { readonly of: string }[];
}

async function asks(what: "export" | "erase", body: object) {
  const answer = await admin.fetch(`${laptop.urls.api}/admin/${what}`, {
    method: "POST",
    headers: JSON_BODY,
    body: JSON.stringify(body),
  });
  await laptop.sources.time.settle();
  return { status: answer.status, said: (await answer.json()) as Said };
}

/** Everything in the table, whichever partition it is in. */
async function items(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new DynamoDBClient(clientOf(laptop.urls.aws));
  const TableName = "ripen-laptop-LeadTable";
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map((item) => unmarshall(item));
}

const run = (...words: string[]) => runCommand("leads", words, state);

test("export writes all that is held, as JSON and as a page, into files that are their owner's alone", async () => {
  const email = "una@bakery.example";
  await lived(email);
  const out = join(state, "exported");
  const { code, out: said } = await run("export", email, "--out", out);
  expect(code).toBe(0);
  expect(said).toMatch(/^1 runs, \d touches, \d+ lines, 1 hand-offs, \d mails\.\n/);
  const [html = "", json = ""] = readdirSync(out)
    .toSorted()
    .map((name) => join(out, name));
  expect(statSync(json).mode & 0o077).toBe(0);
  const file = JSON.parse(readFileSync(json, "utf8"));
  expect(file).toMatchObject({
    version: 1,
    address: email,
    lead: { profile: { name: NAME }, createdAt: expect.stringMatching(/^2026-.*Z$/) },
    handoffs: [{ status: "accepted", to: expect.any(String) }],
    desk: { heldBy: [expect.any(String)], answers: [{ status: "accepted" }] },
    account: { domain: "bakery.example", isMember: true },
    workedOut: { scores: [{ campaign: "green-bananas" }] },
  });
  expect(file.mails[0]).toMatchObject({ to: email, subject: expect.any(String) });
  expect(file.told[0].of).toBe("hand-off 1");
  const page = readFileSync(html, "utf8");
  expect(page).not.toContain("<b>Ní");
  expect(page).toContain("Úna &lt;b&gt;Ní Bhriain&lt;/b&gt;");
  for (const each of ["Consent, with its proof", "Mails, as they were sent", "35 days"])
    expect(page).toContain(each);
});

test("the signed API answers the same, to the field", async () => {
  const email = "una@bakery.example";
  const { status, said } = await asks("export", { email });
  expect(status).toBe(200);
  const [json = ""] = readdirSync(join(state, "exported")).filter((name) => name.endsWith(".json"));
  const { madeAt, ...file } = JSON.parse(readFileSync(join(state, "exported", json), "utf8"));
  // What has faded in the seconds between is worked out, not held.
  expect({ ...said, madeAt: undefined, workedOut: undefined }).toEqual({ ...file, workedOut: undefined });
});

test("erase says what went and what stays; not an item, nor a mail, nor the person's name is left", async () => {
  const email = "una@bakery.example";
  const { said: before } = await asks("export", { email });
  const { code, out } = await run("erase", email, "--yes");
  expect(code).toBe(0);
  expect(out).toMatch(/^Erased\.\nGone:\n {2}1 lead\n {2}1 runs of campaigns\n/);
  expect(out).toContain(`${before.mails.length} copies of mails`);
  expect(out).toContain("point-in-time recovery of the table");
  expect(out).toMatch(/: Tom, \S+, of hand-off 1$/m);
  await laptop.sources.time.settle();
  const left = await items();
  const asText = (item: unknown) =>
    JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value));
  const its = left.filter((item) => asText(item).includes(before.leadId));
  expect(
    its
      .map(({ pk, sk }) => `${pk} ${sk}`)
      .map((key) => key.replace(/[0-9a-f]{32}/g, "hash"))
      .toSorted(),
  ).toEqual(["LEAD#hash LEAD", "MAILBOX#hash MAILBOX"]);
  expect(JSON.stringify(left)).not.toMatch(/una@|Bhriain|Murphy/);
  const { said: after } = await asks("export", { email });
  expect(after).toMatchObject({
    tombstone: { doNotContact: true },
    mails: [],
    ledger: [],
    touches: [],
    handoffs: [],
  });
  expect(left).toContainEqual(expect.objectContaining({ pk: "DESK", sk: "PERSON#tom", open: 0 }));
});

test("by the API likewise: the sleeper ends at once, and repeated it finds nothing more", async () => {
  const email = "finn@bakery.example";
  await lived(email);
  const { said } = await asks("erase", { email });
  expect(said).toMatchObject({ version: 1, known: true, gone: { lead: 1, handoffs: 1, answers: 1 } });
  expect(said.told).toContainEqual(expect.objectContaining({ of: "hand-off 1" }));
  const { said: again } = await asks("erase", { email });
  expect(again).toMatchObject({ known: false, gone: { lead: 0, ledger: 0, mails: 0 }, told: [] });
});

test("what was under way when a lead was erased goes half an hour later, and then the sweeper looks no more", async () => {
  const { said } = await asks("export", { email: "finn@bakery.example" });
  await endsLate(said.leadId);
  const { time } = laptop.sources;
  await time.moveTo(time.now() + 31 * 60_000);
  const all = await items();
  const graves = all.filter(({ erasedAt }) => erasedAt !== undefined);
  expect(graves.length).toBeGreaterThan(1);
  expect(graves.filter((each) => "nextWakeAt" in each || "dueShard" in each)).toEqual([]);
  expect(all.filter(({ pk }) => pk === `LEAD#${said.leadId}`).map(({ sk }) => sk)).toEqual(["LEAD"]);
  const { said: after } = await asks("export", { email: "finn@bakery.example" });
  expect(after.mails).toEqual([]);
});

/** A step that had begun before the erase: its letter is kept and its line written after all was deleted. */
async function endsLate(leadId: string): Promise<void> {
  const at = laptop.sources.time.now();
  const key = { pk: `LEAD#${leadId}`, sk: "EVENT#late" };
  const client = new DynamoDBClient(clientOf(laptop.urls.aws));
  const TableName = "ripen-laptop-LeadTable";
  await client.send(new PutItemCommand({ TableName, Item: marshall({ ...key, of: at - 1, kind: "form" }) }));
  const copy = { to: "finn@bakery.example", from: "a@b.example", subject: "S", html: "h", text: "t", at };
  const kept = await laptopsBucket.fetch(`${laptop.urls.aws}/ripen-laptop-sentmails/${leadId}/late_1.json`, {
    method: "PUT",
    body: JSON.stringify(copy),
  });
  expect(kept.status).toBe(200);
}

test.each([
  ["a word that is no address", { email: "una" }, "needed|@"],
  ["no address", {}, "Send"],
  ["an address and something else", { email: "una@bakery.example", all: true }, "Send"],
])("%s is refused, and told what is right", async (_, body, right) => {
  for (const what of ["export", "erase"] as const) {
    const { status, said } = await asks(what, body);
    expect([status, said.detail]).toEqual([400, expect.stringMatching(right)]);
  }
});

test("unsigned, nobody exports or erases; whoever may tell of activities is another route's", async () => {
  for (const what of ["export", "erase"]) {
    const { status } = await fetch(`${laptop.urls.api}/admin/${what}`, {
      method: "POST",
      headers: JSON_BODY,
      body: '{"email":"una@bakery.example"}',
    });
    expect(status).toBe(403);
  }
});

test("an address that nobody has: nothing to export, and put on the list when it is erased", async () => {
  const nobody = await run("export", "nobody@bakery.example");
  expect([nobody.code, nobody.err]).toEqual([
    1,
    "Nothing is held of nobody@bakery.example in the laptop: no lead has this address.\n",
  ]);
  const { out } = await run("erase", "nobody@bakery.example", "--yes");
  expect(out).toMatch(/^No lead has this address; it is on the do-not-contact list now\.\n/);
});

test("where nobody sits at a terminal, erase wants --yes; a slip of the hand is no address", async () => {
  const asked = await run("erase", "finn@bakery.example");
  expect([asked.code, asked.err]).toEqual([1, expect.stringContaining("say --yes if that is meant.")]);
  const slip = await run("erase", "finn@bakery", "--yes");
  expect([slip.code, slip.err]).toEqual([1, expect.stringContaining('"finn@bakery" is no address')]);
});

test("who asked to be erased is brought back by no list of ours, nor by hand", async () => {
  const before = await items();
  const add = await run("add", "una@bakery.example", "--source", "tradeshow-2026", "--consent", "asked");
  expect([add.code, add.err]).toEqual([1, expect.stringContaining("was erased at its wish")]);
  await laptop.sources.time.settle();
  expect((await items()).length).toBe(before.length);
  expect((await asks("export", { email: "una@bakery.example" })).said.lead).toBeUndefined();
});
