/** The listing of all leads: in memory and on DynamoDB the same answers. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { toItem } from "../../functions/world/lead-items.ts";
import type { LeadTable } from "../../functions/world/world.ts";
import type { Arrivals } from "../../local/leads/arrivals.ts";
import { dynamoDbArrivals } from "../../local/leads/dynamodb-arrivals.ts";
import { memoryArrivals } from "../../local/memory/memory-arrivals.ts";
import { MemoryLeads } from "../../local/memory/memory-leads.ts";
import type { Lead, LeadId } from "../../workflows/rules/lead.ts";
import { smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId } from "./lives.ts";

/** So few that a hundred leads are many pages. */
const PAGE = 7;

interface Sides {
  readonly arrivals: Arrivals;
  readonly leads: LeadTable;
  erase(leadId: LeadId): Promise<void>;
  stop(): Promise<void>;
}

async function inMemory(): Promise<Sides> {
  const leads = new MemoryLeads();
  return {
    leads,
    arrivals: memoryArrivals(leads, PAGE),
    erase: async (leadId) => leads.erase(leadId, MONDAY),
    stop: async () => undefined,
  };
}

async function onDynamoDb(): Promise<Sides> {
  const laptop = await smallLaptop({
    Leads: table({
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
        { AttributeName: "arrivalShard", AttributeType: "S" },
        { AttributeName: "createdAt", AttributeType: "N" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "arrivals",
          KeySchema: [
            { AttributeName: "arrivalShard", KeyType: "HASH" },
            { AttributeName: "createdAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    }),
  });
  const client = new DynamoDBClient(laptop.client);
  return {
    leads: dynamoDbLeadTable(client, "small-Leads"),
    arrivals: dynamoDbArrivals(client, "small-Leads", PAGE),
    async erase(leadId) {
      const Item = toItem(leadId, "LEAD", { leadId, erasedAt: MONDAY });
      await client.send(new PutItemCommand({ TableName: "small-Leads", Item }));
    },
    stop: () => stopAndForget(laptop),
  };
}

describe.each([
  ["in memory", inMemory],
  ["on DynamoDB", onDynamoDb],
])("the listing of all leads %s", (_where, make) => {
  let sides: Sides;
  beforeAll(async () => {
    sides = await make();
  });
  afterAll(() => sides?.stop());

  async function created(leadId = freshId(), change: Partial<Lead> = {}): Promise<LeadId> {
    await sides.leads.write(await sides.leads.read(leadId), creation(leadId, change));
    return leadId;
  }

  async function listed(): Promise<readonly LeadId[]> {
    const found: LeadId[] = [];
    for await (const page of sides.arrivals.pages()) found.push(...page);
    return found;
  }

  test("of an empty table is empty", async () => {
    expect(await listed()).toEqual([]);
    expect(await sides.arrivals.count()).toBe(0);
  });

  test("names each lead once, of every partition, and goes on past a page", async () => {
    const leadIds = await Promise.all(Array.from({ length: 100 }, (_, n) => created(freshId(n % 16))));
    expect((await listed()).toSorted()).toEqual(leadIds.toSorted());
    expect(await sides.arrivals.count()).toBe(100);
  });

  test("keeps its leads through whatever is written to them, and the earlier come before the later", async () => {
    const later = await created(freshId(0), { createdAt: MONDAY + 9 });
    const earlier = await created(freshId(0), { createdAt: MONDAY + 3 });
    const read = await sides.leads.read(later);
    await sides.leads.write(read, { set: { endedAt: MONDAY }, remove: ["nextWakeAt"] });
    const found = await listed();
    expect(found.filter((leadId) => leadId === later || leadId === earlier)).toEqual([earlier, later]);
  });

  test("has no tombstones, and a lead that came back after its erase once", async () => {
    const [gone, back] = [await created(), await created()];
    await sides.erase(gone);
    await sides.erase(back);
    expect(await listed()).not.toContain(back);
    const { ledger: _, ...again } = creation(back, { generation: MONDAY + 1 });
    expect(await sides.leads.write(await sides.leads.read(back), again)).toBe("written");
    const found = await listed();
    expect(found).not.toContain(gone);
    expect(found.filter((leadId) => leadId === back)).toHaveLength(1);
  });
});
