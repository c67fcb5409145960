import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Subscription, SubscriptionFilter, SubscriptionProtocol, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

interface PeopleTopicProps {
  readonly displayName: string;
  /** The inbox that hears everything. */
  readonly email: string;
  /** Those who hear what is for them, or for everybody; by the key that the notification's attribute `to` says. */
  readonly people?: Readonly<Record<string, { readonly email: string }>>;
}

/** Where people of ours hear of what is theirs to do: sales of ripe leads, callers and writers of their tasks. */
export class PeopleTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, email, people = {} }: PeopleTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { displayName, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(email));
    for (const { endpoint, keys } of mailboxes(people, email)) this.subscribe(endpoint, keys);
  }

  /** Named by the person, not by their place in the file: whoever stays is never asked to confirm again. */
  private subscribe(endpoint: string, keys: readonly [string, ...string[]]) {
    new Subscription(this, `Person-${keys[0]}`, {
      topic: this.topic,
      protocol: SubscriptionProtocol.EMAIL,
      endpoint,
      filterPolicy: { to: SubscriptionFilter.stringFilter({ allowlist: [...keys, "everybody"] }) },
    });
  }

  /** Tell them, and see first whether anybody listens: a topic without a confirmed subscription swallows silently. */
  grantTell(grantee: IGrantable) {
    Grant.addToPrincipal({
      grantee,
      actions: ["sns:Publish", "sns:GetTopicAttributes"],
      resourceArns: [this.topic.topicArn],
    }).assertSuccess();
  }
}

interface Mailbox {
  readonly endpoint: string;
  /** Whose it is, in the alphabet's order. */
  readonly keys: readonly [string, ...string[]];
}

/** SNS takes an address once a topic, under one filter; the inbox that hears everything needs no second subscription. */
function mailboxes(people: NonNullable<PeopleTopicProps["people"]>, inbox: string): readonly Mailbox[] {
  const byAddress = Map.groupBy(
    Object.keys(people).toSorted(),
    (key) => people[key]?.email.toLowerCase() ?? "",
  );
  byAddress.delete(inbox.toLowerCase());
  return [...byAddress.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ endpoint: people[first]?.email ?? "", keys: [first, ...others] as const }],
  );
}
