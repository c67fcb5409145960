/** Ripen's own template on the laptop, from the form post to the sales hand-off; only the clock is pressed in between. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { ListExecutionsCommand, SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamoDbStandings } from "../../functions/world/dynamodb-standings.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { clientOf, monday } from "./aws/small-laptop.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const state = mkdtempSync(join(tmpdir(), "ripen-laptop-"));
let laptop: Laptop;

const troubles: string[] = [];
const start = () =>
  startLaptop({ state, start: monday, runs: false, tell: (line) => void troubles.push(line) });

beforeAll(async () => {
  laptop = await start();
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

async function fillIn(form: Record<string, string>): Promise<string> {
  const body = new URLSearchParams({ form: "cold-store-guide", consent: "yes", ...form });
  const answer = await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toMatch(new RegExp(`^${laptop.urls.console}/thank-you`));
  await laptop.sources.time.settle();
  const lead = (await laptop.sources.leads.list()).find(({ address }) => address === form["email"]);
  return lead?.leadId ?? "";
}

const fitting = {
  name: "Zoë Müller",
  company: "Molkerei Süd",
  employees: "200-500",
  country: "Germany",
  jobTitle: "Head of Quality",
  industry: "Dairy",
};
const mailsOf = (leadId: string) => laptop.sources.mailbox.list().filter((mail) => mail.leadId === leadId);
const later = (milliseconds: number) => laptop.sources.time.moveTo(laptop.sources.time.now() + milliseconds);

test("a form post becomes a welcome mail at once, without the clock being touched", async () => {
  const leadId = await fillIn({ email: "zoe@molkerei.example", ...fitting });
  expect(mailsOf(leadId)).toMatchObject([
    { to: "zoe@molkerei.example", touchId: "green-bananas_1_welcome_1" },
  ]);
  expect(laptop.sources.leads.executions(leadId)).toMatchObject([
    { status: "RUNNING", state: "Sleep until something is due or happens" },
  ]);
});

test("the next due thing is the follow-up, 3 days after the welcome; then one a month until the campaign ends", async () => {
  const leadId = await fillIn({ email: "silent@molkerei.example", name: "Sam Silent", country: "Ireland" });
  const welcome = laptop.sources.time.now();
  await later(3 * DAY);
  expect(mailsOf(leadId)).toHaveLength(2);
  await later(250 * DAY);
  const days = mailsOf(leadId).map(({ sentAt }) => Math.round((Date.parse(sentAt) - welcome) / DAY));
  expect(days.slice(0, 2)).toEqual([0, 3]);
  const gaps = days.slice(2).map((day, n) => day - (days[n + 1] ?? 0));
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(27);
  expect(new Set(mailsOf(leadId).map(({ touchId }) => touchId)).size).toBe(mailsOf(leadId).length);
});

test("a well-fitting lead's click in a second letter is with sales 5 seconds after it has stood; accepting on the page ends nurture", async () => {
  const leadId = await fillIn({ email: "ripe@molkerei.example", ...fitting });
  const reads = (mail = mailsOf(leadId).at(-1)) => laptop.sources.mailbox.click(mail?.messageId ?? "", 0);
  await later(DAY);
  await reads();
  await later(3 * DAY);
  expect(mailsOf(leadId)).toHaveLength(2);
  const told = laptop.sources.salesInbox.list().length;
  await reads();
  await later(10 * MINUTE);
  await later(5_000);
  const notices = laptop.sources.salesInbox.list().slice(told);
  expect(notices).toHaveLength(1);
  expect(notices[0]?.deliveredTo).toEqual([
    { protocol: "email", endpoint: "sales@orchard-cold-chain.example" },
    { protocol: "email", endpoint: `${notices[0]?.attributes["to"]}@orchard-cold-chain.example` },
  ]);
  const [page = ""] = notices[0]?.message.match(/http:\/\/127\.0\.0\.1\S+\/handoffs\/\S+/) ?? [];
  expect((await fetch(page)).status).toBe(200);
  expect((await laptop.sources.leads.read(leadId)).handoffs).toMatchObject([{ status: "released" }]);
  await fetch(page, { method: "POST", body: new URLSearchParams({ answer: "accept" }) });
  await laptop.sources.time.settle();
  expect((await laptop.sources.leads.read(leadId)).handoffs).toMatchObject([{ status: "accepted" }]);
  expect((await laptop.sources.leads.read(leadId)).enrolments).toMatchObject([{ end: "accepted" }]);
});

test("what happens to a lead is told on the stack's bus, by its function's own right, in the order and at the hours of virtual time", async () => {
  const before = laptop.busEvents().length;
  const asked = laptop.sources.time.now();
  const leadId = await fillIn({ email: "told@molkerei.example", name: "Tilda Told", country: "Ireland" });
  await later(3 * DAY);
  const heard = laptop
    .busEvents()
    .slice(before)
    .filter(({ detail }) => detail.includes(leadId));
  expect(heard.map(({ bus, source, detailType, at }) => [bus, source, detailType, at - asked])).toEqual([
    ["ripen-laptop", "ripen", "LeadCaptured", 0],
    ["ripen-laptop", "ripen", "TouchSent", 0],
    ["ripen-laptop", "ripen", "TouchSent", 3 * DAY],
  ]);
  expect(JSON.stringify(heard)).not.toMatch(/tilda|molkerei/i);
  await laptop.sources.mailbox.complain(mailsOf(leadId).at(-1)?.messageId ?? "");
  await laptop.sources.time.settle();
  expect(laptop.busEvents().at(-1)).toMatchObject({
    detailType: "LeadLeft",
    detail: expect.stringContaining("suppressed"),
  });
});

test("S57 an execution that died in its sleep is found 15 minutes after it should have woken, and the lead goes on", async () => {
  const leadId = await fillIn({ email: "lost@molkerei.example", name: "Lou Lost", country: "Ireland" });
  const client = clientOf(laptop.urls.aws);
  const sfn = new SFNClient(client);
  const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:ripen-laptop-NurtureMachine";
  const { executions = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING" }),
  );
  const mine = executions.find(({ name }) => name?.startsWith(leadId));
  await sfn.send(new StopExecutionCommand({ executionArn: mine?.executionArn }));
  const row = await new DynamoDBClient(client).send(
    new GetItemCommand({
      TableName: "ripen-laptop-LeadTable",
      Key: { pk: { S: `LEAD#${leadId}` }, sk: { S: "LEAD" } },
    }),
  );
  const nextWakeAt = Number(row.Item?.["nextWakeAt"]?.N);
  await laptop.sources.time.moveTo(nextWakeAt + 15 * MINUTE - 1);
  expect(mailsOf(leadId)).toHaveLength(1);
  await laptop.sources.time.moveTo(nextWakeAt + 30 * MINUTE);
  expect(mailsOf(leadId)).toHaveLength(2);
  expect(laptop.sources.leads.executions(leadId)).toMatchObject([
    { status: "RUNNING" },
    { status: "ABORTED" },
  ]);
});

test("S4 after a restart everything is as it was, and every lead goes on; no touch was ever sent twice", async () => {
  const before = {
    hash: await laptop.sources.stateHash(),
    mails: laptop.sources.mailbox.list(),
    now: laptop.sources.time.now(),
  };
  await laptop.stop();
  laptop = await start();
  expect({
    hash: await laptop.sources.stateHash(),
    mails: laptop.sources.mailbox.list(),
    now: laptop.sources.time.now(),
  }).toEqual(before);
  await later(35 * DAY);
  const touches = laptop.sources.mailbox.list().map(({ leadId, touchId }) => `${leadId} ${touchId}`);
  expect(touches.length).toBeGreaterThan(before.mails.length);
  expect(new Set(touches).size).toBe(touches.length);
});

test("a campaign that somebody paused is shown paused, and no other; resumed, it is not", async () => {
  const client = new DynamoDBClient(clientOf(laptop.urls.aws));
  const standings = dynamoDbStandings(client, "ripen-laptop-LeadTable");
  await standings.pause("webinar", monday, "the speaker is ill");
  expect(await laptop.sources.paused()).toEqual(
    new Map([["webinar", { pausedAt: monday, because: "the speaker is ill" }]]),
  );
  const page = await (await fetch(`${laptop.urls.console}/campaigns/webinar`)).text();
  expect(page).toContain("the speaker is ill. Nothing of it goes out until it is resumed.");
  await standings.resume("webinar", monday);
  expect(await laptop.sources.paused()).toEqual(new Map());
});
