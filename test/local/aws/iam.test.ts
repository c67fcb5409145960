/** A template's roles on the laptop: what a function may not, AWS refuses in each service's own words. */
import {
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allow, machine, role } from "./iam-template.ts";
import { arnOf, clientOf, ref, type SmallLaptop, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

const indexOf = (id: string, name: string) => ({ "Fn::Join": ["", [arnOf(id), `/index/${name}`]] });
const ends = { Type: "Pass", Next: "B" };

const RESOURCES = {
  Things: table({
    AttributeDefinitions: ["pk", "sk", "due"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
    GlobalSecondaryIndexes: [
      {
        IndexName: "due",
        KeySchema: [{ AttributeName: "due", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  }),
  Mails: { Type: "AWS::S3::Bucket" },
  Sender: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "orchard.example" } },
  Set: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "watched" } },
  Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "news" } },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "work" } },
  Key: { Type: "AWS::SecretsManager::Secret", Properties: { Name: "key", SecretString: "secret" } },
  Nobody: role(),
  Writer: role(allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], arnOf("Things"))),
  Reader: role(
    allow("dynamodb:Query", indexOf("Things", "due")),
    allow("s3:Get*", `arn:aws:s3:::small-mails/mine/*`),
  ),
  Mailer: role(
    allow("ses:SendEmail", "arn:aws:ses:us-east-1:000000000000:identity/*", {
      Condition: { StringLike: { "ses:FromAddress": "*@orchard.example" } },
    }),
  ),
  Named: { Type: "AWS::IAM::Role" },
  NamedPolicy: {
    Type: "AWS::IAM::Policy",
    Properties: {
      Roles: [ref("Named")],
      PolicyDocument: {
        Statement: [
          allow("sqs:*", arnOf("Queue")),
          { Effect: "Deny", Action: "sqs:SendMessage", Resource: "*" },
          allow(["states:StartExecution", "states:SendTaskSuccess"], ref("Free")),
        ],
      },
    },
  },
  Free: machine("Nobody", ends),
};

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop(RESOURCES);
});
afterAll(() => stopAndForget(laptop));

/** As a function of that role signs. */
function as(who: string) {
  const client = clientOf(laptop.urls.aws);
  const credentials = { ...client.credentials, accessKeyId: who };
  return { ...client, credentials, maxAttempts: 1 };
}
const TableName = "small-Things";
const item = { pk: { S: "a" }, sk: { S: "b" } };
const put = { Put: { TableName, Item: item } };
const mail = (from: string, set?: string) =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: ["zoe@dairy.example"] },
    Content: { Simple: { Subject: { Data: "Hello" }, Body: { Text: { Data: "Hello" } } } },
    ConfigurationSetName: set,
  });
const query = (IndexName?: string) =>
  new QueryCommand({
    TableName,
    IndexName,
    KeyConditionExpression: IndexName ? "due = :v" : "pk = :v",
    ExpressionAttributeValues: { ":v": { S: "a" } },
  });
const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:small-Free";

describe("whoever may not is told so in the service's own words", () => {
  const refusals: readonly [string, () => Promise<unknown>, string, RegExp][] = [
    [
      "DynamoDB",
      () => new DynamoDBClient(as("small-Nobody")).send(new PutItemCommand({ TableName, Item: item })),
      "AccessDeniedException",
      /^User: arn:aws:sts::000000000000:assumed-role\/small-Nobody\/laptop is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:[^ ]+:table\/small-Things because no identity-based policy allows the dynamodb:PutItem action$/,
    ],
    [
      "a transaction with one write too many",
      () =>
        new DynamoDBClient(as("small-Writer")).send(
          new TransactWriteItemsCommand({
            TransactItems: [put, { Delete: { TableName, Key: { ...item, sk: { S: "c" } } } }],
          }),
        ),
      "AccessDeniedException",
      /dynamodb:DeleteItem/,
    ],
    [
      "a transaction that checks without the right to",
      () =>
        new DynamoDBClient(as("small-Writer")).send(
          new TransactWriteItemsCommand({
            TransactItems: [
              { ConditionCheck: { TableName, Key: item, ConditionExpression: "attribute_not_exists(pk)" } },
            ],
          }),
        ),
      "AccessDeniedException",
      /dynamodb:ConditionCheckItem/,
    ],
    [
      "a table behind an index that may be read",
      () => new DynamoDBClient(as("small-Reader")).send(query()),
      "AccessDeniedException",
      /dynamodb:Query on resource: \S+table\/small-Things /,
    ],
    [
      "Secrets Manager",
      () => new SecretsManagerClient(as("small-Nobody")).send(new GetSecretValueCommand({ SecretId: "key" })),
      "AccessDeniedException",
      /secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:000000000000:secret:key-laptop /,
    ],
    [
      "SNS",
      () =>
        new SNSClient(as("small-Nobody")).send(
          new PublishCommand({ TopicArn: "arn:aws:sns:us-east-1:000000000000:news", Message: "hello" }),
        ),
      "AuthorizationErrorException",
      /sns:Publish on resource: arn:aws:sns:us-east-1:000000000000:news /,
    ],
    [
      "SQS, by a denial that no allowance outweighs",
      () =>
        new SQSClient(as("small-Named")).send(
          new SendMessageCommand({ QueueUrl: `${laptop.urls.aws}/000000000000/work`, MessageBody: "hello" }),
        ),
      "AccessDeniedException",
      /sqs:SendMessage on resource: arn:aws:sqs:us-east-1:000000000000:work /,
    ],
    [
      "Step Functions",
      () =>
        new SFNClient(as("small-Nobody")).send(new StartExecutionCommand({ stateMachineArn: machineArn })),
      "AccessDeniedException",
      /states:StartExecution on resource: \S+:stateMachine:small-Free /,
    ],
    [
      "SES, of a configuration set",
      () => new SESv2Client(as("small-Mailer")).send(mail("nora@orchard.example", "watched")),
      "AccessDeniedException",
      /ses:SendEmail on resource: \S+:configuration-set\/watched /,
    ],
  ];
  test.each(refusals)("%s", async (_, call, name, message) => {
    await expect(call()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });

  test("S3, of an object outside of what may be read", async () => {
    const client = s3("small-Reader");
    const answer = await client.fetch(`${laptop.urls.aws}/small-mails/theirs/a.json`);
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringMatching(
        /<Code>AccessDenied<\/Code><Message>.*s3:GetObject on resource: arn:aws:s3:::small-mails\/theirs\/a\.json/,
      ),
    ]);
  });
});

const s3 = (who: string) =>
  new AwsClient({ ...as(who).credentials, region: "us-east-1", service: "s3", retries: 0 });

test("whoever may not list a bucket is refused what isn't in it, and isn't told that it isn't", async () => {
  const of = async (who: string) =>
    (await s3(who).fetch(`${laptop.urls.aws}/small-mails/mine/none.json`)).status;
  expect([await of("small-Reader"), await of("laptop")]).toEqual([403, 404]);
});

describe("whoever may", () => {
  test("writes what the transaction's writes need", async () => {
    const client = new DynamoDBClient(as("small-Writer"));
    await client.send(new TransactWriteItemsCommand({ TransactItems: [put] }));
  });

  test("reads the index", async () => {
    expect((await new DynamoDBClient(as("small-Reader")).send(query("due"))).Items).toEqual([]);
  });

  test("sends as the sender that the condition names", async () => {
    const { MessageId } = await new SESv2Client(as("small-Mailer")).send(mail("Nora <nora@orchard.example>"));
    expect(MessageId).toBeDefined();
  });

  test("starts an execution; a token of nobody is refused by Step Functions, not for a right", async () => {
    const client = new SFNClient(as("small-Named"));
    await client.send(new StartExecutionCommand({ stateMachineArn: machineArn }));
    const guess = new SendTaskSuccessCommand({ taskToken: "a.b", output: "{}" });
    await expect(new SFNClient(as("someone")).send(guess)).rejects.toMatchObject({ name: "InvalidToken" });
  });

  test("is whoever signs with a key that is no role's: the machine's owner", async () => {
    await new DynamoDBClient(as("laptop")).send(new PutItemCommand({ TableName, Item: item }));
  });
});
