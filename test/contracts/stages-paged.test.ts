/** A megabyte of keys is a page, which no test fills: here DynamoDB counts seven at a time. */
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
  const leads = dynamoDbLeadTable(new DynamoDBClient(laptop.client), "small-Leads");
  for (let n = 0; n < 100; n++) {
    const leadId = freshId(n % 16);
    await leads.write(await leads.read(leadId), creation(leadId));
  }
  const { endpoint: url, region, credentials } = laptop.client;
  const stages = dynamoDbStages({ url, region, credentials }, "small-Leads", 7);
  expect(await stages.leadsIn("nurturing")).toBe(100);
  expect(await stages.leadsIn("mql")).toBe(0);
});
