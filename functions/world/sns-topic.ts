/** A topic on SNS. */
import { GetTopicAttributesCommand, PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Topic } from "./world.ts";

export function snsTopic(client: SNSClient, topicArn: string): Topic {
  return {
    async confirmedSubscribers() {
      const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
      return Number(Attributes?.["SubscriptionsConfirmed"] ?? 0);
    },
    async publish({ subject, text }) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
  };
}
