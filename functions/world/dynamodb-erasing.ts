/** Erasing on DynamoDB: one write makes the row a tombstone; then all that lay under it is deleted, and what lies elsewhere of it. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { accountOf } from "../../workflows/rules/account.ts";
import type { LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import { Handoff, isKnown, type Life, lifeOfNobody } from "../../workflows/rules/life.ts";
import { Instant } from "../../workflows/rules/time.ts";
import { deskItems, deskKey } from "./desk-items.ts";
import { type Item, isOfLife, LEAD_ROW, LIFE, partition, toItem } from "./lead-items.ts";
import { mailboxKey, PLACES, REMEMBERED } from "./mailbox-item.ts";
import { queryAll } from "./query-all.ts";
import { meansMoved } from "./refused-write.ts";
import type { Cleared, Erasing, MailboxLimit } from "./world.ts";

export function dynamoDbErasing(client: DynamoDBClient, tableName: string): Erasing {
  return {
    bury: (life, tombstone) => bury(client, tableName, life, tombstone),
    clear: (leadId) => clear(client, tableName, leadId),
    seal: (tombstone) => seal(client, tableName, tombstone),
    limit: (mailbox) => limit(client, tableName, mailbox),
  };
}

async function bury(
  client: DynamoDBClient,
  TableName: string,
  life: Life,
  tombstone: Tombstone,
): Promise<"buried" | "moved"> {
  const domain = life.lead && accountOf(life.lead.address);
  const desk = deskItems(TableName, life, lifeOfNobody(life.leadId), {}).map(({ item }) => item);
  const membership =
    domain === undefined
      ? []
      : [{ Delete: { TableName, Key: marshall(deskKey.member(domain, life.leadId)) } }];
  const row = { Put: { TableName, Item: toItem(life.leadId, LEAD_ROW, tombstone), ...asRead(life) } };
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [row, ...desk, ...membership] }));
    return "buried";
  } catch (error) {
    if (meansMoved(error)) return "moved";
    throw error;
  }
}

function asRead(life: Life) {
  if (!isKnown(life)) return stillAbsent(life);
  const { ledgerSeq, generation } = life.lead;
  return {
    ConditionExpression: "attribute_not_exists(erasedAt) AND ledgerSeq = :seen AND generation = :current",
    ExpressionAttributeValues: marshall({ ":seen": ledgerSeq, ":current": generation }),
  };
}

/** Nothing there yet, or the very tombstone that was read: a lead that came and was erased meanwhile is news. */
export function stillAbsent({ tombstone }: Life) {
  if (tombstone === undefined) return { ConditionExpression: "attribute_not_exists(pk)" };
  return {
    ConditionExpression: "erasedAt = :erasedAt",
    ExpressionAttributeValues: marshall({ ":erasedAt": tombstone.erasedAt }),
  };
}

const KINDS = {
  "ENROLMENT#": "enrolments",
  "TOUCH#": "touches",
  "EVENT#": "ledger",
  "HANDOFF#": "handoffs",
} as const;

/**
 * The hand-offs go last: they tell where the answers lie, and one that is gone can't. A life that begins meanwhile writes
 * under the same keys, so each item is deleted only while it is of the life that was read.
 */
async function clear(client: DynamoDBClient, TableName: string, leadId: LeadId): Promise<Cleared> {
  const cleared = { enrolments: 0, touches: 0, ledger: 0, handoffs: 0, answers: 0 };
  const { remains, bornAt } = await remainsOf(client, TableName, leadId);
  const handoffs = remains.filter(({ sk }) => String(sk).startsWith("HANDOFF#"));
  const others = remains.filter((item) => !handoffs.includes(item));
  for (const item of others) cleared[kindOf(item)] += await deleted(client, TableName, item);
  for (const person of people(handoffs))
    cleared.answers += await clearAnswers(client, TableName, person, leadId, bornAt);
  for (const item of handoffs) cleared.handoffs += await deleted(client, TableName, item);
  return cleared;
}

type Row = Readonly<Record<string, unknown>>;

/** `bornAt`: when the life that stands began; infinity while none does. */
async function remainsOf(client: DynamoDBClient, TableName: string, leadId: LeadId) {
  const items: Row[] = [];
  const query = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: marshall({ ":pk": partition(leadId) }),
  };
  for await (const item of queryAll(client, query)) items.push(unmarshall(item));
  const row = items.find(({ sk }) => sk === LEAD_ROW);
  const bornAt = typeof row?.["createdAt"] === "number" ? row["createdAt"] : Number.POSITIVE_INFINITY;
  return { remains: items.filter((item) => item !== row && !isOfLife(item, row)), bornAt };
}

function kindOf({ sk }: Row): keyof Cleared {
  const found = Object.entries(KINDS).find(([prefix]) => String(sk).startsWith(prefix));
  return found?.[1] ?? "ledger";
}

async function deleted(client: DynamoDBClient, TableName: string, item: Row): Promise<number> {
  const { pk, sk } = item;
  const isStill =
    item[LIFE] === undefined
      ? { ConditionExpression: "attribute_not_exists(#of)" }
      : {
          ConditionExpression: "#of = :of",
          ExpressionAttributeValues: marshall({ ":of": item[LIFE] }),
        };
  const names = { ExpressionAttributeNames: { "#of": LIFE } };
  try {
    await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }), ...isStill, ...names }));
    return 1;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 0;
    throw error;
  }
}

function people(handoffs: readonly Row[]): ReadonlySet<string> {
  const parsed = handoffs.map((each) => Handoff.parse(each));
  return new Set(parsed.flatMap(({ to, asked = [] }) => (to === undefined ? asked : [...asked, to])));
}

async function clearAnswers(
  client: DynamoDBClient,
  TableName: string,
  person: string,
  leadId: LeadId,
  before: number,
): Promise<number> {
  const keys: Item[] = [];
  const query = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: marshall({ ":pk": `PERSON#${person}`, ":prefix": "ANSWER#" }),
  };
  for await (const item of queryAll(client, query)) {
    const { pk, sk, leadId: of, at } = unmarshall(item);
    if (of === leadId && at < before) keys.push(marshall({ pk, sk }));
  }
  for (const Key of keys) await client.send(new DeleteItemCommand({ TableName, Key }));
  return keys.length;
}

/** Takes the tombstone out of the sweeper's sight, unless a new life stands there. */
async function seal(
  client: DynamoDBClient,
  TableName: string,
  { leadId, erasedAt }: Tombstone,
): Promise<void> {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: marshall({ pk: partition(leadId), sk: LEAD_ROW }),
        UpdateExpression: "REMOVE nextWakeAt, dueShard",
        ConditionExpression: "erasedAt = :erasedAt",
        ExpressionAttributeValues: marshall({ ":erasedAt": erasedAt }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

const Counted = z.object({ lastAt: Instant, secondLastAt: Instant, thirdLastAt: Instant });

async function limit(
  client: DynamoDBClient,
  TableName: string,
  mailbox: string,
): Promise<MailboxLimit | undefined> {
  const Key = marshall(mailboxKey(mailbox));
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  // One that is shut counts nothing.
  if (Item?.["lastAt"] === undefined) return undefined;
  const counted = Counted.parse(unmarshall(Item));
  const { lastAt } = counted;
  const mails = PLACES.filter((place) => counted[place] > lastAt - REMEMBERED).length;
  return { mails, lastAt, forgottenAt: lastAt + REMEMBERED };
}
