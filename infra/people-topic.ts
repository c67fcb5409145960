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
    for (const [key, person] of Object.entries(people)) {
      // SNS takes an address once a topic; the inbox hears that person's too.
      if (person.email.toLowerCase() !== email.toLowerCase()) this.subscribe(key, person.email);
    }
  }

  /** Named by the person, not by their place in the file: whoever stays is never asked to confirm again. */
  private subscribe(key: string, endpoint: string) {
    new Subscription(this, `Person-${key}`, {
      topic: this.topic,
      protocol: SubscriptionProtocol.EMAIL,
      endpoint,
      filterPolicy: { to: SubscriptionFilter.stringFilter({ allowlist: [key, "everybody"] }) },
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
