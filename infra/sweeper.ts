import { Duration, Validations } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { Nurture } from "./nurture.ts";
import type { SentMails } from "./sent-mails.ts";
import type { Settings } from "./settings.ts";

/** Every 15 minutes, whoever is overdue is woken or given a new execution: the one rule that repairs lost starts and wakes. What an erase left is deleted. */
export class Sweeper extends Construct {
  readonly sweep: LeadFunction;

  constructor(
    scope: Construct,
    id: string,
    props: { settings: Settings; table: LeadTable; nurture: Nurture; sentMails: SentMails },
  ) {
    super(scope, id);
    this.sweep = new LeadFunction(this, "Sweep", {
      settings: props.settings,
      name: "sweep-leads",
      decides: false,
      // Ends before the next sweep begins.
      timeout: Duration.minutes(10),
      environment: {
        TABLE_NAME: props.table.name,
        SENT_MAILS_BUCKET: props.sentMails.name,
        STATE_MACHINE_ARN: props.nurture.machine.stateMachineArn,
      },
    });
    props.table.grantSweep(this.sweep);
    props.nurture.grantWake(this.sweep);
    props.sentMails.grantErase(this.sweep);
    const schedule = new Rule(this, "Schedule", {
      description: "Looks for leads that should have been awake by now.",
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [new LambdaFunction(this.sweep.lambda, { retryAttempts: 0 })],
    });
    Validations.of(schedule).acknowledge({
      id: "Serverless-EventBusDLQ",
      reason:
        "A tick that went astray is worth no queue: the next comes after 15 minutes and takes all, and an alarm tells of sweeps that fail.",
    });
  }
}
