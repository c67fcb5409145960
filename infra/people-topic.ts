import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

/** Where people of ours hear of what is theirs to do: sales of ripe leads, callers and writers of their tasks. */
export class PeopleTopic extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { displayName, email }: { readonly displayName: string; readonly email: string },
  ) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { displayName, enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(email));
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
