/** The mailbox's robots and its person, from the tracked links to the words on the lead's page. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Robot } from "../../local/console/sources.ts";
import { type Laptop, startLaptop } from "../../local/laptop.ts";
import { monday } from "./aws/small-laptop.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15";
const state = mkdtempSync(join(tmpdir(), "ripen-robots-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await startLaptop({ state, start: monday, runs: false });
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

/** Its welcome; nobody of a firm that suits us, so that a click shows as what it is. */
async function welcomed(email: string) {
  const body = new URLSearchParams({ form: "cold-store-guide", consent: "yes", name: "Zoë", email });
  await fetch(`${laptop.urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  await laptop.sources.time.settle();
  const mail = laptop.sources.mailbox.list().find(({ to }) => to === email);
  if (mail?.leadId === undefined) throw new Error(`${email} was sent nothing`);
  return { leadId: mail.leadId, messageId: mail.messageId };
}

const later = (span: number) => laptop.sources.time.moveTo(laptop.sources.time.now() + span);

/** Presses a button of the mailbox, as this browser. */
async function presses(messageId: string, act: string, fields: Record<string, string>, browser = SAFARI) {
  const answer = await fetch(`${laptop.urls.console}/mailbox/${messageId}/${act}`, {
    method: "POST",
    headers: { "user-agent": browser, origin: laptop.urls.console },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  expect(answer.status).toBe(303);
}

async function story(leadId: string): Promise<string> {
  const page = await (await fetch(`${laptop.urls.console}/leads/${leadId}`)).text();
  const [, told = ""] = /<ol class="timeline">([\s\S]*?)<\/ol>/.exec(page) ?? [];
  return told
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");
}

/** As of now; the row's own is as of its last write. */
async function engagement(leadId: string): Promise<number> {
  const asked = { headers: { accept: "application/json" } };
  const lead = await (await fetch(`${laptop.urls.console}/leads/${leadId}`, asked)).json();
  return (lead as { readonly score: { readonly engagement: number } }).score.engagement;
}

const UNSEEN = "it followed a link that people don't see";

test.each<[Robot, string]>([
  ["known", "a machine: the mail service takes it for a machine's"],
  ["disguised", `a machine: ${UNSEEN}`],
  ["sparing", "a machine: it calls itself Barracuda, 60 seconds after the mail was sent"],
])("a %s robot a minute after the send: %s, and no points", async (robot, words) => {
  const { leadId, messageId } = await welcomed(`${robot}@dairy.example`);
  await later(MINUTE);
  await presses(messageId, "scan", { robot });
  await later(HOUR);
  expect(await story(leadId)).toContain(words);
  expect(await engagement(leadId)).toBe(0);
});

test("a person's click bears its browser, says until when it must stand, and then counts", async () => {
  const { leadId, messageId } = await welcomed("person@dairy.example");
  await later(HOUR);
  await presses(messageId, "click", { link: "0" });
  expect(await story(leadId)).toMatch(/clicked a link in "welcome" counts once it has stood, /);
  await later(HOUR);
  expect(await story(leadId)).not.toMatch(/a machine|counts once/);
  expect(await engagement(leadId)).toBeGreaterThan(0);
});

test("a button pressed by a program stands for a person all the same", async () => {
  const { leadId, messageId } = await welcomed("program@dairy.example");
  await later(HOUR);
  await presses(messageId, "click", { link: "0" }, "curl/8.1.2");
  await later(HOUR);
  expect(await story(leadId)).not.toContain("a machine");
});

test("a known scanner a day after the send was probably a machine, and a reply later gives a disguised one's click back", async () => {
  const late = await welcomed("late@dairy.example");
  const back = await welcomed("back@dairy.example");
  await later(MINUTE);
  await presses(back.messageId, "scan", { robot: "disguised" });
  await later(24 * HOUR);
  await presses(late.messageId, "scan", { robot: "sparing" });
  await presses(back.messageId, "reply", { text: "Call me in May." });
  await later(HOUR);
  expect(await story(late.leadId)).toContain("probably a machine: it calls itself Barracuda");
  expect(await story(back.leadId)).toContain(`a machine: ${UNSEEN}; given back, since it replied`);
});
