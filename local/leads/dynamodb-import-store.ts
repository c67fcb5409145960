/** The import's questions to DynamoDB: fifty rows with one call, so that what is stored is passed by fast. */
import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { type Item, LEAD_ROW, partition } from "../../functions/world/lead-items.ts";
import { gone } from "../../workflows/rules/consent.ts";
import { Consent } from "../../workflows/rules/lead.ts";
import { Instant } from "../../workflows/rules/time.ts";
import type { Asked, ImportStore, PlanName, Seen } from "./import-store.ts";

const Plan = z.object({ begins: Instant, from: z.int(), every: z.number() });
/** Of a lead's row or a tombstone, what says whether it is there. */
const Row = z.object({
  consent: z._default(Consent, {}),
  suppressedAt: z.optional(Instant),
  erasedAt: z.optional(Instant),
  doNotContact: z.boolean().optional(),
});

/** A call takes 100 keys at most; a row asks for two. */
const ROWS_PER_CALL = 50;

export function dynamoDbImportStore(client: DynamoDBClient, tableName: string): ImportStore {
  return {
    async look(asked) {
      const parts = Array.from({ length: Math.ceil(asked.length / ROWS_PER_CALL) }, (_, n) =>
        asked.slice(n * ROWS_PER_CALL, (n + 1) * ROWS_PER_CALL),
      );
      return (await Promise.all(parts.map((part) => lookAt(client, tableName, part)))).flat();
    },
    async plan(name) {
      const Key = marshall(keyOf(name));
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
      );
      return Item && Plan.parse(unmarshall(Item));
    },
    async keepPlan(name, { begins, from, every }) {
      const Item = marshall({ ...keyOf(name), begins, from, every });
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
  };
}

/** Beside no lead's items, so that no stream record of it starts anything. */
const keyOf = ({ source, hash }: PlanName) => ({ pk: `IMPORT#${source}`, sk: `FILE#${hash}` });

async function lookAt(
  client: DynamoDBClient,
  table: string,
  asked: readonly Asked[],
): Promise<readonly Seen[]> {
  const keys = asked.flatMap(({ leadId, key }) => [
    { pk: partition(leadId), sk: LEAD_ROW },
    { pk: partition(leadId), sk: `EVENT#${key}` },
  ]);
  const found = await fetch(client, table, keys);
  return asked.map(({ leadId, key }) => ({
    isImported: found.has(`${partition(leadId)} EVENT#${key}`),
    lead: standingOf(found.get(`${partition(leadId)} ${LEAD_ROW}`)),
  }));
}

function standingOf(item: Item | undefined): Seen["lead"] {
  if (item === undefined) return "nobody";
  const { consent, suppressedAt, erasedAt, doNotContact } = Row.parse(unmarshall(item));
  if (erasedAt !== undefined) return doNotContact ? "erased" : "nobody";
  return gone({ suppressedAt, consent }) === undefined ? "here" : "gone";
}

/** Two rows may ask for the same lead, and DynamoDB wants each key once. */
async function fetch(
  client: DynamoDBClient,
  table: string,
  keys: readonly { readonly pk: string; readonly sk: string }[],
): Promise<ReadonlyMap<string, Item>> {
  const named = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, marshall(key)]));
  const found = new Map<string, Item>();
  let left: Item[] = [...named.values()];
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [table]: {
            Keys: left,
            ConsistentRead: true,
            ProjectionExpression: "pk, sk, consent, suppressedAt, erasedAt, doNotContact",
          },
        },
      }),
    );
    for (const item of Responses?.[table] ?? []) found.set(`${item["pk"]?.S} ${item["sk"]?.S}`, item);
    left = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return found;
}
