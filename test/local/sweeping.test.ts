/** Ticks of a schedule in a move: those that could find something happen at their instant, the thousands of others don't. */
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  arnOf,
  lambda,
  monday,
  type SmallLaptop,
  smallLaptop,
  stopAndForget,
  table,
} from "./aws/small-laptop.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const resources = {
  Leads: table({
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "sk", AttributeType: "S" },
      { AttributeName: "dueShard", AttributeType: "S" },
      { AttributeName: "nextWakeAt", AttributeType: "N" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [
          { AttributeName: "dueShard", KeyType: "HASH" },
          { AttributeName: "nextWakeAt", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  }),
  Sweep: lambda("sweep"),
  Schedule: {
    Type: "AWS::Events::Rule",
    Properties: { ScheduleExpression: "rate(15 minutes)", Targets: [{ Arn: arnOf("Sweep"), Id: "Target0" }] },
  },
};

let laptop: SmallLaptop;
let ticks: number[];
/** What the sweeper does with a tick; nothing unless a test says so. */
let sweep: () => Promise<unknown>;

beforeEach(async () => {
  ticks = [];
  sweep = async () => {};
  laptop = await smallLaptop(resources, {
    async sweep(event: { readonly time: string }) {
      ticks.push((Date.parse(event.time) - monday) / MINUTE);
      await sweep();
    },
  });
});
afterEach(() => stopAndForget(laptop));

const client = () => new DynamoDBClient(laptop.client);
const key = (name: string) => ({ pk: { S: name }, sk: { S: "LEAD" } });

const due = (name: string, minutes: number) =>
  client().send(
    new PutItemCommand({
      TableName: "small-Leads",
      Item: { ...key(name), dueShard: { S: "DUE#0" }, nextWakeAt: { N: String(monday + minutes * MINUTE) } },
    }),
  );

test("six months with nobody due take no tick at all", async () => {
  await laptop.sources.time.moveTo(monday + 183 * DAY);
  expect(ticks).toEqual([]);
});

test("a sleeper that nobody wakes is looked at by the first tick more than 15 minutes past its time, and no earlier", async () => {
  await due("lost", 100);
  await laptop.sources.time.moveTo(monday + 119 * MINUTE);
  expect(ticks).toEqual([]);
  await laptop.sources.time.moveTo(monday + 120 * MINUTE);
  expect(ticks).toEqual([120]);
});

test("one that the sweeper leaves as it is costs one tick, and the next one to come due gets its own", async () => {
  await due("hopeless", 100);
  await due("later", 1_000);
  await laptop.sources.time.moveTo(monday + 30 * DAY);
  expect(ticks).toEqual([120, 1_020]);
});

test("one that the sweeper only half repairs is looked at again at the following tick", async () => {
  await due("stubborn", 100);
  let tries = 0;
  sweep = async () => {
    tries++;
    if (tries < 3) await due("stubborn", 100 + tries);
    else await client().send(new DeleteItemCommand({ TableName: "small-Leads", Key: key("stubborn") }));
  };
  await laptop.sources.time.moveTo(monday + DAY);
  expect(ticks).toEqual([120, 135, 150]);
});

test("the sweeper's ticks are not what `next` means", async () => {
  await due("lost", 100);
  expect(laptop.sources.time.next()).toBeUndefined();
});
