/** A megabyte of keys is a page, which no test fills: here DynamoDB is asked for seven at a time. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { dynamoDbStages } from "../../functions/world/dynamodb-stages.ts";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { creation, freshId } from "./lives.ts";

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop({
    Leads: table({
      AttributeDefinitions: ["pk", "sk", "arrivalShard", "lifecycle"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: "stages",
          KeySchema: [
            { AttributeName: "arrivalShard", KeyType: "HASH" },
            { AttributeName: "lifecycle", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  });
});
afterAll(() => stopAndForget(laptop));

test("a count goes on past a page: of a hundred leads in a stage it misses none, and counts none twice", async () => {
  const client = new DynamoDBClient(laptop.client);
  const leads = dynamoDbLeadTable(client, "small-Leads");
  for (let n = 0; n < 100; n++) {
    const leadId = freshId(n % 16);
    await leads.write(await leads.read(leadId), creation(leadId));
  }
  let pages = 0;
  client.middlewareStack.add(
    (next) => (args) => {
      pages++;
      return next({ ...args, input: { ...args.input, Limit: 7 } });
    },
    { step: "initialize" },
  );
  expect(await dynamoDbStages(client, "small-Leads").leadsIn("nurturing")).toBe(100);
  expect(pages).toBeGreaterThanOrEqual(100 / 7);
});
