/** A call on the laptop, as the template wires it: asked for by topic, reported on its page, and sales hears of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Laptop } from "../../local/laptop.ts";
import { CALLING, ZOE } from "../stories/calling.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { taskLink } from "../stories/line.ts";
import { laptopWith } from "./laptop-with.ts";

const ask = {
  ...SMALL.mails.second,
  html: '<a href="{{ links.yes }}">Yes</a> <a href="{{ links.unsubscribe }}">Stop</a>',
};
const campaigns = () => [
  campaign({
    ...CALLING,
    release: { ...SMALL.release, validate: "ask" },
    mails: { ...SMALL.mails, ask },
  }),
];
const state = mkdtempSync(join(tmpdir(), "ripen-laptop-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await laptopWith(campaigns, state);
}, 60_000);

afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

async function posts(url: string, fields: Record<string, string>): Promise<number> {
  const { status } = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  await laptop.sources.time.settle();
  return status;
}

test("a call gets to who subscribed to the topic of tasks, and to nobody else; its page takes the outcome", async () => {
  const { salesInbox, tasksInbox, leads } = laptop.sources;
  await posts(`${laptop.urls.api}/leads`, { ...ZOE, form: "cold-store-guide" });
  const [task, ...others] = tasksInbox.list();
  expect([others, salesInbox.list()]).toEqual([[], []]);
  expect(task?.deliveredTo).toEqual([{ protocol: "email", endpoint: "sales@orchard-cold-chain.example" }]);
  expect(await posts(taskLink(task?.message), { outcome: "wants-sales", by: "Ann" })).toBe(200);
  expect(salesInbox.list().map(({ subject }) => subject)).toEqual(["Ripe lead: Zoë Müller, Dairy Süd"]);
  const [lead] = await leads.list();
  expect((await leads.read(lead?.leadId ?? "")).touches).toMatchObject([
    { status: "done", outcome: "wants-sales", by: "Ann" },
  ]);
  expect(laptop.metrics()).toMatchObject({ TaskAsked: 1, HandoffTold: 1 });
});

test("a ripe lead says yes on the page behind its letter, and sales hears of it", async () => {
  const { mailbox, salesInbox, time } = laptop.sources;
  const told = () =>
    salesInbox.list().filter(({ message }) => message.includes("E-mail: ines@dairy.example"));
  await posts(`${laptop.urls.api}/leads`, {
    form: "cold-store-guide",
    email: "ines@dairy.example",
    employees: "200",
    consent: "yes",
  });
  await time.moveTo(time.now() + 86_400_000);
  const letter = mailbox.list().find(({ to }) => to === "ines@dairy.example");
  await mailbox.click(letter?.messageId ?? "", 0);
  await time.settle();
  const question = mailbox.list().find(({ touchId }) => touchId === "small_1_ask_1");
  const yes = mailbox.links(question?.messageId ?? "").find(({ label }) => label === "Yes")?.href ?? "";
  expect((await fetch(yes)).status).toBe(200);
  expect(told()).toEqual([]);
  expect(await posts(yes, { answer: "yes" })).toBe(200);
  expect(told().map(({ message }) => message.split("\n")[1])).toEqual([
    'Why now: said "yes, please call me"',
  ]);
});
