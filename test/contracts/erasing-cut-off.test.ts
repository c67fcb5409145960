/** An erase on DynamoDB that is cut off at any of its calls: whoever goes on deletes the rest, wherever it lies. */
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamoDbErasing } from "../../functions/world/dynamodb-erasing.ts";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId, handoff, line, touch } from "./lives.ts";

const TABLE = "small-Leads";
let laptop: SmallLaptop;
let client: DynamoDBClient;
beforeAll(async () => {
  laptop = await smallLaptop({ Leads: table() });
  client = new DynamoDBClient(laptop.client);
});
afterAll(() => stopAndForget(laptop));

/** Its function dies after so many calls. */
function dyingAfter(calls: number): DynamoDBClient {
  const mortal = new DynamoDBClient({ ...laptop.client, maxAttempts: 1 });
  let made = 0;
  mortal.middlewareStack.add(
    (next) => async (given) => {
      if (made++ >= calls) throw new Error("Sandbox.Timedout");
      return next(given);
    },
    { step: "initialize" },
  );
  return mortal;
}

/** A lead whom two people had, one after the other; six items under its id and five elsewhere. */
async function lived() {
  const leads = dynamoDbLeadTable(client, TABLE);
  const leadId = freshId();
  const writes = async (change: Parameters<typeof leads.write>[1]) =>
    expect(await leads.write(await leads.read(leadId), change)).toBe("written");
  await writes(creation(leadId));
  await writes({ touches: [touch("welcome"), touch("second")], ledger: [line("opened")] });
  await writes({ handoffs: [handoff(1, { to: "tom" })] });
  await writes({
    handoffs: [handoff(1, { to: "tom", asked: ["ines"], status: "rejected", closedAt: MONDAY + 1 })],
  });
  await writes({ handoffs: [handoff(2, { to: "ines", status: "expired", closedAt: MONDAY + 2 })] });
  return { leadId, life: await leads.read(leadId) };
}

async function itemsOf(leadId: string): Promise<readonly string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: TABLE, ConsistentRead: true }));
  return Items.map((item) => unmarshall(item))
    .filter((item) => JSON.stringify(item).includes(leadId))
    .map(({ pk, sk }) => `${pk} ${sk}`);
}

test.each(Array.from({ length: 12 }, (_, calls) => calls))("after %i calls", async (calls) => {
  const { leadId, life } = await lived();
  expect((await itemsOf(leadId)).length).toBeGreaterThan(9);
  const cutOff = dynamoDbErasing(dyingAfter(calls), TABLE);
  const tombstone = { leadId, erasedAt: MONDAY + 9 };
  const died = await cutOff.bury(life, tombstone).then(
    () =>
      cutOff.clear(leadId).then(
        () => false,
        () => true,
      ),
    () => "unburied" as const,
  );
  expect(died).toBe(calls === 0 ? "unburied" : true);
  const whoever = dynamoDbErasing(client, TABLE);
  if (died === "unburied") expect(await whoever.bury(life, tombstone)).toBe("buried");
  await whoever.clear(leadId);
  expect(await itemsOf(leadId)).toEqual([`LEAD#${leadId} LEAD`]);
  expect(Object.values(await whoever.clear(leadId))).toEqual([0, 0, 0, 0, 0]);
});
