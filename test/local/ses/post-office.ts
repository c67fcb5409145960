/** A small laptop whose SES tells of each mail through a topic and a queue, as the stack's does. */
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { arnOf, lambda, ref, type SmallLaptop, smallLaptop, stopAndForget } from "../aws/small-laptop.ts";

interface SesEvent {
  readonly eventType: string;
  readonly mail: Readonly<Record<string, unknown>>;
  readonly [part: string]: unknown;
}

const resources = {
  Sender: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "orchard.example" } },
  Set: {
    Type: "AWS::SES::ConfigurationSet",
    Properties: { SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] } },
  },
  Told: {
    Type: "AWS::SES::ConfigurationSetEventDestination",
    Properties: {
      ConfigurationSetName: ref("Set"),
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ["send", "delivery", "open", "click", "bounce", "complaint"],
        SnsDestination: { TopicARN: ref("Topic") },
      },
    },
  },
  Topic: { Type: "AWS::SNS::Topic" },
  Queue: { Type: "AWS::SQS::Queue" },
  Hears: {
    Type: "AWS::SNS::Subscription",
    Properties: {
      Protocol: "sqs",
      Endpoint: arnOf("Queue"),
      TopicArn: ref("Topic"),
      RawMessageDelivery: true,
    },
  },
  Record: lambda("record"),
  Takes: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: { EventSourceArn: arnOf("Queue"), FunctionName: ref("Record") },
  },
};

/** A letter with a link that is followed, and one that is not. */
export const html =
  '<body><a href="https://orchard.example/guide">The guide</a> <a ses:no-track href="https://orchard.example/leave">Leave</a></body>';

/** Stands for all tests of a file; `events` are those since the test began, or since it emptied them. */
export function postOffice() {
  const events: SesEvent[] = [];
  let laptop: SmallLaptop;

  beforeAll(async () => {
    const record = (event: { readonly Records: readonly { readonly body: string }[] }) => {
      for (const { body } of event.Records) events.push(JSON.parse(body));
    };
    laptop = await smallLaptop(resources, { record });
  });
  afterAll(() => stopAndForget(laptop));
  beforeEach(async () => {
    await laptop.sources.time.settle();
    events.length = 0;
  });

  async function send(to: string, changes: Partial<SendEmailCommandInput> = {}): Promise<string> {
    const { MessageId = "" } = await new SESv2Client({ ...laptop.client, maxAttempts: 1 }).send(
      new SendEmailCommand({
        FromEmailAddress: "Nora Lindqvist <nora@orchard.example>",
        ReplyToAddresses: ["nora@orchard.example"],
        Destination: { ToAddresses: [to] },
        ConfigurationSetName: "small-Set",
        EmailTags: [
          { Name: "leadId", Value: "abc" },
          { Name: "touchId", Value: "bananas_1_welcome_1" },
        ],
        Content: {
          Simple: {
            Subject: { Data: "Grüße" },
            Body: { Html: { Data: html }, Text: { Data: "The guide" } },
            Headers: [{ Name: "List-Unsubscribe", Value: "<https://orchard.example/leave>" }],
          },
        },
        ...changes,
      }),
    );
    return MessageId;
  }

  /** Stopped, and started again on what it had stored. */
  async function restarts(): Promise<void> {
    await laptop.stop();
    laptop = await smallLaptop(resources, { record: () => {} }, { state: laptop.state });
  }

  return {
    events,
    send,
    restarts,
    mailbox: () => laptop.sources.mailbox,
    settled: () => laptop.sources.time.settle(),
    types: () => events.map(({ eventType }) => eventType),
  };
}
