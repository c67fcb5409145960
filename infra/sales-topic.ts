import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** Where sales hears of ripe leads. */
export class SalesTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { displayName: "Ripe leads", enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(settings.salesEmail));
  }

  /** Tell sales, and see first whether anybody listens: a topic without a confirmed subscription swallows silently. */
  grantTell(grantee: IGrantable) {
    Grant.addToPrincipal({
      grantee,
      actions: ["sns:Publish", "sns:GetTopicAttributes"],
      resourceArns: [this.topic.topicArn],
    }).assertSuccess();
  }
}
