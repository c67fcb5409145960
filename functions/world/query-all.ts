/** A query's answers, page by page as they are asked for. */
import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./lead-items.ts";

export async function* queryAll(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item> {
  for await (const { Items = [] } of queryPages(client, query)) yield* Items;
}

/** For whoever needs no items, or some at a time. */
export async function* queryPages(
  client: DynamoDBClient,
  query: QueryCommandInput,
): AsyncGenerator<QueryCommandOutput> {
  let from: Item | undefined;
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({ ...query, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
    );
    yield page;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
