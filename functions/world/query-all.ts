/** A query's items, page by page as they are asked for. */
import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { Item } from "./lead-items.ts";

export async function* queryAll(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ ...query, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
