/** Queues, topics, and who listens to which. */
import * as z from "zod";
import { refuseFilter } from "../aws/sns-filters.ts";
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
  // Without meaning on one machine, where a queue is always there:
  RedrivePolicy: z.unknown().optional(),
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
  const subscriptions = planned(plan, "AWS::SNS::Subscription", Subscription);
  await unsubscribeFormer(subscriptions, snsSqs, facts);
  for (const { id, properties } of subscriptions) {
    const made = factOf(id);
    const told = JSON.stringify(properties);
    // Made once, as CloudFormation does: whoever unsubscribed since stays unsubscribed.
    if (facts.read(made) === told) continue;
    await subscribe(snsSqs, properties);
    facts.write(made, told);
  }
  facts.write(MADE, JSON.stringify(subscriptions.map(({ id }) => id)));
}

/** The ids of the subscriptions that were made. */
const MADE = "subscriptions";
const factOf = (id: string) => `subscription.${id}`;

/** What the template has no more, or has otherwise: one endpoint can't be subscribed under two filters. */
async function unsubscribeFormer(
  wanted: readonly { readonly id: string; readonly properties: z.infer<typeof Subscription> }[],
  snsSqs: SnsSqs,
  facts: Facts,
): Promise<void> {
  const now = new Map(wanted.map(({ id, properties }) => [id, JSON.stringify(properties)]));
  const known: readonly string[] = JSON.parse(facts.read(MADE) ?? "[]");
  for (const id of new Set([...known, ...now.keys()])) {
    const before = facts.read(factOf(id));
    if (!before || before === now.get(id)) continue;
    const { TopicArn, Protocol, Endpoint } = JSON.parse(before);
    const isIt = (each: { topicArn: string; protocol: string; endpoint: string }) =>
      each.topicArn === TopicArn && each.protocol === Protocol && each.endpoint === Endpoint;
    const found = [...snsSqs.stores.snsStore.subscriptions.values()].find(isIt);
    if (found !== undefined) await snsSqs.sns("Unsubscribe", { SubscriptionArn: found.arn });
    facts.write(factOf(id), "");
  }
}

/** Nobody can follow a confirmation link that is never mailed: on the laptop an e-mail subscription is confirmed at once. */
async function subscribe(
  snsSqs: SnsSqs,
  { TopicArn, Protocol, Endpoint, RedrivePolicy: _, ...attributes }: z.infer<typeof Subscription>,
) {
  if (attributes.FilterPolicy !== undefined) refuseFilter(attributes.FilterPolicy);
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
