/** Which AWS calls one lead costs: Ripen on the laptop, counted at the wire. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallCount } from "../../local/console/sources.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { clientOf, monday } from "./aws/small-laptop.ts";

const DAY = 86_400_000;
const state = mkdtempSync(join(tmpdir(), "ripen-calls-"));
let laptop: Laptop;
let zoe = "";
let leo = "";

async function post(email: string): Promise<string> {
  const before = new Set((await laptop.sources.leads.list()).map(({ leadId }) => leadId));
  await fetch(`${laptop.urls.api}/leads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      email,
      name: "Zoë",
      country: "Germany",
      consent: "yes",
      form: "cold-store-guide",
    }),
  });
  const after = await laptop.sources.leads.list();
  return after.find(({ leadId }) => !before.has(leadId))?.leadId ?? "";
}

beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false });
  zoe = await post("zoe@molkerei.example");
  leo = await post("leo@molkerei.example");
  await laptop.sources.time.settle();
  await laptop.sources.time.moveTo(monday + 10 * DAY);
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

const pick = (calls: readonly CallCount[], service: string, action: string) =>
  calls.find((call) => call.service === service && call.action === action);

test("each lead has one start, and as many sends as it got mails, whoever else shared a batch with it", async () => {
  for (const leadId of [zoe, leo]) {
    const calls = await laptop.sources.calls(leadId);
    const mails = laptop.sources.mailbox.list().filter((mail) => mail.leadId === leadId);
    expect(mails.length).toBeGreaterThan(1);
    expect(pick(calls, "SES", "SendEmail")).toEqual({
      service: "SES",
      action: "SendEmail",
      count: mails.length,
      by: { "advance-lead": mails.length },
    });
    expect(pick(calls, "S3", "PutObject")).toEqual({
      service: "S3",
      action: "PutObject",
      count: mails.length,
      by: { "advance-lead": mails.length },
    });
    expect(pick(calls, "Step Functions", "StartExecution")).toMatchObject({
      count: 1,
      by: { "follow-leads": 1 },
    });
  }
});

test("what the workflow itself calls is counted too: a step for each Invoke, a sleep for each UpdateItem", async () => {
  const calls = await laptop.sources.calls(zoe);
  const invoked = pick(calls, "Lambda", "Invoke");
  expect(invoked?.by).toEqual({ "the workflow": invoked?.count });
  expect(pick(calls, "DynamoDB", "UpdateItem")?.by["the workflow"]).toBe(invoked?.count);
});

test("each count is the sum of who made it", async () => {
  for (const { count, by } of await laptop.sources.calls(zoe))
    expect(Object.values(by).reduce((sum, one) => sum + one)).toBe(count);
});

test("a person's own calls, and a lead nobody knows, count nothing", async () => {
  const before = await laptop.sources.calls(zoe);
  const client = new DynamoDBClient(clientOf(laptop.urls.aws));
  const Key = { pk: { S: `LEAD#${zoe}` }, sk: { S: "LEAD" } };
  await client.send(new GetItemCommand({ TableName: "ripen-laptop-LeadTable", Key }));
  expect(await laptop.sources.calls(zoe)).toEqual(before);
  expect(await laptop.sources.calls("0".repeat(32))).toEqual([]);
});

test("the counts outlive the laptop", async () => {
  const before = await laptop.sources.calls(zoe);
  await laptop.stop();
  laptop = await startLaptop({ state, runs: false });
  expect(await laptop.sources.calls(zoe)).toEqual(before);
});
