/** A topic on SNS. */
import { GetTopicAttributesCommand, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
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
          : { Message: JSON.stringify(each(text, JSON.stringify(json))), MessageStructure: "json" };
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, { DataType: "String", StringValue: value }]),
      );
      await client.send(
        new PublishCommand({ TopicArn: topicArn, Subject: subject, ...message, MessageAttributes }),
      );
    },
  };
}

/** What each protocol is told: people read, programs parse. */
function each(text: string, json: string) {
  return { default: text, email: text, "email-json": json, sqs: json, lambda: json, http: json, https: json };
}
