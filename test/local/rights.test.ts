/** Ripen's own template on the laptop, whose roles are held to their policies: what each function writes now and then, it may. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { JSON_BODY } from "../stories/http-event.ts";
import { monday } from "./aws/small-laptop.ts";

const state = mkdtempSync(join(tmpdir(), "ripen-rights-"));
const troubles: string[] = [];
let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false, tell: (line) => void troubles.push(line) });
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

const una = {
  form: "cold-store-guide",
  email: "una@bakery.example",
  name: "Úna Ní Bhriain",
  country: "Ireland",
  phone: "+353 21 555 0134",
  consent: "yes",
};
const hand = { message: "Please call me about a demo and a quote" };

async function posts(url: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const { status } = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  await laptop.sources.time.settle();
  return status;
}
const fillsIn = (fields: Readonly<Record<string, string>>) =>
  posts(`${laptop.urls.api}/leads`, { ...una, ...fields });

async function lifeOf(email: string) {
  const lead = (await laptop.sources.leads.list()).find(({ address }) => address === email);
  return laptop.sources.leads.read(lead?.leadId ?? "");
}
const lastLink = (door: string) => {
  const told = laptop.sources.salesInbox.list().at(-1)?.message ?? "";
  return new RegExp(`http://127\\.0\\.0\\.1\\S+/${door}/\\S+`).exec(told)?.[0] ?? "";
};

test("a form that asks when it was shown is told", async () => {
  const answer = await fetch(`${laptop.urls.api}/leads/stamp`);
  expect(await answer.json()).toEqual({ stamp: expect.stringMatching(/^[\w.-]{20,}$/) });
});

test("a lead who fills in a second form is known, and unsubscribes with a click in the mail", async () => {
  await fillsIn({});
  expect(await fillsIn({ jobTitle: "Head of Quality" })).toBe(303);
  const [mail] = laptop.sources.mailbox.list();
  const href = laptop.sources.mailbox
    .links(mail?.messageId ?? "")
    .find(({ href: to }) => to.includes("/unsubscribe/"));
  expect((await fetch(href?.href ?? "")).status).toBe(200);
  expect(await posts(href?.href ?? "", { "List-Unsubscribe": "One-Click" })).toBe(200);
  expect((await lifeOf(una.email)).lead?.consent?.withdrawnAt).toBeDefined();
});

test("a mail that bounces for good counts against its campaign, which goes on after one", async () => {
  const email = "gone@bakery.example";
  await fillsIn({ email });
  const [mail] = laptop.sources.mailbox.list().filter(({ to }) => to === email);
  await laptop.sources.mailbox.bounce(mail?.messageId ?? "", "Permanent");
  await laptop.sources.time.settle();
  expect((await lifeOf(email)).ledger.some(({ kind }) => kind === "bounce")).toBe(true);
  expect(await laptop.sources.paused()).toEqual(new Map());
});

test("the dossier behind a notification shows the mails as they were sent", async () => {
  const email = "mara@bakery.example";
  await fillsIn({ email });
  await fillsIn({ email, ...hand });
  const dossier = lastLink("dossiers");
  expect((await fetch(dossier)).status).toBe(200);
  const mail = await fetch(`${dossier}?mail=green-bananas_1_welcome_1`);
  expect(await mail.text()).toContain("mara@bakery.example");
});

test("a lead that is given back leaves its person's list, by either page", async () => {
  for (const [email, door] of [
    ["finn@bakery.example", "handoffs"],
    ["orla@bakery.example", "desk"],
  ] as const) {
    await fillsIn({ email, ...hand });
    const { leadId } = await lifeOf(email);
    const no = { answer: "reject", reason: "no-budget", by: "Tom" };
    expect(await posts(lastLink(door), door === "desk" ? { ...no, leadId, n: "1" } : no)).toBe(200);
    expect((await lifeOf(email)).handoffs).toMatchObject([{ status: "rejected" }]);
  }
});

test("a deal that the CRM tells of leaves its person's list", async () => {
  const email = "niamh@bakery.example";
  await fillsIn({ email, ...hand });
  expect(await posts(lastLink("handoffs"), { answer: "accept", by: "Tom" })).toBe(200);
  const crm = new AwsClient({
    accessKeyId: "any",
    secretAccessKey: "any",
    service: "execute-api",
    retries: 0,
  });
  const body = JSON.stringify({ activities: [{ key: "order-1", email, activity: "deal-won" }] });
  const told = await crm.fetch(`${laptop.urls.api}/activities`, { method: "POST", headers: JSON_BODY, body });
  expect(told.status).toBe(202);
  await laptop.sources.time.settle();
  expect((await lifeOf(email)).handoffs).toMatchObject([{ outcome: "won" }]);
});
