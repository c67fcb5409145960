/**
 * Which campaigns are paused, and what became of their mails by day: items in the lead table, beside no lead's, so that no
 * stream record of them starts anything.
 */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { dayOfMail, type MailDay } from "../../workflows/rules/reputation.ts";
import { Instant } from "../../workflows/rules/time.ts";
import type { Item } from "./lead-items.ts";
import { queryAll } from "./query-all.ts";
import type { Standings } from "./world.ts";

const count = z._default(z.int().check(z.nonnegative()), 0);
const Counts = z.object({ sent: count, bounced: count, complained: count });
const Standing = z.object({
  pausedAt: z.exactOptional(Instant),
  because: z.exactOptional(z.string()),
  countedBefore: z.exactOptional(z.object({ day: Instant, ...Counts.shape })),
});

/** `counting` is asked to add one. It must not try twice: a lost answer is no reason to add another. */
export function dynamoDbStandings(
  client: DynamoDBClient,
  tableName: string,
  counting: DynamoDBClient = client,
): Standings {
  const item = (campaign: string, sk: string) => ({
    TableName: tableName,
    Key: marshall({ pk: partition(campaign), sk }),
  });
  return {
    async read(campaign) {
      const { Item: found } = await client.send(new GetItemCommand(item(campaign, STANDING)));
      return found === undefined ? {} : Standing.parse(unmarshall(found));
    },
    async pause(campaign, at, because) {
      await client.send(
        new UpdateItemCommand({
          ...item(campaign, STANDING),
          UpdateExpression: "SET pausedAt = if_not_exists(pausedAt, :at), because = :because",
          ExpressionAttributeValues: marshall({ ":at": at, ":because": because }),
        }),
      );
    },
    async resume(campaign, at) {
      const key = item(campaign, sortKeyOf(at));
      const { Item: today } = await client.send(new GetItemCommand({ ...key, ConsistentRead: true }));
      const before: MailDay = { day: dayOfMail(at), ...Counts.parse(unmarshall(today ?? {})) };
      await unlessNotPaused(
        client.send(
          new UpdateItemCommand({
            ...item(campaign, STANDING),
            ConditionExpression: "attribute_exists(pausedAt)",
            UpdateExpression: "SET countedBefore = :before REMOVE pausedAt, because",
            ExpressionAttributeValues: marshall({ ":before": before }),
          }),
        ),
      );
    },
    async count({ campaign, what, at }) {
      await counting.send(
        new UpdateItemCommand({
          ...item(campaign, sortKeyOf(at)),
          UpdateExpression: "ADD #what :one",
          ExpressionAttributeNames: { "#what": what },
          ExpressionAttributeValues: marshall({ ":one": 1 }),
        }),
      );
    },
    days: (campaign) => days(client, tableName, campaign),
  };
}

const STANDING = "CAMPAIGN";

function partition(campaign: string): string {
  return `CAMPAIGN#${campaign}`;
}

/** `DAY#2026-11-23`: in order of time, as the keys of a query come. */
function sortKeyOf(at: Instant): string {
  return `DAY#${new Date(at).toISOString().slice(0, 10)}`;
}

function dayOf(found: Item): MailDay {
  const { sk, ...counts } = unmarshall(found);
  return { day: Date.parse(String(sk).replace("DAY#", "")), ...Counts.parse(counts) };
}

async function* days(client: DynamoDBClient, TableName: string, campaign: string): AsyncGenerator<MailDay> {
  const query = {
    TableName,
    ConsistentRead: true,
    ScanIndexForward: false,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :day)",
    ExpressionAttributeValues: marshall({ ":pk": partition(campaign), ":day": "DAY#" }),
  };
  for await (const found of queryAll(client, query)) yield dayOf(found);
}

/** Resumed again changes nothing: what was counted since the first time goes on counting. */
async function unlessNotPaused(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
