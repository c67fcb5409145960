/** Tells which ticks of the daily lists' schedule could find somebody whose hour has come and whose leads wait. */
import { DESK, deskKey } from "../../functions/world/desk-items.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import { nextDigest } from "../../workflows/rules/digest.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import type { DynamoDb } from "../aws/dynamodb.ts";

/** The function that the schedule calls. */
export const SENDS_DIGESTS = "functions/send-digests.ts";

/** As `couldMatter` of a schedule: just before the next instant at which a list is due, while anybody holds a lead. */
export function digestWatch(desk: () => Desk, now: () => number, anybodyHolds: () => Promise<boolean>) {
  let known: { readonly desk: Desk; readonly from: number; readonly next: number | undefined } | undefined;
  return async (): Promise<number | undefined> => {
    const [current, at] = [desk(), now()];
    if (current.digest === undefined || !(await anybodyHolds())) return undefined;
    if (known?.desk !== current || at < known.from || at >= (known.next ?? Infinity))
      known = { desk: current, from: at, next: nextDigest(current, HOLIDAYS, at) };
    return known.next === undefined ? undefined : known.next - 1;
  };
}

/** Whether anybody of sales has a lead, or one waits for somebody; read again only after a write. */
export function holdings(dynamodb: DynamoDb, TableName: string | undefined): () => Promise<boolean> {
  let writes = 0;
  let read: { readonly writes: number; readonly found: boolean } | undefined;
  dynamodb.onWrite(() => {
    writes++;
  });
  const any = async (pk: string, isOne: (item: Item) => boolean) => {
    const page = await dynamodb.call("DynamoDB_20120810.Query", {
      TableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: pk } },
    });
    return (page["Items"] as readonly Item[]).some(isOne);
  };
  return async () => {
    if (TableName === undefined) return false;
    if (read?.writes !== writes) {
      const waiting = deskKey.held(NOBODY, "").pk;
      const found =
        (await any(DESK, ({ open }) => Number(open?.N ?? 0) > 0)) || (await any(waiting, () => true));
      read = { writes, found };
    }
    return read.found;
  };
}

type Item = Readonly<Record<string, { readonly N?: string }>>;
