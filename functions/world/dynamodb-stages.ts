/** How many leads are in a stage, by the index `stages`: its keys are counted, no lead is read. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Lifecycle } from "../../workflows/rules/lead.ts";
import { ARRIVAL_SHARDS } from "./lead-items.ts";
import { queryPages } from "./query-all.ts";
import type { Stages } from "./world.ts";

export function dynamoDbStages(client: DynamoDBClient, tableName: string): Stages {
  return { leadsIn: (stage) => leadsIn(client, tableName, stage) };
}

/** One page after the other, of some ten thousand keys each: nobody waits for it, and others read the table too. */
async function leadsIn(client: DynamoDBClient, TableName: string, stage: Lifecycle): Promise<number> {
  let leads = 0;
  for (let shard = 0; shard < ARRIVAL_SHARDS; shard++) {
    const query = {
      TableName,
      IndexName: "stages",
      Select: "COUNT" as const,
      KeyConditionExpression: "arrivalShard = :shard AND lifecycle = :stage",
      ExpressionAttributeValues: marshall({ ":shard": `ARRIVED#${shard}`, ":stage": stage }),
    };
    for await (const { Count = 0 } of queryPages(client, query)) leads += Count;
  }
  return leads;
}
