/** `npm run doctor` as a command of its own, against a laptop that runs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { paginateListSubscriptionsByTopic, SNSClient, UnsubscribeCommand } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seen } from "../../../local/doctor/stands.ts";
import { type Laptop, startLaptop } from "../../../local/laptop.ts";
import { leaveAddresses } from "../../../local/stack/running-laptop.ts";
import { HOUR } from "../../../workflows/rules/time.ts";
import { clientOf } from "../aws/small-laptop.ts";
import { runCommand } from "../command.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

let state: string;
let laptop: Laptop;
beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "ripen-doctor-"));
  laptop = await startLaptop({ state, start: START, runs: false });
  leaveAddresses(state, laptop.urls);
});
afterAll(async () => {
  await laptop?.stop();
  rmSync(state, { recursive: true, force: true });
});

const doctor = (...words: readonly string[]) => runCommand("doctor", words, state);

test("of a laptop that has just started nothing stops leads, and what it has nothing of is said by name", async () => {
  const { code, out, err } = await doctor();
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain(`The laptop at ${laptop.urls.aws}:\n`);
  expect(out).toContain("fine     SES may send for orchard-cold-chain.example.\n");
  expect(out).toContain("fine     SES tells all 9 kinds of events");
  expect(out).toContain("fine     No lead is overdue.\n");
  expect(out).toMatch(
    /The laptop has nothing of these, so they weren't looked at: the bootstrap, .*the alarms, the DMARC record\./,
  );
  expect(out).not.toMatch(/^(stops|unknown)/m);
  expect(out).toMatch(/\n\nNothing stops leads; \d+ want a look; \d+ are fine\.\n$/);
});

test("what is wrong on the laptop is found there, with commands that name its endpoint", async () => {
  await silence("TasksTopic");
  await leaveBehind("FollowerDeadLetters");
  await letLieAnHour();
  await runCommand("campaign", ["pause", "green-bananas", "--because", "the trade fair"], state);
  const { code, out } = await doctor();
  expect(code).toBe(1);
  expect(out).toMatch(
    /^stops {4}sales@orchard-cold-chain\.example isn't subscribed to ripen-laptop-TasksTopic.*nobody hears of calls.* → aws sns subscribe .* --endpoint-url http:\/\/127\.0\.0\.1:\d+ --region us-east-1$/m,
  );
  expect(out).toMatch(/^stops {4}1 lead is overdue by more than 30 minutes/m);
  expect(out).toMatch(/^warns {4}1 message was given up by Follower/m);
  expect(out).toMatch(
    /^warns {4}The campaign green-bananas is paused since 2026-11-23 09:00 UTC: the trade fair\. → npm run campaign -- resume green-bananas$/m,
  );
  expect(out).toMatch(/\n2 things stop leads; /);
});

test("for programs it says the same as JSON", async () => {
  const { code, out } = await doctor("--json");
  expect(code).toBe(1);
  const { of, findings, sum, at } = JSON.parse(out);
  expect([of, at, sum.stops]).toEqual(["the laptop", expect.stringMatching(/^2026-11-23T09:/), 2]);
  expect(findings[0]).toEqual({
    of: "the subscriptions",
    level: "stops",
    what: expect.any(String),
    mend: expect.stringMatching(/^aws sns subscribe /),
  });
});

/** Whoever followed the link in a notification's foot. */
async function silence(topic: string) {
  const sns = new SNSClient(clientOf(laptop.urls.aws));
  const { name: TopicArn } = await resource("AWS::SNS::Topic", topic);
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn }))
    for (const { SubscriptionArn } of Subscriptions)
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
}

async function leaveBehind(queue: string) {
  const { name: QueueUrl } = await resource("AWS::SQS::Queue", queue);
  const sqs = new SQSClient(clientOf(laptop.urls.aws));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));
}

/** As the sweeper would find it in its index. */
async function letLieAnHour() {
  const { name: TableName } = await resource("AWS::DynamoDB::Table", "LeadTable");
  const left = { pk: `LEAD#${"a".repeat(32)}`, sk: "TOUCH#one", dueShard: "DUE#0", nextWakeAt: START - HOUR };
  const dynamodb = new DynamoDBClient(clientOf(laptop.urls.aws));
  await dynamodb.send(new PutItemCommand({ TableName, Item: marshall(left) }));
}

async function resource(type: string, id: string) {
  const stack = await seen(new CloudFormationClient(clientOf(laptop.urls.aws)), "ripen-laptop");
  const found =
    stack.is === "there"
      ? stack.resources.find((each) => each.type === type && each.id.startsWith(id))
      : undefined;
  if (found === undefined) throw new Error(`The laptop has no ${type} called ${id}….`);
  return found;
}
