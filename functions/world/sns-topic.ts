/** A topic on SNS. Subjects may be in any script, see `LONGEST_SUBJECT`; none is taken for an encoded one. */
import { GetTopicAttributesCommand, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { asShown } from "../mail/safe-values.ts";
import type { Topic } from "./world.ts";

export function snsTopic(client: SNSClient, topicArn: string): Topic {
  return {
    async confirmedSubscribers() {
      const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
      return Number(Attributes?.["SubscriptionsConfirmed"] ?? 0);
    },
    async publish({ subject, text, json, attributes = {} }) {
      const message =
        json === undefined
          ? { Message: text }
          : { Message: JSON.stringify(told(subject, text, json)), MessageStructure: "json" };
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      );
      await client.send(
        new PublishCommand({ TopicArn: topicArn, Subject: asShown(subject), ...message, MessageAttributes }),
      );
    },
  };
}

/**
 * What each protocol gets: people read, programs parse. Whatever isn't named gets the default: sqs, lambda, http, https,
 * firehose and email-json. Each stands in the message but once, since all of them count towards SNS's 256 kB.
 */
function told(subject: string, text: string, json: object) {
  return { default: JSON.stringify(json), email: text, sms: subject };
}
