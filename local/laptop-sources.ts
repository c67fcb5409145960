/** What the laptop's pages see of it. */

import { createHash } from "node:crypto";
import { type Item, leadIdOf, toLife } from "../functions/world/lead-items.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { Desk as SalesDesk } from "../workflows/rules/desk.ts";
import type { LeadId } from "../workflows/rules/lead.ts";
import type { DynamoDb } from "./aws/dynamodb.ts";
import { Changes } from "./console/changes.ts";
import type { CallCount, Desk, LaptopSources, Mailbox, Pause, Time, TopicInbox } from "./console/sources.ts";
import type { Urls } from "./program.ts";
import type { Store } from "./step-functions/store.ts";

export interface SourceParts {
  readonly time: Time;
  readonly mailbox: Mailbox;
  /** All that any topic took. */
  readonly notices: TopicInbox;
  /** The template's topic of tasks, if it has one. */
  readonly tasksTopic: string | undefined;
  readonly campaigns: () => readonly RunningCampaign[];
  readonly salesDesk: () => SalesDesk;
  readonly desk: Desk | undefined;
  readonly dynamodb: DynamoDb;
  /** The template's table; without one there are no leads. */
  readonly table: string | undefined;
  readonly workflows: Store;
  readonly bus: Pick<LaptopSources["bus"], "log">;
  readonly calls: (leadId: string) => readonly CallCount[];
  readonly defaultTimeZone: string;
  readonly urls: Urls;
}

export function laptopSources(parts: SourceParts): LaptopSources {
  const { time, mailbox, notices, tasksTopic, campaigns, salesDesk, defaultTimeZone, urls } = parts;
  const changes = new Changes();
  parts.dynamodb.onWrite(() => changes.fire());
  return {
    time,
    mailbox,
    salesInbox: { list: () => notices.list().filter(({ topicArn }) => topicArn !== tasksTopic) },
    tasksInbox: { list: () => notices.list().filter(({ topicArn }) => topicArn === tasksTopic) },
    campaigns,
    salesDesk,
    defaultTimeZone,
    urls,
    changes,
    leads: {
      async list() {
        const rows = await scan(parts, {
          FilterExpression: "sk = :lead",
          ExpressionAttributeValues: { ":lead": { S: "LEAD" } },
        });
        return rows.flatMap((row) => toLife(leadIdOf(row["pk"]?.S ?? ""), [row]).lead ?? []);
      },
      read: async (leadId) => toLife(leadId as LeadId, await query(parts, leadId)),
      executions: (leadId) => executions(parts.workflows, `${leadId}-`),
    },
    async paused() {
      const rows = await scan(parts, {
        FilterExpression: "sk = :campaign AND attribute_exists(pausedAt)",
        ExpressionAttributeValues: { ":campaign": { S: "CAMPAIGN" } },
      });
      return new Map(rows.map(pauseOf));
    },
    ...(parts.desk ? { desk: parts.desk } : {}),
    bus: { log: parts.bus.log },
    calls: async (leadId) => parts.calls(leadId),
    stateHash: async () => hashOf(await scan(parts, {})),
  };
}

function pauseOf(row: Item): [campaign: string, Pause] {
  const campaign = (row["pk"]?.S ?? "").replace("CAMPAIGN#", "");
  return [campaign, { pausedAt: Number(row["pausedAt"]?.N), because: row["because"]?.S ?? "" }];
}

async function scan({ dynamodb, table }: SourceParts, what: object): Promise<readonly Item[]> {
  return pages(dynamodb, table, "Scan", { ConsistentRead: true, ...what });
}

async function query({ dynamodb, table }: SourceParts, leadId: string): Promise<readonly Item[]> {
  const key = {
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: `LEAD#${leadId}` } },
  };
  return pages(dynamodb, table, "Query", { ConsistentRead: true, ...key });
}

async function pages(
  dynamodb: DynamoDb,
  TableName: string | undefined,
  action: string,
  what: object,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: unknown;
  while (TableName !== undefined) {
    const after = from === undefined ? {} : { ExclusiveStartKey: from };
    const page = await dynamodb.call(`DynamoDB_20120810.${action}`, { TableName, ...what, ...after });
    items.push(...(page["Items"] as readonly Item[]));
    from = page["LastEvaluatedKey"];
    if (from === undefined) break;
  }
  return items;
}

function executions(store: Store, prefix: string) {
  const all = store.machines().flatMap(({ arn }) =>
    store.executions({
      machineArn: arn,
      status: undefined,
      before: undefined,
      limit: Number.MAX_SAFE_INTEGER,
    }),
  );
  return all
    .filter(({ name }) => name.startsWith(prefix))
    .sort((a, b) => b.startDate - a.startDate)
    .map(({ name, status, position, startDate }) => ({
      name,
      status,
      state: position?.state,
      startedAt: startDate,
    }));
}

/** The same for the same items, in whatever order the engine gives them or their attributes. */
function hashOf(items: readonly Item[]): string {
  const keyOf = (item: Item) => `${item["pk"]?.S}\0${item["sk"]?.S}`;
  const lines = items
    .map((item) => ({ key: keyOf(item), line: canonical(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const hash = createHash("sha256");
  for (const { line } of lines) hash.update(`${line}\n`);
  return hash.digest("hex");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
