/** What is watched, and what whoever is woken by it should do first. */
import { Duration } from "aws-cdk-lib";
import { type IMetric, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { MailEvents } from "./mail-events.ts";
import type { Nurture } from "./nurture.ts";
import type { StreamFollower } from "./stream-follower.ts";
import type { Sweeper } from "./sweeper.ts";

export interface Watched {
  readonly mailEvents: MailEvents;
  readonly nurture: Nurture;
  readonly follower: StreamFollower;
  readonly sweeper: Sweeper;
}

interface Watch {
  readonly name: string;
  readonly metric: IMetric;
  /** The highest value that is still well. */
  readonly above: number;
  readonly runbook: string;
}

const period = Duration.minutes(5);

export function watches({ mailEvents, nurture, follower, sweeper }: Watched): readonly Watch[] {
  const { machine } = nurture;
  const total = { period, statistic: Stats.SUM };
  return [
    {
      name: "MailEventsGivenUp",
      metric: mailEvents.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
      above: 0,
      runbook:
        "An open, click, bounce or complaint could not be recorded in five tries. Read the message and record-email-event's log, mend it, then redrive the queue: a repeat changes nothing.",
    },
    {
      name: "StreamRecordsGivenUp",
      metric: follower.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
      above: 0,
      runbook:
        "A start or a wake was given up. No lead is lost, sweep-leads repairs it within 30 minutes. Read follow-leads' log for why, then purge the queue: it holds only positions in the stream.",
    },
    {
      name: "StreamFallsBehind",
      metric: follower.follow.lambda.metric("IteratorAge", { period, statistic: Stats.MAXIMUM }),
      above: Duration.minutes(10).toMilliseconds(),
      runbook:
        "Leads start and wake more than ten minutes late. Look at follow-leads' errors and throttles; after 24 hours the stream forgets, and only sweep-leads goes on.",
    },
    {
      name: "ExecutionsFail",
      metric: machine.metricFailed(total),
      above: 0,
      runbook:
        "A lead's execution failed, which the workflow has no state for: mostly a broken expression in it. Open the execution, mend nurture.asl.json, deploy; sweep-leads starts the lead anew.",
    },
    {
      name: "ExecutionsTimeOut",
      metric: machine.metricTimedOut(total),
      above: 0,
      runbook:
        "An execution lived 360 days, though advance-lead renews it after 320: it has not taken a step for 40 days. Look at that lead's nextWakeAt; sweep-leads starts it anew.",
    },
    {
      name: "SweepFails",
      metric: sweeper.sweep.lambda.metricErrors(total),
      above: 0,
      runbook:
        "Leads whose start or wake got lost are not being repaired. Read sweep-leads' log; the next sweep, 15 minutes on, takes them all once it works again.",
    },
    {
      name: "TouchesUnknown",
      metric: counted("TouchUnknown", "advance-lead"),
      above: 0,
      runbook:
        "Nobody knows whether a mail went out: claimed 15 minutes ago, and neither an answer nor an event of SES since. It is never sent again. Its event may still come and settle it; if it matters, look for its touchId in the SES events, and write to the lead yourself.",
    },
    {
      name: "NobodyTold",
      metric: counted("NobodyTold", "release-lead"),
      above: 0,
      runbook:
        "A lead is ripe and nobody hears of it: the sales topic has no confirmed subscription. Confirm or renew it (an unconfirmed one dies after 48 hours); the lead is told again by itself.",
    },
    {
      name: "NobodyAsked",
      metric: counted("NobodyAsked", "advance-lead"),
      above: 0,
      runbook:
        "A call or a letter is due and nobody hears of it: the tasks topic has no confirmed subscription, or took nothing (the touch's `refusal` says why). Confirm or renew the subscription; whoever waits is asked again by itself, for about four days, then its lead goes on without the task.",
    },
    {
      name: "CampaignsStop",
      metric: counted("CampaignStopped", "record-email-event"),
      above: 0,
      runbook:
        "A campaign stopped itself: too many of its newest mails were called spam, or bounced for good. `npm run campaign -- standing` says which and why. Find whom it mailed that never asked for it (a list, a form), or what in its letters annoys; then resume it, which counts anew.",
    },
    {
      name: "LeadsInTrouble",
      metric: counted("Trouble", "follow-leads"),
      above: 0,
      runbook:
        "A lead's step failed beyond its retries; it is tried again every 6 hours. The lead's `trouble` names the error, advance-lead's and release-lead's logs the cause. After a fix all go on by themselves.",
    },
  ];
}

/** A Powertools metric under the `service` that counts it. One metric an alarm, since each costs and of an expression ten are the most. */
function counted(metricName: string, service: string): IMetric {
  return new Metric({
    namespace: "Ripen",
    metricName,
    dimensionsMap: { service },
    period,
    statistic: Stats.SUM,
  });
}
