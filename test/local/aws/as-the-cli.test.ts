/** The endpoint as the AWS CLI uses it: its own protocols on the wire, and what it prints when AWS refuses. */
import {
  GetTopicAttributesCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "./small-laptop.ts";

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop({
    Things: table(),
    Crm: { Type: "AWS::Events::EventBus", Properties: { Name: "crm" } },
    Erp: { Type: "AWS::Events::EventBus", Properties: { Name: "erp" } },
    Topic: { Type: "AWS::SNS::Topic" },
  });
});
afterAll(() => stopAndForget(laptop));

const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=x/20260302/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

function send(path: string, headers: Record<string, string>, body: string) {
  return fetch(laptop.urls.aws + path, { method: "POST", headers, body });
}

const inJson = (version: string, target: string, body = "{}") =>
  send(
    "/",
    {
      "content-type": `application/x-amz-json-${version}`,
      "x-amz-target": target,
      "x-amz-date": "20260302T090000Z",
      authorization: signed("any"),
    },
    body,
  );

const inQuery = (service: string, body: string) =>
  send("/", { "content-type": "application/x-www-form-urlencoded", authorization: signed(service) }, body);

describe("a body that is no JSON is refused as SerializationException", () => {
  test.each([
    ["1.1", "AWSEvents.ListEventBuses"],
    ["1.1", "secretsmanager.GetSecretValue"],
    ["1.0", "AmazonSQS.ListQueues"],
    ["1.0", "AWSStepFunctions.StartExecution"],
    ["1.0", "DynamoDB_20120810.Scan"],
  ])("in JSON %s: %s", async (version, target) => {
    for (const body of ["{bad", "[7]"]) {
      const answer = await inJson(version, target, body);
      expect(answer.status).toBe(400);
      expect((await answer.json()) as unknown).toMatchObject({
        __type: expect.stringContaining("SerializationException"),
      });
    }
  });

  test("in REST-JSON: SES", async () => {
    const answer = await send("/v2/email/outbound-emails", { "content-type": "application/json" }, "{bad");
    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, "SerializationException"]);
  });
});

describe("an action that isn't offered is refused by its name", () => {
  test.each([
    ["1.0", "DynamoDB_20120810.CreateBackup", "DynamoDB's CreateBackup"],
    ["1.0", "AmazonSQS.StartMessageMoveTask", "SQS's StartMessageMoveTask"],
    ["1.1", "AWSEvents.ListRules", "EventBridge's ListRules"],
    ["1.1", "secretsmanager.UpdateSecret", "Secrets Manager's UpdateSecret"],
    ["1.1", "Logs_20140328.DescribeLogGroups", "Logs_20140328.DescribeLogGroups"],
  ])("in JSON %s: %s", async (version, target, name) => {
    const answer = await inJson(version, target);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { __type: "UnknownOperationException", message: `${name} is not offered by the Ripen laptop.` },
    ]);
  });

  test.each([
    ["sns", "ListPlatformApplications", "SNS's ListPlatformApplications"],
    ["sts", "GetCallerIdentity", "sts:GetCallerIdentity"],
  ])("in query XML: %s %s", async (service, action, name) => {
    const answer = await inQuery(service, `Action=${action}&Version=2010-03-31`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(
      new RegExp(`<Code>InvalidAction</Code><Message>${name.replace("'", "&#39;")} is not offered`),
    );
  });

  test("in S3's XML, which the CLI reads no message from unless it is bare", async () => {
    const answer = await fetch(laptop.urls.aws, { headers: { authorization: signed("s3") } });
    expect([answer.status, await answer.text()]).toEqual([
      501,
      "<Error><Code>NotImplemented</Code><Message>S3&#39;s ListBuckets is not offered by the Ripen laptop.</Message></Error>",
    ]);
  });

  test("in CBOR, which the newest clients speak", async () => {
    const answer = await send(
      "/service/GraniteServiceVersion20100801/operation/ListMetrics",
      { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
      "",
    );
    expect([answer.status, answer.headers.get("smithy-protocol")]).toEqual([400, "rpc-v2-cbor"]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    // A map of two; "__type" is a text of 6 bytes (0x66), its value one of 25 (0x78 0x19).
    expect(bytes.subarray(0, 10).toString("latin1")).toBe("\xa2\x66__type\x78\x19");
    expect(bytes.toString()).toContain("UnknownOperationException");
    expect(bytes.toString()).toContain(
      "GraniteServiceVersion20100801.ListMetrics is not offered by the Ripen laptop.",
    );
  });
});

describe("SNS refuses an ARN in SNS's words", () => {
  const topic = "arn:aws:sns:us-east-1:000000000000";
  test.each([
    [
      "that is none",
      new PublishCommand({ TopicArn: "bad", Message: "x" }),
      "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1",
    ],
    [
      "of a queue",
      new PublishCommand({ TopicArn: "arn:aws:sqs:us-east-1:000000000000:x", Message: "x" }),
      "Invalid parameter: TopicArn",
    ],
    [
      "of a subscription that is none",
      new UnsubscribeCommand({ SubscriptionArn: "x" }),
      "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1",
    ],
    ["of no topic", new GetTopicAttributesCommand({ TopicArn: `${topic}:nope` }), "Topic does not exist"],
  ])("%s", async (_, command, message) => {
    const client = new SNSClient({ ...laptop.client, maxAttempts: 1 });
    await expect(client.send(command as PublishCommand)).rejects.toMatchObject({ message });
  });

  test("when its subscriptions are asked for, too", async () => {
    const answer = await inQuery(
      "sns",
      new URLSearchParams({ Action: "ListSubscriptionsByTopic", TopicArn: `${topic}:nope` }).toString(),
    );
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining("<Code>NotFound</Code>"),
    ]);
  });
});

describe("the event buses", () => {
  const list = async (input: object) =>
    (await inJson("1.1", "AWSEvents.ListEventBuses", JSON.stringify(input))).json() as Promise<{
      EventBuses?: { Name: string; Arn: string }[];
      NextToken?: string;
      message?: string;
    }>;

  test("come page by page, and by prefix", async () => {
    const first = await list({ Limit: 2 });
    expect(first.EventBuses?.map(({ Name }) => Name)).toEqual(["default", "crm"]);
    const second = await list({ Limit: 2, NextToken: first.NextToken });
    expect(second).toEqual({
      EventBuses: [{ Name: "erp", Arn: "arn:aws:events:us-east-1:000000000000:event-bus/erp" }],
    });
    expect((await list({ NamePrefix: "c" })).EventBuses?.map(({ Name }) => Name)).toEqual(["crm"]);
  });

  test("are not told in pages of none", async () => {
    expect(await list({ Limit: 0 })).toMatchObject({
      __type: "ValidationException",
      message: expect.stringContaining("Value '0' at 'limit'"),
    });
  });
});
