import { Validations } from "aws-cdk-lib";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Subscription, SubscriptionFilter, SubscriptionProtocol, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { addressees } from "../workflows/rules/addressees.ts";
import type { Desk } from "../workflows/rules/desk.ts";

/** People by key, and the pools that they are in. */
export type Listeners = Pick<Desk, "people" | "pools">;

interface PeopleTopicProps {
  readonly displayName: string;
  /** The inbox that hears everything. */
  readonly email: string;
  /** Those who hear what is for them, for a pool of theirs, or for everybody: as the notification's attribute `to` says. */
  readonly desk?: Listeners;
}

const NOBODY: Listeners = { people: {}, pools: [] };

/** Where people of ours hear of what is theirs to do: sales of ripe leads, callers and writers of their tasks. */
export class PeopleTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, email, desk = NOBODY }: PeopleTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { displayName, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(email));
    for (const [key, person] of Object.entries(desk.people)) {
      // SNS takes an address once a topic; the inbox hears that person's too.
      if (person.email.toLowerCase() !== email.toLowerCase())
        this.subscribe(key, person.email, [...addressees(desk, key)]);
    }
    Validations.of(this).acknowledge({
      id: "Serverless-SNSRedrivePolicy",
      reason:
        "E-mail to colleagues, which SNS tries for six hours; what nobody answers has a clock of its own, and goes on to others.",
    });
  }

  /** Named by the person, not by their place in the file: whoever stays is never asked to confirm again. */
  private subscribe(key: string, endpoint: string, allowlist: string[]) {
    new Subscription(this, `Person-${key}`, {
      topic: this.topic,
      protocol: SubscriptionProtocol.EMAIL,
      endpoint,
      filterPolicy: { to: SubscriptionFilter.stringFilter({ allowlist }) },
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
