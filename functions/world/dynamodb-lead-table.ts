/** The lead table on DynamoDB. A condition is the guard; each refused transition becomes `moved`. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { apply, type Change } from "../../workflows/rules/change.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { isKnown, type Known, type Life, type Touch } from "../../workflows/rules/life.ts";
import { deskItems } from "./desk-items.ts";
import { stillAbsent } from "./dynamodb-erasing.ts";
import {
  arrivalShard,
  CAME_BACK,
  DUE_SHARDS,
  type Item,
  LEAD_ROW,
  LIFE,
  leadIdOf,
  partition,
  sortKey,
  toItem as storedItem,
  toLife,
} from "./lead-items.ts";
import { mailboxItem, mailboxWrites } from "./mailbox-item.ts";
import { queryAll } from "./query-all.ts";
import { refusalOf } from "./refused-write.ts";
import { isTorn, LAST_PUT, WRITTEN_AT } from "./torn-read.ts";
import type { LeadTable, Written } from "./world.ts";

export function dynamoDbLeadTable(client: DynamoDBClient, tableName: string): LeadTable {
  return {
    read: (leadId) => read(client, tableName, leadId),
    write: (life, change) => write(client, tableName, life, change),
    overdue: (before) => overdue(client, tableName, before),
  };
}

/** Three seconds in all. A transaction is over in milliseconds, unless a part of DynamoDB fails in its midst. */
const PAUSES = [25, 50, 100, 200, 400, 800, 1_600];

/** Again while it is torn. What stays so for seconds was torn by hand, and is taken as it is: no lead must hang on that. */
async function read(client: DynamoDBClient, TableName: string, leadId: LeadId): Promise<Life> {
  let items = await stored(client, TableName, leadId);
  for (const pause of PAUSES) {
    if (!isTorn(items)) break;
    await sleep(pause);
    items = await stored(client, TableName, leadId);
  }
  return toLife(leadId, items);
}

async function stored(client: DynamoDBClient, TableName: string, leadId: LeadId) {
  const items: Item[] = [];
  const query = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: marshall({ ":pk": partition(leadId) }),
  };
  for await (const item of queryAll(client, query)) items.push(item);
  return items;
}

async function write(client: DynamoDBClient, table: string, life: Life, change: Change): Promise<Written> {
  const after = apply(life, change);
  const desk = change.aside ? [] : deskItems(table, life, after, change);
  const limit = change.mailbox === undefined ? [] : [mailboxItem(table, change.mailbox)];
  const own = otherItems(table, life, change);
  const items = [...limit, ...own, ...mailboxWrites(table, life, after), ...desk.map(({ item }) => item)];
  try {
    if (change.aside) await noteDeliveries(client, table, life, change.touches ?? []);
    else if (items.length === 0 && isKnown(life))
      await client.send(new UpdateItemCommand(rowUpdate(table, life, change)));
    else
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [leadRow(table, life, change, own.length), ...items],
        }),
      );
    return "written";
  } catch (error) {
    return refusalOf(error, { limited: limit.length > 0, items: items.length, desk });
  }
}

async function noteDeliveries(client: DynamoDBClient, table: string, life: Life, touches: readonly Touch[]) {
  for (const touch of touches) await client.send(new UpdateItemCommand(deliveryUpdate(table, life, touch)));
}

/** `put`: how many of the lead's own items go with it. */
function leadRow(table: string, life: Life, change: Change, put: number): TransactWriteItem {
  if (isKnown(life)) return { Update: rowUpdate(table, life, change, put) };
  const { lead } = apply(life, change);
  if (lead === undefined)
    throw new Error(
      `A change to ${life.leadId} was decided on a life without a lead: only a new post may create one.`,
    );
  return {
    Put: {
      TableName: table,
      Item: storedItem(life.leadId, LEAD_ROW, {
        ...lead,
        arrivalShard: arrivalShard(life.leadId),
        ...lastPut(lead.ledgerSeq, put),
        ...(life.tombstone === undefined ? {} : { [CAME_BACK]: true }),
      }),
      ...stillAbsent(life),
    },
  };
}

/** One update of the lead's row: the fields set and removed, the counters moved, the guard in the condition. */
function rowUpdate(table: string, life: Known, change: Change, put = 0) {
  const fields = { ...change.set, ...lastPut(life.lead.ledgerSeq + 1, put) };
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  const remove = [...new Set(change.remove ?? [])];
  const names = Object.fromEntries(
    [...set.map(([field]) => field), ...remove].map((field) => [`#${field}`, field]),
  );
  const values = {
    ...Object.fromEntries(set.map(([field, value]) => [`:${field}`, value])),
    ":seen": life.lead.ledgerSeq,
    ":current": life.lead.generation,
    ":one": 1,
  };
  const clauses = [
    set.length > 0 ? `SET ${set.map(([field]) => `#${field} = :${field}`).join(", ")}` : "",
    remove.length > 0 ? `REMOVE ${remove.map((field) => `#${field}`).join(", ")}` : "",
    change.wake ? "ADD ledgerSeq :one, wakeSeq :one" : "ADD ledgerSeq :one",
  ];
  return {
    TableName: table,
    Key: marshall({ pk: partition(life.leadId), sk: LEAD_ROW }),
    ConditionExpression: "attribute_not_exists(erasedAt) AND ledgerSeq = :seen AND generation = :current",
    UpdateExpression: clauses.filter((clause) => clause !== "").join(" "),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }),
  } satisfies UpdateItemCommandInput;
}

const lastPut = (seq: number, items: number) => (items === 0 ? {} : { [LAST_PUT]: { seq, items } });

/** What is noted aside: on the touch alone, if it is still the same attempt's. */
function deliveryUpdate(table: string, life: Life, touch: Touch) {
  const { condition, values } = deliveredAsRead(life, touch);
  return {
    TableName: table,
    Key: marshall({ pk: partition(life.leadId), sk: sortKey.touch(touch) }),
    ConditionExpression: `attempt = :attempt AND ${condition}`,
    UpdateExpression: "SET deliveredAt = :at",
    ExpressionAttributeValues: marshall({ ...values, ":attempt": touch.attempt, ":at": touch.deliveredAt }),
  } satisfies UpdateItemCommandInput;
}

/** The row's count says nothing of what is noted aside: a touch that is put whole must not take it away. */
function deliveredAsRead({ touches }: Life, { touchId }: Touch) {
  const { deliveredAt } = touches.find((each) => each.touchId === touchId) ?? {};
  if (deliveredAt === undefined) return { condition: "attribute_not_exists(deliveredAt)", values: {} };
  return { condition: "deliveredAt = :delivered", values: { ":delivered": deliveredAt } };
}

function otherItems(table: string, life: Life, change: Change): TransactWriteItem[] {
  const { leadId } = life;
  const since = (change.create ?? life.lead)?.createdAt;
  const seq = apply(life, change).lead?.ledgerSeq;
  const toItem = (id: LeadId, sk: string, fields: object) =>
    storedItem(id, sk, { ...fields, [LIFE]: since, [WRITTEN_AT]: seq });
  const put = (sk: string, fields: object) => ({
    Put: { TableName: table, Item: toItem(leadId, sk, fields) },
  });
  const isBack = life.tombstone !== undefined || life.remains === true;
  const isOther = "(attribute_exists(#of) AND #of <> :of)";
  const isLeft = isBack ? `attribute_not_exists(#of) OR ${isOther}` : isOther;
  /** What is left of a life before this one stands in nobody's way: nor does what says of none, where there was one. */
  const putIf = (sk: string, fields: object, condition: string, values: object = {}) => ({
    Put: {
      ...put(sk, fields).Put,
      ConditionExpression: `${condition} OR ${isLeft}`,
      ExpressionAttributeNames: { "#of": LIFE },
      ExpressionAttributeValues: marshall({ ...values, ":of": since }),
    },
  });
  const putNew = (sk: string, fields: object) => putIf(sk, fields, "attribute_not_exists(pk)");
  const putTouch = (touch: Touch) => {
    const { condition, values } = deliveredAsRead(life, touch);
    return putIf(sortKey.touch(touch), touch, condition, values);
  };
  return [
    ...(change.enrolments ?? []).map((item) => put(sortKey.enrolment(item), item)),
    ...(change.touches ?? []).map(putTouch),
    ...(change.ledger ?? []).map((item) => putNew(sortKey.line(item), item)),
    ...(change.amended ?? []).map((item) => put(sortKey.line(item), item)),
    ...(change.handoffs ?? []).map((item) => put(sortKey.handoff(item), item)),
  ];
}

async function* overdue(client: DynamoDBClient, TableName: string, before: number): AsyncGenerator<LeadId> {
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    const query = {
      TableName,
      IndexName: "due",
      KeyConditionExpression: "dueShard = :shard AND nextWakeAt <= :before",
      ExpressionAttributeValues: marshall({ ":shard": `DUE#${shard}`, ":before": before }),
    };
    for await (const item of queryAll(client, query)) yield leadIdOf(item["pk"]?.S ?? "");
  }
}
