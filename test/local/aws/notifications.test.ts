/** SNS on the laptop: who gets a notification, and in which form, by SNS's own rules. */
import {
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { snsAt, snsTopic } from "../../../functions/world/sns-topic.ts";
import { arnOf, ref, type SmallLaptop, smallLaptop, stopAndForget } from "./small-laptop.ts";

const TopicArn = "arn:aws:sns:us-east-1:000000000000:small-Sales";
const subscription = (Protocol: string, Endpoint: unknown, FilterPolicy?: object) => ({
  Type: "AWS::SNS::Subscription",
  Properties: { TopicArn: ref("Sales"), Protocol, Endpoint, ...(FilterPolicy ? { FilterPolicy } : {}) },
});
const personal = (key: string, ...pools: readonly string[]) =>
  subscription("email", `${key}@orchard.example`, { to: [key, "everybody", ...pools] });

const RESOURCES = {
  Sales: { Type: "AWS::SNS::Topic" },
  Crm: { Type: "AWS::SQS::Queue" },
  Inbox: subscription("email", "sales@orchard.example"),
  Tom: personal("tom"),
  Ines: personal("ines", "pool:europe"),
  CrmGets: subscription("sqs", arnOf("Crm"), { kind: ["release", { prefix: "follow-up" }] }),
};

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop(RESOURCES);
});
afterAll(() => stopAndForget(laptop));

const sns = () => new SNSClient({ ...laptop.client, maxAttempts: 1 });
const ask = () => snsAt({ ...laptop.client, url: laptop.client.endpoint });
const notice = (kind: string, to: string, says = kind) => ({
  subject: `To ${to}: ${kind}`,
  text: `In words: ${says}`,
  json: { says },
  attributes: { kind, to },
});
const newest = () => laptop.sources.salesInbox.list().at(-1);
const endpoints = () => newest()?.deliveredTo.map(({ endpoint }) => endpoint);

async function received(): Promise<readonly string[]> {
  const sqs = new SQSClient(laptop.client);
  const QueueUrl = `${laptop.urls.aws}/000000000000/small-Crm`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  );
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = "" }) => Body);
}

describe("filter policies", () => {
  test.each([
    ["tom", ["sales@orchard.example", "tom@orchard.example"]],
    ["ines", ["sales@orchard.example", "ines@orchard.example"]],
    ["everybody", ["sales@orchard.example", "tom@orchard.example", "ines@orchard.example"]],
    ["pool:europe", ["sales@orchard.example", "ines@orchard.example"]],
    ["ruth", ["sales@orchard.example"]],
  ])("what is for %s goes to %j", async (to, people) => {
    await snsTopic(ask(), TopicArn).publish(notice("reminder", to));
    expect(endpoints()).toEqual(people);
  });

  test("what carries no attribute goes to those alone who filter nothing", async () => {
    await snsTopic(ask(), TopicArn).publish({ subject: "To all", text: "Hello" });
    expect(endpoints()).toEqual(["sales@orchard.example"]);
  });

  test("a queue gets exactly the messages that its filter names, each as JSON", async () => {
    await received();
    const topic = snsTopic(ask(), TopicArn);
    for (const kind of ["release", "reminder", "follow-up", "follow-up-manager", "left"])
      await topic.publish(notice(kind, "tom", `Zoë: ${kind} & more`));
    const envelopes = (await received()).map((body) => JSON.parse(body));
    expect(envelopes.map(({ Message }) => JSON.parse(Message).says)).toEqual([
      "Zoë: release & more",
      "Zoë: follow-up & more",
      "Zoë: follow-up-manager & more",
    ]);
    expect(envelopes[0]).toMatchObject({
      Subject: "To tom: release",
      MessageAttributes: { to: { Type: "String", Value: "tom" } },
    });
  });

  test.each<[string, string]>([
    ["{", "failed to parse JSON"],
    ["[]", "must be an object"],
    [JSON.stringify({ to: "tom" }), '"to" must be an object or an array'],
    [JSON.stringify({ to: [{ like: "t%" }] }), 'The filter policy\'s "like" is not offered'],
    [JSON.stringify({ $or: [{ to: [{ matches: "t" }] }] }), "matches"],
  ])("%s is refused when subscribing, and when it is put on later", async (FilterPolicy, why) => {
    const Attributes = { FilterPolicy };
    await expect(
      sns().send(
        new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "x@orchard.example", Attributes }),
      ),
    ).rejects.toThrow(why);
    const SubscriptionArn = `${TopicArn}:x`;
    await expect(
      sns().send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: "FilterPolicy",
          AttributeValue: FilterPolicy,
        }),
      ),
    ).rejects.toThrow(why);
  });
});

describe("a message for each protocol", () => {
  test("people's is kept beside programs', in a batch too", async () => {
    const entry = (Id: string) => ({
      Id,
      Subject: Id,
      MessageStructure: "json",
      Message: JSON.stringify({ default: `{"for":"programs ${Id}"}`, email: `for people ${Id}` }),
    });
    const PublishBatchRequestEntries = [entry("a"), { Id: "b", Message: "the same for all" }, entry("c")];
    await sns().send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    expect(laptop.sources.salesInbox.list().slice(-3)).toMatchObject([
      { message: "for people a", forPrograms: '{"for":"programs a"}' },
      { message: "the same for all" },
      { message: "for people c", forPrograms: '{"for":"programs c"}' },
    ]);
    expect(laptop.sources.salesInbox.list().at(-2)).not.toHaveProperty("forPrograms");
  });

  test.each<[string, Partial<PublishCommandInput>, string]>([
    ["no JSON", { MessageStructure: "json" }, "JSON message body failed to parse"],
    ["a list", { MessageStructure: "json", Message: "[]" }, "JSON message body failed to parse"],
    ["without a default", { MessageStructure: "json", Message: '{"email":"x"}' }, "No default entry"],
    ["a default that is no text", { MessageStructure: "json", Message: '{"default":1}' }, "No default entry"],
    ["a subject of 100 characters", { Subject: "x".repeat(100) }, "Invalid parameter: Subject"],
    ["a subject of two lines", { Subject: "a\nb" }, "Invalid parameter: Subject"],
    ["over 256 kB", { Message: "ä".repeat(131_073) }, "Message too long"],
    [
      "over 256 kB for all protocols together",
      {
        MessageStructure: "json",
        Message: JSON.stringify({ default: "x".repeat(131_072), email: "x".repeat(131_072) }),
      },
      "Message too long",
    ],
    [
      "an attribute that is a list",
      { MessageAttributes: { to: { DataType: "String.Array", StringValue: '["tom"]' } } },
      "String.Array is not offered",
    ],
  ])("%s is refused, and nobody gets it", async (_what, given, why) => {
    const before = laptop.sources.salesInbox.list().length;
    await expect(sns().send(new PublishCommand({ TopicArn, Message: "x", ...given }))).rejects.toThrow(why);
    expect(laptop.sources.salesInbox.list()).toHaveLength(before);
  });
});

test("the desk changes between two starts: who came is told, who went isn't, and who has another key under the old address is", async () => {
  const { state } = laptop;
  await laptop.stop();
  const { Ines: _, Tom: __, ...others } = RESOURCES;
  const Thomas = subscription("email", "tom@orchard.example", { to: ["thomas", "everybody"] });
  const desk = { ...others, Thomas, Ruth: personal("ruth") };
  laptop = await smallLaptop(desk, {}, { state });
  await snsTopic(ask(), TopicArn).publish(notice("release", "everybody"));
  expect(endpoints()?.toSorted()).toEqual([
    "arn:aws:sqs:us-east-1:000000000000:small-Crm",
    "ruth@orchard.example",
    "sales@orchard.example",
    "tom@orchard.example",
  ]);
  await snsTopic(ask(), TopicArn).publish(notice("left", "thomas"));
  expect(endpoints()).toEqual(["sales@orchard.example", "tom@orchard.example"]);
  await laptop.stop();
  laptop = await smallLaptop(RESOURCES, {}, { state });
  await snsTopic(ask(), TopicArn).publish(notice("left", "ines"));
  expect(endpoints()).toEqual(["sales@orchard.example", "ines@orchard.example"]);
});
