/** One endpoint for the SDK's own clients: each engine answers there, and what isn't offered is refused by name. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import {
  GetAccountCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  ListEmailIdentitiesCommand,
  SESv2Client,
} from "@aws-sdk/client-sesv2";
import { CreateStateMachineCommand, SFNClient, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetTopicAttributesCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { ListMessageMoveTasksCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop({
    Things: table(),
    Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "crm" } },
    Queue: { Type: "AWS::SQS::Queue" },
  });
});
afterAll(() => stopAndForget(laptop));

const TableName = "small-Things";
const Key = { pk: { S: "a" }, sk: { S: "b" } };
/** The SDK's retries only make a refusal slower. */
const once = () => ({ ...laptop.client, maxAttempts: 1 });

test("DynamoDB: a write is read back, and a refused condition has its own name", async () => {
  const client = new DynamoDBClient(once());
  await client.send(new PutItemCommand({ TableName, Item: { ...Key, seen: { N: "1" } } }));
  expect(
    (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item?.["seen"],
  ).toEqual({ N: "1" });
  const guarded = {
    TableName,
    Key,
    UpdateExpression: "ADD seen :one",
    ConditionExpression: "seen = :two",
    ExpressionAttributeValues: { ":one": { N: "1" }, ":two": { N: "2" } },
  };
  await expect(client.send(new UpdateItemCommand(guarded))).rejects.toMatchObject({
    name: "ConditionalCheckFailedException",
  });
});

test("DynamoDB: a cancelled transaction says which of its writes was refused", async () => {
  const client = new DynamoDBClient(once());
  const put = (pk: string, condition?: string) => ({
    Put: {
      TableName,
      Item: { pk: { S: pk }, sk: { S: "b" } },
      ...(condition && { ConditionExpression: condition }),
    },
  });
  await client.send(new PutItemCommand({ TableName, Item: Key }));
  const cancelled = client.send(
    new TransactWriteItemsCommand({ TransactItems: [put("new"), put("a", "attribute_not_exists(pk)")] }),
  );
  await expect(cancelled).rejects.toMatchObject({
    name: "TransactionCanceledException",
    CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }],
  });
});

test("SQS lists the template's queue at the endpoint's own address", async () => {
  const { QueueUrls } = await new SQSClient(once()).send(new ListQueuesCommand({}));
  expect(QueueUrls).toEqual([`${laptop.urls.aws}/000000000000/small-Queue`]);
});

test("SES tells of an account out of the sandbox", async () => {
  const account = await new SESv2Client(once()).send(new GetAccountCommand({}));
  expect(account).toMatchObject({
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: { SentLast24Hours: 0 },
  });
});

test("SES knows only the identities and configuration sets of the template", async () => {
  const ses = new SESv2Client(once());
  await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity: "other.example" }))).rejects.toThrow(
    expect.objectContaining({
      name: "NotFoundException",
      message: "Email identity other.example does not exist.",
    }),
  );
  const asked = new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName: "other" });
  await expect(ses.send(asked)).rejects.toThrow("Configuration set other does not exist.");
});

test("EventBridge keeps what is put on a bus of the template, and refuses another bus entry by entry", async () => {
  const call = (action: string, input: object) =>
    post(
      { "x-amz-target": `AWSEvents.${action}`, "content-type": "application/x-amz-json-1.1" },
      JSON.stringify(input),
    );
  const entry = { Source: "ripen", DetailType: "LeadRipened", Detail: '{"leadId":"1"}' };
  const put = await call("PutEvents", {
    Entries: [
      { ...entry, EventBusName: "crm" },
      { ...entry, EventBusName: "nowhere" },
    ],
  });
  expect(await put.json()).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ EventId: expect.any(String) }, { ErrorCode: "ResourceNotFoundException" }],
  });
  expect(laptop.busEvents()).toMatchObject([
    { bus: "crm", source: "ripen", detailType: "LeadRipened", detail: '{"leadId":"1"}' },
  ]);
  const buses = (await (await call("ListEventBuses", {})).json()) as { EventBuses: { Name: string }[] };
  expect(buses.EventBuses.map((bus) => bus.Name)).toEqual(["default", "crm"]);
});

test.each<[string, () => Promise<unknown>, RegExp | string]>([
  [
    "Secrets Manager's",
    () => new SecretsManagerClient(once()).send(new RotateSecretCommand({ SecretId: "x" })),
    "RotateSecret is not offered",
  ],
  [
    "SES's",
    () => new SESv2Client(once()).send(new ListEmailIdentitiesCommand({})),
    "/v2/email/list-identities is not offered",
  ],
  [
    "SNS's",
    () => new SNSClient(once()).send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: "1" })),
    "CheckIfPhoneNumberIsOptedOut",
  ],
  [
    "SQS's",
    () => new SQSClient(once()).send(new ListMessageMoveTasksCommand({ SourceArn: "x" })),
    "ListMessageMoveTasks",
  ],
  [
    "Step Functions'",
    () =>
      new SFNClient({ ...once(), disableHostPrefix: true }).send(
        new StartSyncExecutionCommand({ stateMachineArn: "x" }),
      ),
    "StartSyncExecution",
  ],
])("%s call that isn't offered is refused by name, in its own protocol", async (_, call, named) => {
  await expect(call()).rejects.toThrow(named);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "a secret nobody made",
    () => new SecretsManagerClient(once()).send(new GetSecretValueCommand({ SecretId: "x" })),
    "ResourceNotFoundException",
  ],
  [
    "a topic nobody made",
    () =>
      new SNSClient(once()).send(
        new GetTopicAttributesCommand({ TopicArn: "arn:aws:sns:us-east-1:000000000000:x" }),
      ),
    "NotFoundException",
  ],
  [
    "a table nobody made",
    () => new DynamoDBClient(once()).send(new GetItemCommand({ TableName: "nobody", Key })),
    "ResourceNotFoundException",
  ],
  [
    "a definition nobody understands",
    () =>
      new SFNClient(once()).send(
        new CreateStateMachineCommand({
          name: "x",
          roleArn: "arn:aws:iam::000000000000:role/x",
          definition: "{}",
        }),
      ),
    "InvalidDefinition",
  ],
])("%s is refused with AWS's name for it", async (_, call, name) => {
  await expect(call()).rejects.toMatchObject({ name });
});

const post = (headers: Record<string, string>, body: string, path = "/") =>
  fetch(laptop.urls.aws + path, { method: "POST", headers, body });
const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=x/20260302/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

test("another service is refused in the shape of the protocol in which it was asked", async () => {
  const kinesis = await post(
    { "x-amz-target": "Kinesis_20131202.PutRecord", "content-type": "application/x-amz-json-1.1" },
    "{}",
  );
  expect([kinesis.status, await kinesis.json()]).toEqual([
    400,
    {
      __type: "UnknownOperationException",
      message: "Kinesis_20131202.PutRecord is not offered by the Ripen laptop.",
    },
  ]);
  const iam = await post(
    { authorization: signed("iam"), "content-type": "application/x-www-form-urlencoded" },
    "Action=ListUsers&Version=2010-05-08",
  );
  expect([iam.status, await iam.text()]).toEqual([
    400,
    expect.stringContaining("<Code>InvalidAction</Code><Message>iam:ListUsers is not offered"),
  ]);
  const invoke = await post({ authorization: signed("lambda") }, "{}", "/2015-03-31/functions/x/invocations");
  expect([invoke.status, invoke.headers.get("x-amzn-errortype")]).toEqual([404, "UnknownOperationException"]);
  expect(await invoke.json()).toEqual({
    message: "lambda (POST /2015-03-31/functions/x/invocations) is not offered by the Ripen laptop.",
  });
});

test("nothing of it listens outside this machine", async () => {
  for (const url of Object.values(laptop.urls)) expect(new URL(url).hostname).toBe("127.0.0.1");
});
