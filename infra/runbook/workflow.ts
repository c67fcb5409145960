/** Whether each lead's execution lives, and whether the sweeper looks after those that don't. */
import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Watched } from "../runbook.ts";
import { counted, type Watch } from "./watch.ts";

const period = Duration.minutes(5);
const hour = Duration.hours(1);
const total = { period, statistic: Stats.SUM };

export const workflowWatches = (watched: Watched): readonly Watch[] => [
  ...executions(watched),
  ...stream(watched),
  ...sweeper(watched),
];

const executions = ({ settings, machine }: Watched): readonly Watch[] => [
  {
    name: "LeadsInTrouble",
    metric: counted(settings, "Trouble", "follow-leads", period),
    well: { atMost: 0 },
    rings: "a lead's step failed beyond its retries",
    first:
      "It is tried again every 6 hours. The lead's `trouble` names the error, advance-lead's and release-lead's logs the cause. After a fix all go on by themselves.",
  },
  {
    name: "ExecutionsFail",
    metric: machine.metricFailed(total),
    well: { atMost: 0 },
    rings: "a lead's execution failed, which the workflow has no state for",
    first:
      "Mostly a broken expression. Open the execution, mend `workflows/nurture.asl.json`, deploy; sweep-leads starts the lead anew.",
  },
  {
    name: "ExecutionsTimeOut",
    metric: machine.metricTimedOut(total),
    well: { atMost: 0 },
    rings: "an execution lived 360 days, though advance-lead renews it after 320",
    first:
      "It has not taken a step for 40 days. Look at that lead's `nextWakeAt`; sweep-leads starts it anew.",
  },
  {
    name: "ExecutionsAborted",
    metric: machine.metricAborted(total),
    well: { atMost: 0 },
    rings: "somebody stopped an execution; nothing of ours does but closing the stack down",
    first:
      "CloudTrail's StopExecution says who. The lead still counts as asleep: sweep-leads starts it anew when its sleep would have ended, up to 30 days on, or 15 minutes after it does something.",
  },
  {
    name: "ExecutionsNearQuota",
    metric: openOfQuota(),
    well: { atMost: 80 },
    // CloudWatch gets both as best it can: a gap says nothing.
    silence: TreatMissingData.IGNORE,
    lasts: true,
    rings: "more than 80 % of the executions that the account and region may have open are open",
    first:
      "Each sleeping lead is one. Ask for more now: Service Quotas, Step Functions, open executions. When it is full no new lead starts until there is room; sweep-leads then starts them.",
  },
];

/**
 * Two metrics, the account's own and without a dimension. AWS calls the count approximate, and says that under 10,000 it
 * may show zero (Step Functions developer guide, "Execution metrics"): it is for the far end of the quota only.
 */
function openOfQuota() {
  const account = (metricName: string) =>
    new Metric({
      namespace: "AWS/States",
      metricName,
      statistic: Stats.MAXIMUM,
      period: Duration.minutes(15),
    });
  return new MathExpression({
    expression: "100 * open / quota",
    usingMetrics: { open: account("OpenExecutionCount"), quota: account("OpenExecutionLimit") },
    period: Duration.minutes(15),
    label: "% of the open executions' quota",
  });
}

const stream = ({ follower, functions }: Watched): readonly Watch[] => [
  {
    name: "StreamFallsBehind",
    metric: functions("follow-leads").metric("IteratorAge", { period, statistic: Stats.MAXIMUM }),
    well: { atMost: Duration.minutes(10).toMilliseconds() },
    lasts: true,
    rings: "leads start and wake more than ten minutes late",
    first:
      "Look at follow-leads' errors and throttles; after 24 hours the stream forgets, and only sweep-leads goes on.",
  },
  {
    name: "StreamRecordsGivenUp",
    metric: follower.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
    well: { atMost: 0 },
    lasts: true,
    rings: "a start or a wake failed six times and was given up",
    first:
      "No lead is lost, sweep-leads repairs it within 30 minutes. Read follow-leads' log for why, then purge the queue: it holds only positions in the stream.",
  },
];

const sweeper = ({ settings, functions }: Watched): readonly Watch[] => [
  {
    name: "LeadsSwept",
    metric: counted(settings, "LeadSwept", "sweep-leads", hour),
    well: { atMost: 5 },
    rings: "sweep-leads found more than five leads in an hour that had overslept by 15 minutes",
    first:
      "It woke or restarted them, so they are late and not lost. A few after an outage are its work; so many mean that starts or wakes get lost: look at the stream's alarms, and follow-leads' log.",
  },
  {
    name: "LeadsUnsweepable",
    metric: counted(settings, "SweepFailed", "sweep-leads", period),
    well: { atMost: 0 },
    rings: "a lead that overslept can't be read, woken or restarted",
    first:
      "Nobody else looks after it. sweep-leads' log names its leadId and the error; it is tried again every 15 minutes, with all the others.",
  },
  {
    name: "SweepFails",
    metric: functions("sweep-leads").metricErrors(total),
    well: { atMost: 0 },
    rings: "a whole sweep failed, or ran out of its ten minutes",
    first:
      "Leads whose start or wake got lost are not being repaired. Read sweep-leads' log; the next sweep, 15 minutes on, takes them all once it works again.",
  },
  {
    name: "SweepsStop",
    metric: functions("sweep-leads").metricInvocations({ period: hour, statistic: Stats.SUM }),
    well: { atLeast: 1 },
    silence: TreatMissingData.BREACHING,
    lasts: true,
    rings: "no sweep ran for an hour, or on a new stack none yet",
    first:
      "Whatever gets lost stays lost meanwhile. The first sweep comes within 15 minutes of the deployment. Is the rule enabled that calls sweep-leads (EventBridge, Rules), and is the function throttled? Then enable it, or ask for more concurrency.",
  },
];
