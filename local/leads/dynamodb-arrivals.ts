/** All leads of a DynamoDB table, by its index `arrivals`. */
import type { DynamoDBClient, QueryCommandInput, QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { ARRIVAL_SHARDS, leadIdOf } from "../../functions/world/lead-items.ts";
import { queryPages } from "../../functions/world/query-all.ts";
import type { Arrivals } from "./arrivals.ts";

/** A megabyte holds some ten thousand keys; so few are read at a time that a slow reader keeps none of them long. */
const PAGE = 500;

export function dynamoDbArrivals(client: DynamoDBClient, tableName: string, page = PAGE): Arrivals {
  return {
    async count() {
      let all = 0;
      for await (const { Count = 0 } of pages(client, tableName, { Select: "COUNT" })) all += Count;
      return all;
    },
    async *pages() {
      for await (const { Items = [] } of pages(client, tableName, { Limit: page }))
        if (Items.length > 0) yield Items.map((item) => leadIdOf(item["pk"]?.S ?? ""));
    },
  };
}

async function* pages(
  client: DynamoDBClient,
  TableName: string,
  how: Pick<QueryCommandInput, "Select" | "Limit">,
): AsyncGenerator<QueryCommandOutput> {
  for (let shard = 0; shard < ARRIVAL_SHARDS; shard++) {
    yield* queryPages(client, {
      TableName,
      IndexName: "arrivals",
      KeyConditionExpression: "arrivalShard = :shard",
      ExpressionAttributeValues: marshall({ ":shard": `ARRIVED#${shard}` }),
      ...how,
    });
  }
}
