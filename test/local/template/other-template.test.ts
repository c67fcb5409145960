// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
/** The laptop stands up what a template says, whatever it says: a small shop of its own, asked with the SDK's clients. */
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { monday, type SmallLaptop, smallLaptop, stopAndForget } from "../aws/small-laptop.ts";
import { SHOP } from "./shop.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface StreamEvent {
  readonly Records: readonly {
    readonly eventSourceARN: string;
    readonly dynamodb: { readonly NewImage: { readonly sk: { readonly S: string } } };
  }[];
}
interface QueueEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly eventSource: string;
  }[];
}

const seen = {
  stream: [] as string[][],
  queue: [] as string[][],
  ticks: [] as number[],
  steps: [] as unknown[],
};
let laptop: SmallLaptop;

const handlers = {
  watch(event: StreamEvent) {
    const orders = event.Records.map((record) => record.dynamodb.NewImage.sk.S);
    seen.stream.push(orders);
    if (orders.includes("order-poisoned")) throw new Error("can't be read");
  },
  do(event: QueueEvent) {
    seen.queue.push(event.Records.map((record) => record.body));
    const failed = event.Records.filter((record) => record.body.startsWith("bad"));
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
  },
  tick: (event: { readonly time: string }) => void seen.ticks.push(Date.parse(event.time)),
  step(event: { readonly order: string }) {
    seen.steps.push(event);
    if (event.order === "slow") return new Promise((resolve) => setTimeout(resolve, 500));
    if (event.order === "refused") throw Object.assign(new Error("no such order"), { name: "OrderRefused" });
    return { shipped: event.order };
  },
};

beforeAll(async () => {
  laptop = await smallLaptop(SHOP, handlers);
});
afterAll(() => stopAndForget(laptop));
beforeEach(async () => {
  await laptop.sources.time.settle();
  for (const list of Object.values(seen)) list.length = 0;
});

const put = (pk: string, sk: string) =>
  new DynamoDBClient(laptop.client).send(
    new PutItemCommand({ TableName: "small-Orders", Item: { pk: { S: pk }, sk: { S: sk } } }),
  );
const send = (body: string) =>
  new SQSClient(laptop.client).send(
    new SendMessageCommand({ QueueUrl: queueUrl("Work"), MessageBody: body }),
  );
const queueUrl = (id: string) => `${laptop.urls.aws}/000000000000/small-${id}`;
const topicArn = "arn:aws:sns:us-east-1:000000000000:small-News";

async function takeLost() {
  const sqs = new SQSClient(laptop.client);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl("Lost"), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = "" }) => Body);
}

test("a written item reaches the function on the stream, one the filter leaves out doesn't", async () => {
  await put("a", "note-1");
  await put("a", "order-1");
  await laptop.sources.time.settle();
  expect(seen.stream).toEqual([["order-1"]]);
});

test("a poisoned record is tried 3 times, goes to the dead letters, and holds no other lead up", async () => {
  await put("poison", "order-poisoned");
  for (const n of [1, 2, 3, 4, 5, 6]) await put(`healthy-${n}`, `order-${n}`);
  await laptop.sources.time.moveTo(laptop.sources.time.now() + HOUR);
  const alone = seen.stream.filter((orders) => orders.join() === "order-poisoned");
  expect(alone.length).toBeGreaterThanOrEqual(3);
  const others = seen.stream.filter((orders) => !orders.includes("order-poisoned")).flat();
  expect(new Set(others)).toEqual(
    new Set(["order-1", "order-2", "order-3", "order-4", "order-5", "order-6"]),
  );
  const [letter = "{}"] = await takeLost();
  expect(JSON.parse(letter)).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: 3 },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
});

test("messages are taken in batches; only the failed one comes again, after its 60 seconds, and then goes to the dead letters", async () => {
  await Promise.all([send("good"), send("bad")]);
  await laptop.sources.time.settle();
  expect(seen.queue.flat().sort()).toEqual(["bad", "good"]);
  const before = laptop.sources.time.now();
  expect(laptop.sources.time.next()).toEqual({
    at: before + 60_000,
    what: "a queue's messages are tried again",
  });
  await laptop.sources.time.moveTo(before + 59_000);
  expect(seen.queue.flat()).toHaveLength(2);
  await laptop.sources.time.moveTo(before + 10 * 60_000);
  expect(seen.queue.flat().filter((body) => body === "bad")).toHaveLength(2);
  expect(await takeLost()).toEqual(["bad"]);
});

test("a notification reaches the queue as it is, the e-mail's subscriber on paper, and the sales inbox", async () => {
  const sns = new SNSClient(laptop.client);
  const attributes = { kind: { DataType: "String", StringValue: "ripe" } };
  await sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: "Hello",
      Message: "good news",
      MessageAttributes: attributes,
    }),
  );
  await laptop.sources.time.settle();
  expect(seen.queue).toEqual([["good news"]]);
  expect(laptop.sources.salesInbox.list().at(-1)).toMatchObject({
    topicArn,
    subject: "Hello",
    message: "good news",
    attributes: { kind: "ripe" },
    sentAt: new Date(laptop.sources.time.now()).toISOString(),
    deliveredTo: [
      { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:000000000000:small-Work" },
      { protocol: "email", endpoint: "tom@orchard.example" },
    ],
  });
});

test("an e-mail subscription is confirmed at once, and gone once somebody unsubscribes", async () => {
  const sns = new SNSClient(laptop.client);
  const confirmed = async () => {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    return [Attributes?.["SubscriptionsConfirmed"], Attributes?.["SubscriptionsPending"]];
  };
  expect(await confirmed()).toEqual(["2", "0"]);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  const tom = Subscriptions.find(({ Protocol }) => Protocol === "email");
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: tom?.SubscriptionArn }));
  expect(await confirmed()).toEqual(["1", "0"]);
});

test("a schedule that can't say when it matters ticks each hour of a move, on the hour", async () => {
  const from = laptop.sources.time.now();
  await laptop.sources.time.moveTo(from + 5 * HOUR);
  expect(seen.ticks).toHaveLength(5);
  expect(seen.ticks.map((at) => (at - monday) % HOUR)).toEqual([0, 0, 0, 0, 0]);
});

test("an execution sleeps for three days and calls its function in the shape of lambda:invoke", async () => {
  const sfn = new SFNClient(laptop.client);
  const machine = { stateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:small-Machine" };
  const shipped = await sfn.send(new StartExecutionCommand({ ...machine, input: '{"order":"7"}' }));
  const refused = await sfn.send(new StartExecutionCommand({ ...machine, input: '{"order":"refused"}' }));
  const slow = await sfn.send(new StartExecutionCommand({ ...machine, input: '{"order":"slow"}' }));
  await laptop.sources.time.moveTo(laptop.sources.time.now() + 3 * DAY - 1);
  expect(seen.steps).toEqual([]);
  await laptop.sources.time.moveTo(laptop.sources.time.now() + 1);
  const good = await sfn.send(new DescribeExecutionCommand({ executionArn: shipped.executionArn }));
  expect(JSON.parse(good.output ?? "{}")).toEqual({
    ExecutedVersion: "$LATEST",
    Payload: { shipped: "7" },
    StatusCode: 200,
  });
  const bad = await sfn.send(new DescribeExecutionCommand({ executionArn: refused.executionArn }));
  expect(bad).toMatchObject({ status: "FAILED", error: "OrderRefused" });
  const late = await sfn.send(new DescribeExecutionCommand({ executionArn: slow.executionArn }));
  expect(late).toMatchObject({ status: "FAILED", error: "Sandbox.Timedout" });
  expect(JSON.parse(bad.cause ?? "{}")).toEqual({ errorType: "OrderRefused", errorMessage: "no such order" });
});

test("a secret is generated once, as the template asks", async () => {
  const secrets = new SecretsManagerClient(laptop.client);
  const { SecretList: [listed] = [] } = await secrets.send(new ListSecretsCommand({}));
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: listed?.ARN }));
  expect(JSON.parse(SecretString)).toEqual({ keyId: "k1", key: expect.stringMatching(/^[A-Za-z0-9]{40}$/) });
});

test("after a restart everything is where it was: the queue's message, the secret, who unsubscribed, and the time", async () => {
  const sqs = new SQSClient(laptop.client);
  const secret = async () => {
    const { SecretString } = await new SecretsManagerClient(laptop.client).send(
      new GetSecretValueCommand({ SecretId: "small-Key" }),
    );
    return SecretString;
  };
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("Lost"), MessageBody: "keep me" }));
  const before = { now: laptop.sources.time.now(), secret: await secret() };
  await laptop.stop();
  laptop = await smallLaptop(SHOP, handlers, { state: laptop.state });
  expect({ now: laptop.sources.time.now(), secret: await secret() }).toEqual(before);
  expect(await takeLost()).toEqual(["keep me"]);
  const { Attributes } = await new SNSClient(laptop.client).send(
    new GetTopicAttributesCommand({ TopicArn: topicArn }),
  );
  expect(Attributes).toMatchObject({ SubscriptionsConfirmed: "1", DisplayName: "News" });
  const queue = await new SQSClient(laptop.client).send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl("Work"), AttributeNames: ["All"] }),
  );
  expect(queue.Attributes).toMatchObject({ VisibilityTimeout: "60", ApproximateNumberOfMessages: "0" });
  expect(seen.stream).toEqual([]);
});
