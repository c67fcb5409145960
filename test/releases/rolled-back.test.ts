/** What becomes of a field that only a newer release knows, when older code writes after it. docs/updates.md tells it. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { toItem, toLife } from "../../functions/world/lead-items.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { LedgerLine } from "../../workflows/rules/life.ts";
import { freshId, line, newLead, touch } from "../contracts/lives.ts";

const leadId = freshId();
const row = newLead(leadId);
const NEWER = { preferredHour: 9 };
/** As a newer release wrote it: on the row itself, inside the row's consent, and on a touch. */
const read = () =>
  toLife(leadId, [
    toItem(leadId, "LEAD", { ...row, ...NEWER, consent: { ...row.consent, ...NEWER } }),
    toItem(leadId, "TOUCH#small_1_welcome_1", { ...touch("welcome"), ...NEWER }),
    toItem(leadId, "EVENT#form#1", { ...line("form#1"), ...NEWER }),
  ]);

/** What goes to DynamoDB. */
async function written(change: Change): Promise<string> {
  const sent: unknown[] = [];
  const client = {
    send: async ({ input }: { input: unknown }) => void sent.push(input),
  } as unknown as DynamoDBClient;
  expect(await dynamoDbLeadTable(client, "Leads").write(read(), change)).toBe("written");
  return JSON.stringify(sent);
}

test("older code reads past it", () => {
  const life = read();
  expect(life.lead).toEqual(row);
  expect(life.touches).toEqual([touch("welcome")]);
});

test("on the lead's own row it stays: older code sets the fields that it changes, and no other", async () => {
  const change = await written({ set: { because: "wrote again" }, wake: true });
  expect(change).toContain("SET #because = :because");
  expect(change).not.toContain("preferredHour");
});

test("inside a field of the row, such as consent, it is lost once older code sets that field: it sets it whole", async () => {
  const consent = { ...read().lead?.consent, confirmedAt: row.createdAt };
  expect(await written({ set: { consent } })).toContain(
    JSON.stringify(marshall({ ":consent": consent })[":consent"]),
  );
});

test("on a touch, a run, a hand-off or a line of the story it is lost once older code writes that one: it puts it whole", async () => {
  const [welcome = touch("welcome")] = read().touches;
  const change = await written({ touches: [{ ...welcome, status: "sent" }] });
  expect(change).toContain('"status":{"S":"sent"}');
  expect(change).not.toContain("preferredHour");
});

test("a word that older code doesn't know stops it: the lead is in trouble until the code is newer again", () => {
  expect(LedgerLine.safeParse({ ...line("a"), kind: "horoscope" }).success).toBe(false);
  const unread = () => toLife(leadId, [toItem(leadId, "LEAD", { ...row, lifecycle: "advocate" })]);
  expect(unread).toThrow("lifecycle");
});
