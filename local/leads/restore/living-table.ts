/** The living table, as a restore writes to it: only where nothing stands. What stands is newer, and wins. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { deskItems } from "../../../functions/world/desk-items.ts";
import { type Item, LEAD_ROW, partition } from "../../../functions/world/lead-items.ts";
import { queryAll } from "../../../functions/world/query-all.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { lifeOfNobody } from "../../../workflows/rules/life.ts";
import type { ComingBack } from "./coming-back.ts";

/** Of what stands in a lead's place: when its life began, or when it was erased. */
export interface Standing {
  readonly createdAt?: number;
  readonly erasedAt?: number;
}

export interface LivingTable {
  standing(leadId: LeadId): Promise<Standing | undefined>;
  /** All that lies under the lead: more than nothing where its row alone was lost. */
  items(leadId: LeadId): Promise<readonly Item[]>;
  isThere(item: Item): Promise<boolean>;
  /** False where something stood already. */
  putNew(item: Item): Promise<boolean>;
  /** Item by item, the row at the end; broken off, it is done again. False where a life began meanwhile. */
  bringBack(lead: ComingBack): Promise<boolean>;
}

export function livingTable(client: DynamoDBClient, TableName: string): LivingTable {
  const get = async (Key: Item) =>
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
  const isThere = async ({ pk, sk }: Item) =>
    pk !== undefined && sk !== undefined && (await get({ pk, sk })) !== undefined;
  const putNew = async (item: Item) => {
    const put = new PutItemCommand({ TableName, Item: item, ConditionExpression: ABSENT });
    return client.send(put).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      },
    );
  };
  return {
    putNew,
    async standing(leadId) {
      const row = await get(marshall({ pk: partition(leadId), sk: LEAD_ROW }));
      return row && unmarshall(row);
    },
    isThere,
    async items(leadId) {
      const items: Item[] = [];
      for await (const item of queryAll(client, underLead(TableName, leadId))) items.push(item);
      return items;
    },
    async bringBack({ life, row, others: own }) {
      for (const item of own) await putNew(item);
      // Whom it is with, what people answered and whose colleague it is follow from the life: written as if it were new.
      const follows = deskItems(TableName, lifeOfNobody(life.leadId), life, { create: life.lead });
      const items = follows.map(({ item }) => item);
      const answers = items.filter(({ Put }) => Put?.Item?.["sk"]?.S?.startsWith(ANSWER));
      for (const { Put } of answers) if (Put) await client.send(new PutItemCommand(Put));
      const others = items.filter((item) => !answers.includes(item));
      const held = others.find(({ Put }) => Put?.Item?.["pk"]?.S?.startsWith(PERSON))?.Put?.Item;
      // Where its row alone was lost, whoever has it has it counted still.
      const isCounted = held !== undefined && (await isThere(held));
      const desk = others.filter(({ Update }) => !isCounted || Update === undefined);
      return written(client, [{ Put: { TableName, Item: row, ConditionExpression: ABSENT } }, ...desk]);
    },
  };
}

const underLead = (TableName: string, leadId: LeadId) => ({
  TableName,
  ConsistentRead: true,
  KeyConditionExpression: "pk = :pk",
  ExpressionAttributeValues: marshall({ ":pk": partition(leadId) }),
});

const ABSENT = "attribute_not_exists(pk)";
/** As many as it had hand-offs: too many for one transaction, some day. Put twice they say the same. */
const ANSWER = "ANSWER#";
const PERSON = "PERSON#";

/** With the row: whoever's leads were counted is counted once, however often this is tried. */
async function written(client: DynamoDBClient, TransactItems: TransactWriteItem[]): Promise<boolean> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    const isRefused =
      error instanceof TransactionCanceledException &&
      error.CancellationReasons?.[0]?.Code === "ConditionalCheckFailed";
    if (isRefused) return false;
    throw error;
  }
}
