/** A table that was restored beside the living one: read, never written. */
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Item, partition } from "../../../functions/world/lead-items.ts";
import { queryAll } from "../../../functions/world/query-all.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { persistently } from "../persistently.ts";

export interface RestoredTable {
  readonly name: string;
  /** The instant that it was restored to; undefined where the table doesn't say. */
  readonly asOf: number | undefined;
  /** Every item that isn't in a lead's life, and each lead's row: some hundreds at a time. */
  pages(): AsyncIterable<readonly Item[]>;
  /** All that lies under a lead. */
  lead(leadId: LeadId): Promise<readonly Item[]>;
}

/** Throws LeadsRefused for a table that isn't there, is the living one, or isn't restored to its end yet. */
export async function restoredTable(
  client: DynamoDBClient,
  name: string,
  living: string,
  patience: Pick<World, "pause" | "random">,
): Promise<RestoredTable> {
  if (name === living)
    throw new LeadsRefused(`${name} is the living table itself: name the one that was restored beside it.`);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name })).catch(notThere(name));
  if (Table?.TableStatus !== "ACTIVE" || Table.RestoreSummary?.RestoreInProgress)
    throw new LeadsRefused(
      `${name} is being restored still: wait until \`aws dynamodb wait table-exists --table-name ${name}\` comes back.`,
    );
  return {
    name,
    asOf: Table.RestoreSummary?.RestoreDateTime?.getTime(),
    pages: () => pages(client, name, patience),
    async lead(leadId) {
      const items: Item[] = [];
      const query = {
        TableName: name,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: marshall({ ":pk": partition(leadId) }),
      };
      for await (const item of queryAll(client, query)) items.push(item);
      return items;
    },
  };
}

const notThere = (name: string) => (error: unknown) => {
  if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
  throw new LeadsRefused(
    `There is no table ${name} in this account and region: see \`aws dynamodb list-tables\`.`,
    { cause: error },
  );
};

/** A restored table needs no index for this: the whole is read once, and what lies within lives is left out. */
async function* pages(
  client: DynamoDBClient,
  TableName: string,
  patience: Pick<World, "pause" | "random">,
): AsyncGenerator<readonly Item[]> {
  let from: ScanCommandOutput["LastEvaluatedKey"];
  do {
    const scan = new ScanCommand({
      TableName,
      Limit: 500,
      FilterExpression: "NOT begins_with(pk, :lead) OR sk = :row",
      ExpressionAttributeValues: marshall({ ":lead": partition("" as LeadId), ":row": "LEAD" }),
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    const page: ScanCommandOutput = await persistently(patience, () => client.send(scan));
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
