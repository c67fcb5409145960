import { Duration } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** Holds what could not be handled for 14 days, the most SQS allows: time for a person to come back from leave. */
export const deadLetterQueue = (scope: Construct) =>
  new Queue(scope, "DeadLetters", { enforceSSL: true, retentionPeriod: Duration.days(14) });
