/** The mailbox's buttons go through the door that other systems use: a reply stops the letters and is told, an out-of-office note isn't. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Laptop } from "../../local/laptop.ts";
import { replyTo, tellingAt } from "../../local/ses/reply-mail.ts";
import { campaign } from "../stories/campaign.ts";
import { MODEST, taskLink } from "../stories/line.ts";
import { laptopWith } from "./laptop-with.ts";

const campaigns = () => [campaign()];
const state = mkdtempSync(join(tmpdir(), "ripen-laptop-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await laptopWith(campaigns, state);
}, 60_000);

afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

async function post(url: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  await laptop.sources.time.settle();
  return answer.text();
}

test("an out-of-office note is shown with its header, a reply ends the run and is told with a link to report", async () => {
  const { mailbox, tasksInbox, leads, urls } = laptop.sources;
  await post(`${urls.api}/leads`, { ...MODEST, form: "cold-store-guide" });
  const { messageId = "" } = mailbox.list()[0] ?? {};
  const story = async () => leads.read((await leads.list())[0]?.leadId ?? "");

  await post(`${urls.console}/mailbox/${messageId}/auto-reply`, {});
  expect((await story()).ledger.at(-1)).toMatchObject({
    kind: "autoreply",
    what: "out of office, or the like: Automatic reply: welcome (Auto-Submitted: auto-replied)",
    messageId,
  });
  expect(tasksInbox.list()).toEqual([]);

  await post(`${urls.console}/mailbox/${messageId}/reply`, { text: "Please call me." });
  expect((await story()).ledger.find(({ kind }) => kind === "reply")).toMatchObject({
    what: "replied: Re: welcome",
    touchId: "small_1_welcome_1",
  });
  expect((await story()).enrolments).toMatchObject([{ end: "replied" }]);
  expect(tasksInbox.list().map(({ subject }) => subject)).toEqual(["To do by 3 March: Answer Zoë Müller"]);

  await post(`${urls.console}/mailbox/${messageId}/reply`, { text: "And soon." });
  expect(tasksInbox.list()).toHaveLength(2);
  const page = await post(taskLink(tasksInbox.list()[0]?.message), { outcome: "answered", by: "Ann" });
  expect(page).toContain("We answered, says Ann");
  expect((await story()).touches.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual([
    "reply done",
    "reply sent",
    "welcome sent",
  ]);
});

test("the lead's page tells of both, and what was asked for", async () => {
  const { urls, leads } = laptop.sources;
  const { leadId = "" } = (await leads.list())[0] ?? {};
  const page = await (
    await fetch(`${urls.console}/leads/${leadId}`, { headers: { accept: "text/html" } })
  ).text();
  expect(page).toContain(
    "out of office, or the like: Automatic reply: welcome (Auto-Submitted: auto-replied)",
  );
  expect(page).toContain("left small: it replied: a person goes on from here");
  expect(page).toContain("somebody was asked to answer it");
});

test("a door that refuses a reply is no secret", async () => {
  const refusing = tellingAt("http://api", async () => new Response("no", { status: 400 }));
  await expect(refusing({})).rejects.toThrow("The reply was not taken: 400 no");
});

test("what an answer says of itself fits what the door takes, whatever the mail was called", () => {
  const mail = {
    ...laptop.sources.mailbox.list()[0],
    to: ["Zoë <zoe@dairy.example>"],
    replyTo: [],
    from: "Nora",
  };
  const told = replyTo({ ...mail, subject: "x".repeat(500) } as never, "person", 3);
  expect(told.email).toBe("zoe@dairy.example");
  expect(told.subject).toHaveLength(200);
});
