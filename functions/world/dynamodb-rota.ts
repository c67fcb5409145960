/** The sales desk's rota on DynamoDB: read here, written with the leads themselves. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import type { Rota } from "../../workflows/rules/assign.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { DESK, deskKey } from "./desk-items.ts";
import { type Item, leadIdOf } from "./lead-items.ts";
import { queryAll } from "./query-all.ts";
import { DeskAnswer, type SalesRota } from "./world.ts";

const Load = z.object({ sk: z.string(), open: z.int() });
const Turn = z.object({ sk: z.string(), order: z.array(z.string()), seen: z.int() });
const Owned = z.object({ owner: z.string() });

export function dynamoDbRota(client: DynamoDBClient, TableName: string): SalesRota {
  const items = (pk: string, sk: Sort) => query(client, TableName, pk, sk);
  return {
    read: () => rotaOf(items(DESK, ALL)),
    held: (person) => leadsOf(items(`PERSON#${person}`, beginning("LEAD#"))),
    async *answers(person, since) {
      for await (const item of items(`PERSON#${person}`, answersSince(since)))
        yield DeskAnswer.parse(unmarshall(item));
    },
    async accountOwner(domain) {
      const Key = marshall(deskKey.account(domain));
      const { Item: found } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return found === undefined ? undefined : Owned.parse(unmarshall(found)).owner;
    },
    colleagues: (domain) => leadsOf(items(`ACCOUNT#${domain}`, beginning("LEAD#"))),
    claim: (person, what, period) => claim(client, TableName, deskKey.claim(person, what), period),
  };
}

async function rotaOf(items: AsyncIterable<Item>): Promise<Rota> {
  const open = new Map<string, number>();
  const turns = new Map<string, { order: string[]; seen: number }>();
  for await (const item of items) {
    const row = unmarshall(item);
    if (String(row["sk"]).startsWith("PERSON#")) {
      const load = Load.parse(row);
      open.set(load.sk.replace("PERSON#", ""), load.open);
    } else if (String(row["sk"]).startsWith("POOL#")) {
      const { sk, ...turn } = Turn.parse(row);
      turns.set(sk.replace("POOL#", ""), turn);
    }
  }
  return { open, turns };
}

async function* leadsOf(items: AsyncIterable<Item>): AsyncGenerator<LeadId> {
  for await (const item of items) yield leadIdOf(item["sk"]?.S ?? "");
}

/** False where this period, or a later one, was claimed before. */
async function claim(client: DynamoDBClient, TableName: string, key: object, period: string) {
  const claimed = new PutItemCommand({
    TableName,
    Item: marshall({ ...key, claimed: period }),
    ConditionExpression: "attribute_not_exists(pk) OR claimed < :period",
    ExpressionAttributeValues: marshall({ ":period": period }),
  });
  try {
    await client.send(claimed);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** What is asked of the sort key, and the values for it. */
interface Sort {
  readonly condition: string;
  readonly values: Readonly<Record<string, string>>;
}

const ALL: Sort = { condition: "", values: {} };
const beginning = (prefix: string): Sort => ({
  condition: " AND begins_with(sk, :prefix)",
  values: { ":prefix": prefix },
});
/** A person answers for years, and each page asks for the last week: the older ones aren't read. `~` follows every digit. */
const answersSince = (since: number): Sort => ({
  condition: " AND sk BETWEEN :from AND :end",
  values: { ":from": `ANSWER#${new Date(since).toISOString()}`, ":end": "ANSWER#~" },
});

function query(
  client: DynamoDBClient,
  TableName: string,
  pk: string,
  { condition, values }: Sort,
): AsyncGenerator<Item> {
  return queryAll(client, {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: `pk = :pk${condition}`,
    ExpressionAttributeValues: marshall({ ":pk": pk, ...values }),
  });
}
