import { Duration, Validations } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { Settings } from "./settings.ts";

/** Once a day, for the dashboard: how many leads are in each stage. It reads keys of an index, and writes nothing. */
export class StageCounter extends Construct {
  constructor(scope: Construct, id: string, { settings, table }: { settings: Settings; table: LeadTable }) {
    super(scope, id);
    const count = new LeadFunction(this, "Count", {
      settings,
      name: "count-stages",
      decides: false,
      // A million leads are a hundred pages or so, each a matter of a tenth of a second.
      timeout: Duration.minutes(5),
      environment: { TABLE_NAME: table.name },
    });
    table.grantCountStages(count);
    const schedule = new Rule(this, "Schedule", {
      description: "Counts how many leads are in each stage.",
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(count.lambda)],
    });
    Validations.of(schedule).acknowledge({
      id: "Serverless-EventBusDLQ",
      reason:
        "A tick that can't be delivered for all of its day leaves a gap of a day in a graph, and an alarm tells of counts that fail.",
    });
  }
}
