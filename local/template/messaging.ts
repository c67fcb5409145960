/** Queues, topics, and who listens to which. */
import * as z from "zod";
import type { SnsSqs } from "../aws/sns-sqs.ts";
import type { Facts } from "../state/facts.ts";
import { type Plan, planned } from "./properties.ts";

const attribute = z.union([z.number(), z.string(), z.boolean()]).transform(String).optional();
const policy = z
  .record(z.string(), z.unknown())
  .transform((value) => JSON.stringify(value))
  .optional();

const Queue = z.strictObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: attribute,
  MessageRetentionPeriod: attribute,
  DelaySeconds: attribute,
  MaximumMessageSize: attribute,
  ReceiveMessageWaitTimeSeconds: attribute,
  RedrivePolicy: policy,
  // Without meaning on one machine:
  KmsMasterKeyId: z.unknown().optional(),
  SqsManagedSseEnabled: z.unknown().optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const Topic = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  // Without meaning on one machine:
  KmsMasterKeyId: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const Subscription = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.enum(["sqs", "email", "email-json"], {
    error: "the laptop delivers to sqs, and records e-mail",
  }),
  Endpoint: z.string(),
  RawMessageDelivery: attribute,
  FilterPolicy: policy,
  FilterPolicyScope: z.string().optional(),
});

export async function standUpMessaging(plan: Plan, snsSqs: SnsSqs, facts: Facts): Promise<void> {
  // Dead letters come first or last alike: a redrive policy names a queue by its ARN.
  for (const { ref, properties } of planned(plan, "AWS::SQS::Queue", Queue)) {
    const {
      QueueName: _,
      KmsMasterKeyId: __,
      SqsManagedSseEnabled: ___,
      RedriveAllowPolicy: ____,
      Tags: _____,
      ...given
    } = properties;
    const Attributes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const name = ref.slice(ref.lastIndexOf("/") + 1);
    const { QueueUrl } = await snsSqs.sqs("CreateQueue", { QueueName: name });
    if (Object.keys(Attributes).length > 0) await snsSqs.sqs("SetQueueAttributes", { QueueUrl, Attributes });
  }
  for (const { ref, properties } of planned(plan, "AWS::SNS::Topic", Topic)) {
    const { DisplayName } = properties;
    await snsSqs.sns("CreateTopic", {
      Name: ref.slice(ref.lastIndexOf(":") + 1),
      ...(DisplayName === undefined
        ? {}
        : { "Attributes.entry.1.key": "DisplayName", "Attributes.entry.1.value": DisplayName }),
    });
  }
  for (const { id, properties } of planned(plan, "AWS::SNS::Subscription", Subscription)) {
    const made = `subscription.${id}`;
    const told = JSON.stringify(properties);
    // Made once, as CloudFormation does: whoever unsubscribed since stays unsubscribed.
    if (facts.read(made) === told) continue;
    await subscribe(snsSqs, properties);
    facts.write(made, told);
  }
}

/** Nobody can follow a confirmation link that is never mailed: on the laptop an e-mail subscription is confirmed at once. */
async function subscribe(
  snsSqs: SnsSqs,
  { TopicArn, Protocol, Endpoint, ...attributes }: z.infer<typeof Subscription>,
) {
  const entries = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const parameters = entries.flatMap(([name, value], n) => [
    [`Attributes.entry.${n + 1}.key`, name],
    [`Attributes.entry.${n + 1}.value`, String(value)],
  ]);
  const answer = await snsSqs.sns("Subscribe", {
    TopicArn,
    Protocol,
    Endpoint,
    ...Object.fromEntries(parameters),
  });
  const arn = /<SubscriptionArn>([^<]+)</.exec(answer)?.[1] ?? "";
  if (Protocol !== "sqs") await snsSqs.sns("ConfirmSubscription", { TopicArn, Token: arn });
}
