/** The preferences on the laptop, as the template wires them: from the mailbox through the page to SES and to sales. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Laptop } from "../../local/laptop.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { choosable } from "../stories/choosing.ts";
import { MODEST } from "../stories/line.ts";
import { laptopWith } from "./laptop-with.ts";

const state = mkdtempSync(join(tmpdir(), "ripen-laptop-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await laptopWith(() => [choosable()], state);
}, 60_000);

afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

async function posts(url: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  await laptop.sources.time.settle();
  return answer.text();
}

async function comes(email: string) {
  await posts(`${laptop.urls.api}/leads`, { ...MODEST, email, form: "cold-store-guide" });
  const [mail] = mailsTo(email);
  const links = laptop.sources.mailbox.links(mail?.messageId ?? "");
  return {
    leadId: mail?.leadId ?? "",
    page: links.find(({ label }) => label === "Preferences")?.href ?? "",
  };
}

const mailsTo = (email: string) =>
  laptop.sources.mailbox
    .list()
    .filter(({ to }) => to === email)
    .toSorted((a, b) => a.sentAt.localeCompare(b.sentAt));

test("tracking off, in the middle of a sleep: the next mail has no pixel and no rewritten link, and a scanner finds nothing to fetch", async () => {
  const { mailbox, time } = laptop.sources;
  const { page } = await comes("zoe@dairy.example");
  expect(await (await fetch(page)).text()).toContain("What would you like to get?");
  const was = "topic-letters calls letters";
  const boxes = { "topic-letters": "on", calls: "on", letters: "on", untracked: "on" };
  expect(await posts(page, { do: "save", was, ...boxes })).toContain("neither what you open");
  await time.moveTo(time.now() + 4 * DAY);
  const [first, second] = mailsTo("zoe@dairy.example");
  expect([first?.isUntracked, second?.isUntracked]).toEqual([undefined, true]);
  expect(first?.html).toContain("/ses/open/");
  expect(second?.html).not.toMatch(/\/ses\/|unseen|ses:/);
  expect(await mailbox.scan(second?.messageId ?? "", "disguised")).toBe(0);
});

test("the link to unsubscribe leads on to the preferences, and lets its reader leave", async () => {
  const { leads } = laptop.sources;
  const { leadId, page } = await comes("ann@cheese.example");
  const [mail] = mailsTo("ann@cheese.example");
  const link = /<([^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  const asked = await fetch(link);
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining(page)]);
  expect(await posts(link, {})).toContain(page);
  const { lead, ledger } = await leads.read(leadId);
  expect(lead?.consent.withdrawnAt).toBeDefined();
  expect(ledger.at(-1)?.proof).toMatchObject({ how: "preferences", channels: ["mail", "call", "letter"] });
});

test("contact me no more: sales is told at once, by a notification of its own, and nothing more is sent", async () => {
  const { leads, salesInbox, time } = laptop.sources;
  const { leadId, page } = await comes("ben@bakery.example");
  expect(await posts(page, { do: "no-contact" })).toContain("Nobody of ours writes to you");
  const told = () => salesInbox.list().filter(({ attributes }) => attributes["kind"] === "no-contact");
  expect(told().map(({ attributes, message }) => [attributes["to"], message.includes(page)])).toEqual([
    ["everybody", false],
  ]);
  expect((await leads.read(leadId)).lead?.consent.noContactToldAt).toBe(time.now());
  await time.moveTo(time.now() + 60 * DAY);
  expect(mailsTo("ben@bakery.example")).toHaveLength(1);
  expect(told()).toHaveLength(1);
});

test.each([
  ["waits for an answer", false],
  ["was accepted", true],
])("contact me no more, by a lead that sales has, %s", async (_what, isAccepted) => {
  const { leads, salesInbox } = laptop.sources;
  const email = `una-${isAccepted}@bakery.example`;
  const { leadId, page } = await comes(email);
  const before = salesInbox.list().length;
  await posts(`${laptop.urls.api}/leads`, {
    ...MODEST,
    email,
    form: "cold-store-guide",
    message: "Please call me about a demo and a quote",
  });
  const told = () =>
    salesInbox
      .list()
      .toSorted((a, b) => a.sentAt.localeCompare(b.sentAt))
      .slice(before);
  const answer = /^Accept: +(\S+)/m.exec(told()[0]?.message ?? "")?.[1] ?? "";
  if (isAccepted) await posts(answer, { answer: "accept", by: "Tom" });
  expect((await leads.read(leadId)).handoffs.at(-1)?.status).toBe(isAccepted ? "accepted" : "released");
  expect(await posts(page, { do: "no-contact" })).toContain("Nobody of ours writes to you");
  const { lead, handoffs } = await leads.read(leadId);
  expect(lead?.consent.noContactAt).toBeDefined();
  expect(handoffs.at(-1)).toMatchObject(isAccepted ? { outcome: "no-contact" } : { status: "expired" });
  expect(told().filter(({ attributes }) => attributes["kind"] === "no-contact")).toHaveLength(1);
});
