/** Tells which ticks of the sweeper could find anything, from the index in which it looks. */
import type { DynamoDb } from "../aws/dynamodb.ts";
import type { StandingTable } from "../template/tables.ts";

/** The sweeper takes what is more than this past its time; a tick before that finds nothing. */
const slack = 15 * 60_000;

const attribute = "nextWakeAt";

/**
 * The earliest instant after which a tick could find a row that the last one could not. A tick that found rows and left
 * no write behind would find the same and leave them again, so those count no more until something is written.
 */
export function dueWatch(dynamodb: DynamoDb, tables: readonly StandingTable[]) {
  const table = tables.find(({ indexes }) => indexes.some(isDue));
  const index = table?.indexes.find(isDue);
  let writes = 0;
  let read: { readonly writes: number; readonly times: readonly number[] } | undefined;
  let seen: { readonly tick: number; readonly writes: number } | undefined;
  dynamodb.onWrite(() => {
    writes++;
  });
  return {
    /** A tick begins now. */
    ticked(at: number) {
      seen = { tick: at, writes };
    },
    /** Without such an index nothing is known, and every tick could matter. */
    async couldMatter(): Promise<number | undefined> {
      if (table === undefined || index === undefined) return Number.NEGATIVE_INFINITY;
      if (read?.writes !== writes)
        read = { writes, times: await dueTimes(dynamodb, table.name, index.IndexName) };
      const looked = seen?.writes === writes ? seen.tick - slack : Number.NEGATIVE_INFINITY;
      const earliest = read.times.find((time) => time > looked);
      return earliest === undefined ? undefined : earliest + slack - 1;
    },
  };
}

const isDue = (index: StandingTable["indexes"][number]) =>
  index.KeySchema.some(({ AttributeName, KeyType }) => AttributeName === attribute && KeyType === "RANGE");

async function dueTimes(
  dynamodb: DynamoDb,
  TableName: string,
  IndexName: string,
): Promise<readonly number[]> {
  const times: number[] = [];
  let from: unknown;
  do {
    const page = await dynamodb.call("DynamoDB_20120810.Scan", {
      TableName,
      IndexName,
      ProjectionExpression: attribute,
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    for (const item of page["Items"] as readonly Record<string, { readonly N: string }>[])
      times.push(Number(item[attribute]?.N));
    from = page["LastEvaluatedKey"];
  } while (from !== undefined);
  return times.sort((a, b) => a - b);
}
