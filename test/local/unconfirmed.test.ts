/** Somebody who never confirms, on the laptop's own template: a month on nothing of them is left, in the table or in the bucket. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Laptop } from "../../local/laptop.ts";
import { campaign } from "../stories/campaign.ts";
import { MODEST } from "../stories/line.ts";
import { clientOf } from "./aws/small-laptop.ts";
import { laptopWith } from "./laptop-with.ts";

const DAY = 86_400_000;
const small = campaign();
const confirm = {
  subject: "Is this your address?",
  preheader: "",
  html: '<a href="{{ links.confirm }}">Yes</a>',
  text: "Yes: {{ links.confirm }}",
};
const careful = { ...small, consent: { doubleOptIn: true }, mails: { ...small.mails, confirm } };
const state = mkdtempSync(join(tmpdir(), "ripen-laptop-"));
let laptop: Laptop;

beforeAll(async () => {
  laptop = await laptopWith(() => [careful], state);
});
afterAll(async () => {
  await laptop.stop();
  rmSync(state, { recursive: true, force: true });
});

async function keptMail(leadId: string, touchId: string): Promise<number> {
  const { credentials } = clientOf(laptop.urls.aws);
  const s3 = new AwsClient({ ...credentials, region: "us-east-1", service: "s3", retries: 0 });
  const object = `ripen-laptop-sentmails/${leadId}/${touchId}.json`;
  return (await s3.fetch(`${laptop.urls.aws}/${object}`)).status;
}

test("an unconfirmed lead gets one mail and one reminder, and is erased with both", async () => {
  const { leads, mailbox, time, urls } = laptop.sources;
  const body = new URLSearchParams({ ...MODEST, form: "cold-store-guide" });
  await fetch(`${urls.api}/leads`, { method: "POST", body, redirect: "manual" });
  await time.settle();
  await time.moveTo(time.now() + 10 * DAY);
  const mails = mailbox.list();
  expect(mails.map(({ subject }) => subject)).toEqual([confirm.subject, confirm.subject]);
  const { leadId = "", touchId = "" } = mails[0] ?? {};
  expect(await keptMail(leadId, touchId)).toBe(200);
  await time.moveTo(time.now() + 25 * DAY);
  expect(await leads.list()).toEqual([]);
  expect(await leads.read(leadId)).toMatchObject({ lead: undefined, ledger: [], touches: [] });
  expect(await keptMail(leadId, touchId)).toBe(404);
});
