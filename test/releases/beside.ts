/** What of ours lies in the table beside the leads, where links lead, and what an execution is called: alike for good. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SFNClient } from "@aws-sdk/client-sfn";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { deskItems } from "../../functions/world/desk-items.ts";
import { dynamoDbErasing } from "../../functions/world/dynamodb-erasing.ts";
import { dynamoDbRota } from "../../functions/world/dynamodb-rota.ts";
import { dynamoDbStandings } from "../../functions/world/dynamodb-standings.ts";
import { mailboxItem } from "../../functions/world/mailbox-item.ts";
import { sfnWorkflows } from "../../functions/world/sfn-workflows.ts";
import { dynamoDbImportStore } from "../../local/leads/dynamodb-import-store.ts";
import { LeadId } from "../../workflows/rules/lead.ts";
import { lifeOfNobody } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { ITEMS } from "./beside-items.ts";

type Row = Readonly<Record<string, unknown>>;

export interface Beside {
  /** The name that keeps a second one of the same lead and generation from starting. */
  readonly execution: string;
  /** As they lie. */
  readonly items: readonly Row[];
  /** What is read of them, by what it is. */
  readonly says: Row;
  /** Where each write goes, and the fields that it sets. */
  readonly writes: Readonly<Record<string, { readonly key: Row; readonly fields: readonly string[] }>>;
}

/** As this release has it. */
export async function beside(): Promise<Beside> {
  return {
    execution: await executionName(),
    items: ITEMS,
    says: await readOf(ITEMS),
    writes: await writes(),
  };
}

/** What today's code reads or writes otherwise, each as was and is; more fields are no harm. */
export async function besideNow(old: Beside): Promise<readonly (readonly [string, unknown, unknown])[]> {
  const [says, written] = [await readOf(old.items), await writes()];
  return [
    ["an execution's name", old.execution, await executionName()],
    ...Object.entries(old.says).map(([what, was]) => [what, was, says[what]] as const),
    ...Object.entries(old.writes).map(([what, { key, fields }]) => {
      const is = written[what];
      const kept = is && { key: is.key, fields: fields.filter((field) => is.fields.includes(field)) };
      return [`the write of ${what}`, { key, fields }, kept] as const;
    }),
  ];
}

const ZOE = LeadId.parse("0123456789abcdef0123456789abcdef");
const MAILBOX = "fedcba9876543210fedcba9876543210";
const PLAN = { source: "fair", hash: "0a1b2c" };

async function readOf(items: readonly Row[]): Promise<Row> {
  const { client } = tableWith(items);
  const standings = dynamoDbStandings(client, "table");
  const rota = dynamoDbRota(client, "table");
  const readers: Readonly<Record<string, () => Promise<unknown>>> = {
    "a campaign's standing": () => standings.read("orchard"),
    "a campaign's days": () => all(standings.days("orchard")),
    "an import's plan": () => dynamoDbImportStore(client, "table").plan(PLAN),
    "a mailbox's places": () => dynamoDbErasing(client, "table").limit(MAILBOX),
    "how many leads each person holds": async () => Object.fromEntries((await rota.read()).open),
    "whose turn it is": async () => Object.fromEntries((await rota.read()).turns),
    "which leads a person holds": () => all(rota.held("tom")),
    "what a person answered": () => all(rota.answers("tom", MONDAY - 1)),
    "whose an account is": () => rota.accountOwner("dairy.example"),
    "who is of an account": () => all(rota.colleagues("dairy.example")),
  };
  const said = Object.entries(readers).map(async ([what, read]) => [what, await read().catch(String)]);
  return Object.fromEntries(await Promise.all(said));
}

async function writes(): Promise<Beside["writes"]> {
  const { client, heard } = tableWith([]);
  const standings = dynamoDbStandings(client, "table");
  await standings.pause("orchard", MONDAY, "complaints");
  await standings.count({ campaign: "orchard", what: "sent", at: MONDAY });
  await dynamoDbImportStore(client, "table").keepPlan(PLAN, { begins: MONDAY, from: 0, every: 1 });
  await dynamoDbRota(client, "table").claim("tom", "digest", "2026-11-23");
  const nobody = lifeOfNobody(ZOE);
  const sold = { campaign: "orchard", releasedAt: MONDAY, because: "ripe", score: 50, to: "tom" };
  const held = { ...nobody, handoffs: [{ ...sold, n: 1, status: "released" as const }] };
  const done = { ...nobody, handoffs: [{ ...sold, n: 1, status: "rejected" as const, closedAt: MONDAY }] };
  const turn = { pool: "north", order: ["tom", "ann"], seen: 1 };
  const desk = { turn, account: { domain: "dairy.example", owner: "tom" } };
  const items = [
    ...deskItems("table", nobody, held, { desk }),
    ...deskItems("table", held, done, {}).slice(-1),
  ].map(({ item }) => item);
  const place = mailboxItem("table", { mailbox: MAILBOX, leadId: ZOE, at: MONDAY, alone: false });
  const both: Asked[] = [...items, place]
    .flatMap(({ Put, Update }): (Asked | undefined)[] => [Put, Update])
    .filter((each) => each !== undefined);
  return Object.fromEntries(
    [...heard, ...both].map((write) => {
      const { pk, sk, ...rest } = unmarshall(write.Item ?? write.Key ?? {});
      const fields = write.Item ? Object.keys(rest) : setBy(write);
      return [`${pk} ${sk}`, { key: { pk, sk }, fields: fields.toSorted() }];
    }),
  );
}

/** An expression sets what follows its verbs and commas: `SET a = :a, b = :b ADD #c :c`. */
function setBy({ UpdateExpression = "", ExpressionAttributeNames = {} }: Asked): readonly string[] {
  const names = [...UpdateExpression.matchAll(/(?:\bSET|\bADD|,)\s+(#?\w+)/g)].map(([, name = ""]) => name);
  return names.map((name) => ExpressionAttributeNames[name] ?? name);
}

interface Asked {
  readonly Key?: Parameters<typeof unmarshall>[0] | undefined;
  readonly Item?: Parameters<typeof unmarshall>[0] | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Parameters<typeof unmarshall>[0] | undefined;
}

const SETTINGS = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };

/** A client that is answered from `items`, and never asks anybody. */
function tableWith(items: readonly Row[]) {
  const client = new DynamoDBClient(SETTINGS);
  const heard: Asked[] = [];
  const answer = (asked: Asked): object => {
    if (asked.Item !== undefined || asked.UpdateExpression !== undefined) {
      heard.push(asked);
      return {};
    }
    if (asked.KeyConditionExpression !== undefined)
      return { Items: items.filter((item) => isAskedFor(item, asked)).map((item) => marshall(item)) };
    const { pk, sk } = unmarshall(asked.Key ?? {});
    const found = items.find((item) => item["pk"] === pk && item["sk"] === sk);
    return found === undefined ? {} : { Item: marshall(found) };
  };
  client.middlewareStack.add(
    () =>
      async ({ input }) =>
        ({ output: { $metadata: {}, ...answer(input as Asked) }, response: {} }) as never,
    { step: "initialize" },
  );
  return { client, heard };
}

function isAskedFor(item: Row, { ExpressionAttributeValues = {} }: Asked): boolean {
  const {
    ":pk": pk,
    ":prefix": prefix,
    ":day": day,
    ":from": from,
    ":end": end,
  } = unmarshall(ExpressionAttributeValues);
  const sk = String(item["sk"]);
  return item["pk"] === pk && sk.startsWith(prefix ?? day ?? "") && sk >= (from ?? "") && sk <= (end ?? "~");
}

async function executionName(): Promise<string> {
  const client = new SFNClient(SETTINGS);
  let name = "";
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        name = String(Object(input)["name"]);
        return { output: { $metadata: {} }, response: {} } as never;
      },
    { step: "initialize" },
  );
  await sfnWorkflows(client, "machine").start(ZOE, MONDAY);
  return name;
}

async function all<T>(from: AsyncIterable<T>): Promise<readonly T[]> {
  const each: T[] = [];
  for await (const one of from) each.push(one);
  return each;
}
