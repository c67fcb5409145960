/** The sales desk's rota on DynamoDB: read here, written with the leads themselves. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Rota } from "../../workflows/rules/assign.ts";
import { DESK, deskKey } from "./desk-items.ts";
import { type Item, leadIdOf } from "./lead-items.ts";
import { queryAll } from "./query-all.ts";
import { DeskAnswer, type SalesRota } from "./world.ts";

const Load = z.object({ sk: z.string(), open: z.int() });
const Turn = z.object({ sk: z.string(), order: z.array(z.string()), seen: z.int() });
const Owned = z.object({ owner: z.string() });

export function dynamoDbRota(client: DynamoDBClient, TableName: string): SalesRota {
  const items = (pk: string, prefix: string) => query(client, TableName, pk, prefix);
  return {
    async read(): Promise<Rota> {
      const open = new Map<string, number>();
      const turns = new Map<string, { order: string[]; seen: number }>();
      for await (const item of items(DESK, "")) {
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
    },
    async *held(person) {
      for await (const item of items(`PERSON#${person}`, "LEAD#")) yield leadIdOf(item["sk"]?.S ?? "");
    },
    async *answers(person, since) {
      const from = `ANSWER#${new Date(since).toISOString()}`;
      for await (const item of items(`PERSON#${person}`, "ANSWER#"))
        if ((item["sk"]?.S ?? "") >= from) yield DeskAnswer.parse(unmarshall(item));
    },
    async accountOwner(domain) {
      const Key = marshall(deskKey.account(domain));
      const { Item: found } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return found === undefined ? undefined : Owned.parse(unmarshall(found)).owner;
    },
    async *colleagues(domain) {
      for await (const item of items(`ACCOUNT#${domain}`, "LEAD#")) yield leadIdOf(item["sk"]?.S ?? "");
    },
    async claim(person, what, period) {
      const claimed = new PutItemCommand({
        TableName,
        Item: marshall({ ...deskKey.claim(person, what), claimed: period }),
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
    },
  };
}

function query(client: DynamoDBClient, TableName: string, pk: string, prefix: string): AsyncGenerator<Item> {
  return queryAll(client, {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: prefix === "" ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: marshall({ ":pk": pk, ...(prefix === "" ? {} : { ":prefix": prefix }) }),
  });
}
