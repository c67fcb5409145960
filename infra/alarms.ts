import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { type Watched, watches } from "./runbook.ts";
import { addressOf } from "./setting-forms.ts";
import type { Settings } from "./settings.ts";

/** What a person must look at, told to the operators, or to whoever reads the replies while no operator is named. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: Watched & { readonly settings: Settings }) {
    super(scope, id);
    const { operatorsEmail, replyTo } = props.settings;
    // Not the sales address: "sales hears nothing" is one of the alarms.
    this.topic = new Topic(this, "Topic", { displayName: "Ripen alarms", enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(operatorsEmail ?? addressOf(replyTo)));
    // A topic with a policy of its own admits nobody by default, not even the account's alarms.
    this.topic.grantPublish(
      new ServicePrincipal("cloudwatch.amazonaws.com").withConditions(ofThisAccount(this)),
    );
    for (const { name, metric, above, runbook } of watches(props)) this.watch(name, metric, above, runbook);
  }

  private watch(name: string, metric: IMetric, above: number, runbook: string) {
    const alarm = new Alarm(this, name, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: runbook,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

const ofThisAccount = (scope: Construct) => ({
  StringEquals: { "aws:SourceAccount": Stack.of(scope).account },
});
