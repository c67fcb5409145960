/** The sales desk on the laptop's own template: a salesperson's page behind a real link, and the daily list in a move of the clock. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { monday } from "./aws/small-laptop.ts";

const DAY = 86_400_000;
const state = mkdtempSync(join(tmpdir(), "ripen-my-leads-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false, tell: () => undefined });
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

const notices = () => laptop.sources.salesInbox.list();
const later = (milliseconds: number) => laptop.sources.time.moveTo(laptop.sources.time.now() + milliseconds);
const mineIn = (message = "") => /http:\/\/127\.0\.0\.1\S+\/desk\/\S+/.exec(message)?.[0] ?? "";

async function raisesHand(email: string): Promise<string> {
  const body = new URLSearchParams({
    form: "cold-store-guide",
    email,
    name: "Úna Ní Bhriain",
    country: "Ireland",
    phone: "+353 21 555 0134",
    message: "Please call me about a demo and a quote",
  });
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  await laptop.sources.time.settle();
  return (await laptop.sources.leads.list()).find(({ address }) => address === email)?.leadId ?? "";
}

test("nobody has a lead: a month passes without a list", async () => {
  await later(30 * DAY);
  expect(notices()).toEqual([]);
});

test("the notification's link opens the person's leads, and a tap there accepts", async () => {
  const leadId = await raisesHand("una@bakery.example");
  const link = mineIn(notices().at(-1)?.message);
  const page = await (await fetch(link)).text();
  expect(page).toContain("Waiting for your answer (1)");
  expect(page).toContain('<a href="tel:+353215550134">');
  const body = new URLSearchParams({ leadId, n: "1", answer: "accept" });
  const answer = await fetch(link, { method: "POST", body });
  expect(await answer.text()).toContain("is yours.");
  await laptop.sources.time.settle();
  expect((await laptop.sources.leads.read(leadId)).handoffs).toMatchObject([{ status: "accepted" }]);
});

test("in a move over days, whoever has leads gets the day's list in the morning, and its link opens", async () => {
  const before = notices().length;
  await later(2 * DAY);
  const lists = notices().filter(({ attributes }) => attributes["kind"] === "digest");
  expect(notices().length).toBeGreaterThan(before);
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.length).toBeLessThanOrEqual(2);
  expect((await fetch(mineIn(lists[0]?.message))).status).toBe(200);
});

test("an old link sends a new one to its person", async () => {
  const link = mineIn(notices().find(({ attributes }) => attributes["kind"] === "digest")?.message);
  await later(40 * DAY);
  expect((await fetch(link)).status).toBe(410);
  const answer = await fetch(link, { method: "POST", body: new URLSearchParams({ link: "new" }) });
  expect(answer.status).toBe(200);
  await laptop.sources.time.settle();
  const sent = notices().find(({ attributes }) => attributes["kind"] === "link");
  expect((await fetch(mineIn(sent?.message))).status).toBe(200);
});
