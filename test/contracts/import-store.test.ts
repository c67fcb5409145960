/** What an import asks of the table: in memory and on DynamoDB the same answers. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoDbErasing } from "../../functions/world/dynamodb-erasing.ts";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import { toItem } from "../../functions/world/lead-items.ts";
import type { Erasing, LeadTable } from "../../functions/world/world.ts";
import { dynamoDbImportStore } from "../../local/leads/dynamodb-import-store.ts";
import type { ImportStore } from "../../local/leads/import-store.ts";
import { MemoryImportStore } from "../../local/memory/memory-import-store.ts";
import { MemoryLeads } from "../../local/memory/memory-leads.ts";
import type { Lead, LeadId } from "../../workflows/rules/lead.ts";
import { smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId } from "./lives.ts";

interface Sides {
  readonly store: ImportStore;
  readonly leads: LeadTable;
  erase(leadId: LeadId): Promise<void>;
  bury: Erasing["bury"];
  stop(): Promise<void>;
}

async function inMemory(): Promise<Sides> {
  const leads = new MemoryLeads();
  return {
    leads,
    store: new MemoryImportStore(leads),
    erase: async (leadId) => leads.erase(leadId, MONDAY),
    bury: (life, tombstone) => leads.bury(life, tombstone),
    stop: async () => undefined,
  };
}

async function onDynamoDb(): Promise<Sides> {
  const laptop = await smallLaptop({ Leads: table() });
  const client = new DynamoDBClient(laptop.client);
  return {
    leads: dynamoDbLeadTable(client, "small-Leads"),
    store: dynamoDbImportStore(client, "small-Leads"),
    async erase(leadId) {
      const Item = toItem(leadId, "LEAD", { leadId, erasedAt: MONDAY, doNotContact: true });
      await client.send(new PutItemCommand({ TableName: "small-Leads", Item }));
    },
    bury: dynamoDbErasing(client, "small-Leads").bury,
    stop: () => stopAndForget(laptop),
  };
}

/** As retention leaves a lead that gave no sign: it asked for nothing. */
const expired = (leadId: LeadId) => ({ leadId, erasedAt: MONDAY });

describe.each([
  ["in memory", inMemory],
  ["on DynamoDB", onDynamoDb],
])("an import's questions to the table %s", (_where, make) => {
  let sides: Sides;
  beforeAll(async () => {
    sides = await make();
  });
  afterAll(() => sides?.stop());

  /** Its one ledger line is `form#1`. */
  async function created(change: Partial<Lead> = {}): Promise<LeadId> {
    const leadId = freshId();
    await sides.leads.write(await sides.leads.read(leadId), creation(leadId, change));
    return leadId;
  }

  test("one that was kept no longer asked for nothing: to an import it is nobody yet", async () => {
    const leadId = await created();
    await sides.bury(await sides.leads.read(leadId), expired(leadId));
    const [seen] = await sides.store.look([{ leadId, key: "import#fair#1" }]);
    expect(seen).toEqual({ isImported: false, lead: "nobody" });
  });

  test("of each lead it learns whether it is there, left, or was erased; in the order in which it asked", async () => {
    const [here, left, bounced, erased] = [
      await created(),
      await created({ consent: { givenAt: MONDAY, withdrawnAt: MONDAY } }),
      await created({ suppressedAt: MONDAY }),
      await created(),
    ];
    await sides.erase(erased);
    const asked = [erased, here, freshId(), left, bounced].map((leadId) => ({
      leadId,
      key: "import#fair#1",
    }));
    expect((await sides.store.look(asked)).map(({ lead }) => lead)).toEqual([
      "erased",
      "here",
      "nobody",
      "gone",
      "gone",
    ]);
  });

  test("a row's line is told from others of the same lead, also when both are asked for at once", async () => {
    const leadId = await created();
    const asked = ["form#1", "form#2", "form#1"].map((key) => ({ leadId, key }));
    expect((await sides.store.look(asked)).map(({ isImported }) => isImported)).toEqual([true, false, true]);
  });

  test("more rows than one call takes are asked for all the same, and none is fine too", async () => {
    const leadIds = await Promise.all(Array.from({ length: 120 }, () => created()));
    const seen = await sides.store.look(leadIds.map((leadId) => ({ leadId, key: "form#1" })));
    expect(seen).toEqual(leadIds.map(() => ({ isImported: true, lead: "here" })));
    expect(await sides.store.look([])).toEqual([]);
  });

  test("a plan is kept for its file and its source, and the newest stands", async () => {
    const name = { source: "fair", hash: "ab12" };
    expect(await sides.store.plan(name)).toBeUndefined();
    await sides.store.keepPlan(name, { begins: MONDAY, from: 0, every: 1_000 });
    await sides.store.keepPlan(name, { begins: MONDAY + 5, from: 20, every: 333.25 });
    expect(await sides.store.plan(name)).toEqual({ begins: MONDAY + 5, from: 20, every: 333.25 });
    expect(await sides.store.plan({ ...name, source: "other" })).toBeUndefined();
    expect(await sides.store.plan({ ...name, hash: "ab13" })).toBeUndefined();
  });
});
