/** How many leads are looked at until then: each sends one mail at most. */
import { type DynamoDBClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { DUE_SHARDS } from "../../functions/world/lead-items.ts";
import { NotTold } from "./patient.ts";

/** Counted in the index `due`, without reading a lead. May be a moment behind. */
export async function leadsDue(client: DynamoDBClient, TableName: string, until: number): Promise<number> {
  let count = 0;
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    let from: QueryCommandOutput["LastEvaluatedKey"];
    do {
      const page: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "due",
          Select: "COUNT",
          KeyConditionExpression: "dueShard = :shard AND nextWakeAt <= :until",
          ExpressionAttributeValues: marshall({ ":shard": `DUE#${shard}`, ":until": until }),
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      if (page.Count === undefined) throw new NotTold(`DynamoDB doesn't count the index due of ${TableName}`);
      count += page.Count;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
  return count;
}
