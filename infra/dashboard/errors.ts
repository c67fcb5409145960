/** What fails, waits or is late, function by function. */
import { Duration } from "aws-cdk-lib";
import { type IWidget, LegendPosition, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { counted } from "../runbook/watch.ts";
import type { Watched } from "../runbook.ts";
import { type Graph, graphs, heading } from "./row.ts";

const period = Duration.minutes(5);
const hour = Duration.hours(1);
const sum = { period, statistic: Stats.SUM };
const most = { period, statistic: Stats.MAXIMUM };

export const errorRows = (watched: Watched): readonly (readonly IWidget[])[] => [
  heading(
    2,
    "## What fails, and what waits\nOf open executions CloudWatch shows none while the account has under 10,000: that graph is for the far end of the quota. Lines in milliseconds stand at the left, those in seconds at the right.",
  ),
  graphs(executions(watched), errors(watched), pages(watched)),
  graphs(lateness(watched), deadLetters(watched), found(watched)),
  graphs(speed(watched), concurrency(), quota()),
];

const executions = ({ machine }: Watched): Graph => ({
  title: "Executions that ended badly",
  left: [
    machine.metricFailed({ ...sum, label: "failed" }),
    machine.metricTimedOut({ ...sum, label: "timed out" }),
    machine.metricAborted({ ...sum, label: "aborted" }),
  ],
  right: [machine.metricStarted({ ...sum, label: "started (right)" })],
});

const errors = ({ all }: Watched): Graph => ({
  title: "Failed calls, by function",
  stacked: true,
  // Eighteen names under the graph would leave no room for it.
  legendPosition: LegendPosition.RIGHT,
  left: all.map(({ name, lambda }) => lambda.metricErrors({ ...sum, label: name })),
});

export const ofTheApi = (id: string, metricName: string, statistic: string, label: string) =>
  new Metric({
    namespace: "AWS/ApiGateway",
    metricName,
    dimensionsMap: { ApiId: id },
    statistic,
    period,
    label,
  });

const pages = ({ api }: Watched): Graph => ({
  title: "The API's answers",
  left: [
    ofTheApi(api.id, "5xx", Stats.SUM, "500 and more"),
    ofTheApi(api.id, "4xx", Stats.SUM, "400 to 499"),
  ],
  right: [ofTheApi(api.id, "Count", Stats.SUM, "requests (right)")],
});

const lateness = ({ functions, mailEvents, announcer }: Watched): Graph => ({
  title: "How late we are",
  left: [
    functions("follow-leads").metric("IteratorAge", { ...most, label: "starts and wakes (ms)" }),
    ...(announcer === undefined
      ? []
      : [functions("announce-leads").metric("IteratorAge", { ...most, label: "announcements (ms)" })]),
  ],
  right: [
    mailEvents.queue.metricApproximateAgeOfOldestMessage({ ...most, label: "events of mails (s, right)" }),
  ],
});

const deadLetters = ({ mailEvents, follower, announcer }: Watched): Graph => {
  const waiting = (queue: Queue, label: string) =>
    queue.metricApproximateNumberOfMessagesVisible({ ...most, label });
  return {
    title: "Given up, until somebody looks",
    left: [
      waiting(mailEvents.deadLetters, "events of mails"),
      waiting(follower.deadLetters, "starts and wakes"),
      ...(announcer === undefined ? [] : [waiting(announcer.deadLetters, "announcements")]),
    ],
  };
};

const found = ({ settings }: Watched): Graph => ({
  title: "Leads in trouble, and leads found asleep, an hour",
  left: [
    counted(settings, "Trouble", "follow-leads", hour).with({ label: "steps that failed" }),
    counted(settings, "LeadSwept", "sweep-leads", hour).with({ label: "overslept" }),
    counted(settings, "SweepFailed", "sweep-leads", hour).with({ label: "can't be swept" }),
    counted(settings, "CampaignStopped", "record-email-event", hour).with({ label: "campaigns stopped" }),
    counted(settings, "MailNotKept", "advance-lead", hour).with({ label: "copies not kept" }),
  ],
});

const speed = ({ functions, api }: Watched): Graph => ({
  title: "The slowest hundredth (ms)",
  left: [
    ofTheApi(api.id, "Latency", Stats.percentile(99), "pages and posts"),
    functions("advance-lead").metricDuration({ period, statistic: Stats.percentile(99), label: "steps" }),
  ],
});

const concurrency = (): Graph => ({
  title: "Lambda's concurrency (the account's)",
  left: [Lambda.metricAllConcurrentExecutions({ ...most, label: "at once" })],
  right: [Lambda.metricAllThrottles({ ...sum, label: "turned away (right)" })],
});

const quota = (): Graph => {
  const account = (metricName: string, label: string) =>
    new Metric({ namespace: "AWS/States", metricName, statistic: Stats.MAXIMUM, period: hour, label });
  return {
    title: "Open executions (the account's)",
    left: [account("OpenExecutionCount", "open"), account("OpenExecutionLimit", "quota")],
  };
};
