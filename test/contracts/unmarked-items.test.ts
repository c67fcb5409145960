/** Items of before items said which life they are of: the lead's own, until its address was erased and came back. */
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamoDbErasing } from "../../functions/world/dynamodb-erasing.ts";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { LIFE, partition, sortKey } from "../../functions/world/lead-items.ts";
import type { Erasing, LeadTable } from "../../functions/world/world.ts";
import type { Change } from "../../workflows/rules/change.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, enrolment, freshId, handoff, line, touch } from "./lives.ts";

const TABLE = "small-Leads";
const BACK = MONDAY + 60;
let laptop: SmallLaptop;
let client: DynamoDBClient;
let leads: LeadTable;
let erasing: Erasing;
beforeAll(async () => {
  laptop = await smallLaptop({ Leads: table() });
  client = new DynamoDBClient(laptop.client);
  leads = dynamoDbLeadTable(client, TABLE);
  erasing = dynamoDbErasing(client, TABLE);
});
afterAll(() => stopAndForget(laptop));

async function writes(leadId: LeadId, change: Change): Promise<Life> {
  expect(await leads.write(await leads.read(leadId), change)).toBe("written");
  return leads.read(leadId);
}

/** A lead of long ago: none of its items says whose it is. */
async function ofLongAgo() {
  const leadId = freshId();
  await writes(leadId, creation(leadId));
  const life = await writes(leadId, {
    touches: [touch("welcome"), touch("second")],
    handoffs: [handoff(1, { to: "tom", status: "expired", closedAt: MONDAY + 2 })],
  });
  const keys = [
    ...life.enrolments.map(sortKey.enrolment),
    ...life.touches.map(sortKey.touch),
    ...life.ledger.map(sortKey.line),
    ...life.handoffs.map(sortKey.handoff),
  ];
  for (const sk of keys)
    await client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: marshall({ pk: partition(leadId), sk }),
        UpdateExpression: "REMOVE #of",
        ExpressionAttributeNames: { "#of": LIFE },
      }),
    );
  expect(await leads.read(leadId)).toEqual(life);
  return { leadId, life };
}

/** Erased by an eraser that died after its first write, and posted again before anybody came by. */
async function backAtOnce() {
  const { leadId, life } = await ofLongAgo();
  expect(await erasing.bury(life, { leadId, erasedAt: MONDAY + 50 })).toBe("buried");
  const back = await writes(leadId, creation(leadId, { createdAt: BACK, generation: BACK }));
  return { leadId, back };
}

test("of a lead that was never erased they are its own, whatever is written later", async () => {
  const { leadId, life } = await ofLongAgo();
  const later = await writes(leadId, { ledger: [line("form#2")], touches: [touch("third")] });
  expect(later.touches).toHaveLength(life.touches.length + 1);
  expect(later.remains).toBeUndefined();
  expect(await leads.write(later, { ledger: [line("form#1")] })).toBe("moved");
  await erasing.clear(leadId);
  expect(await leads.read(leadId)).toEqual(later);
});

test("of one that was erased and came back before they were deleted, none is read, and all are deleted", async () => {
  const { leadId, back } = await backAtOnce();
  expect(back).toMatchObject({ enrolments: [enrolment(1)], touches: [], handoffs: [], remains: true });
  expect(back.ledger).toEqual([line("form#1")]);
  const cleared = await erasing.clear(leadId);
  expect(cleared).toMatchObject({ touches: 2, handoffs: 1 });
  const { remains, ...whole } = back;
  expect(await leads.read(leadId)).toEqual(whole);
});

test("meanwhile they stand in the way of nothing that the new life writes under the same names", async () => {
  const { leadId } = await backAtOnce();
  const welcomed = await writes(leadId, { touches: [touch("welcome", { attempt: "new" })] });
  expect(welcomed.touches).toEqual([touch("welcome", { attempt: "new" })]);
  await erasing.clear(leadId);
  const { remains, ...whole } = welcomed;
  expect(await leads.read(leadId)).toEqual(whole);
});

test("it is told apart after more writes, too", async () => {
  const { leadId } = await backAtOnce();
  const later = await writes(leadId, { set: { because: "wrote again" }, wake: true });
  expect(later.touches).toEqual([]);
  expect(later.remains).toBe(true);
});
