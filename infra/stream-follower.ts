import { Duration } from "aws-cdk-lib";
import { FilterCriteria, FilterRule } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { deadLetterQueue } from "./dead-letter-queue.ts";
import { LeadFunction } from "./lead-function.ts";
import type { LeadTable } from "./lead-table.ts";
import type { Nurture } from "./nurture.ts";
import type { Settings } from "./settings.ts";

/** The stream starts and wakes executions; the only one that may talk to Step Functions, beside the sweeper. */
export class StreamFollower extends Construct {
  readonly deadLetters: Queue;
  readonly follow: LeadFunction;

  constructor(
    scope: Construct,
    id: string,
    props: { settings: Settings; table: LeadTable; nurture: Nurture },
  ) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this);
    this.follow = new LeadFunction(this, "Follow", {
      settings: props.settings,
      name: "follow-leads",
      decides: false,
      timeout: Duration.minutes(2),
      environment: { STATE_MACHINE_ARN: props.nurture.machine.stateMachineArn },
    });
    props.nurture.grantStart(this.follow);
    props.nurture.grantWake(this.follow);
    props.table.follow(this.follow, this.deadLetters, {
      filters: [leadRows],
      batchSize: 25,
      // The order of each item is kept, and of a lead only its row is followed: five leads of a shard go at once.
      parallelizationFactor: 5,
      // A poisoned record holds its neighbours up for a minute at most; the sweeper repairs whatever was given up.
      retryAttempts: 5,
    });
  }
}

/** Only the lead's own row tells of a generation or a wake; its ledger lines and touches would be invoked for nothing. */
const leadRows = FilterCriteria.filter({
  eventName: FilterRule.or("INSERT", "MODIFY"),
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual("LEAD") } } },
});
