import { Stack, Validations } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Watch } from "./runbook/watch.ts";
import { type Watched, watches } from "./runbook.ts";
import { inboxes } from "./settings.ts";

/** What a person must look at, told to the operators, or to whoever reads the replies while no operator is named. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, props: Watched) {
    super(scope, id);
    // Not the sales address: "sales hears nothing" is one of the alarms.
    this.topic = new Topic(this, "Topic", { displayName: "Ripen alarms", enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(inboxes(props.settings).operators));
    Validations.of(this.topic).acknowledge({
      id: "Serverless-SNSRedrivePolicy",
      reason: "E-mail, which SNS tries for six hours; an alarm that rings still stands in CloudWatch.",
    });
    // A topic with a policy of its own admits nobody by default, not even the account's alarms.
    this.topic.grantPublish(
      new ServicePrincipal("cloudwatch.amazonaws.com").withConditions(ofThisAccount(this)),
    );
    this.all = watches(props).map((watch) => this.watch(watch));
  }

  private watch({ name, metric, well, periods = 1, silence, lasts, rings, first }: Watch): Alarm {
    const { stackName } = Stack.of(this);
    const alarm = new Alarm(this, name, {
      // As docs/operate.md has it, in the mail's subject and on the dashboard.
      alarmName: `${stackName}-${name}`,
      metric,
      ...thresholdOf(well),
      evaluationPeriods: periods,
      treatMissingData: silence ?? TreatMissingData.NOT_BREACHING,
      alarmDescription: `Rings when ${rings}. First: ${first.replaceAll("ripen-<stage>", stackName)}`,
    });
    const tell = new SnsAction(this.topic);
    alarm.addAlarmAction(tell);
    if (lasts) alarm.addOkAction(tell);
    return alarm;
  }
}

function thresholdOf(well: Watch["well"]) {
  return "atMost" in well
    ? { threshold: well.atMost, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
    : { threshold: well.atLeast, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD };
}

const ofThisAccount = (scope: Construct) => ({
  StringEquals: { "aws:SourceAccount": Stack.of(scope).account },
});
