/**
 * Errors, throttles and slow answers of all functions, in five alarms of nine metrics instead of one for each function and kind. Those
 * behind the API are watched at the API: one metric for all of them, which counts a time-out and a throttle too. What
 * runs by the clock has alarms of its own, beside what else it counts.
 */
import { Duration } from "aws-cdk-lib";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import type { Watched } from "../runbook.ts";
import { sumOf, type Watch } from "./watch.ts";

const period = Duration.minutes(5);
const quarter = Duration.minutes(15);
const BY_THE_CLOCK = new Set(["sweep-leads", "send-digests", "count-stages"]);

export const functionWatches = (watched: Watched): readonly Watch[] => [
  ...doors(watched),
  {
    name: "FunctionsFail",
    metric: sumOf(
      unattended(watched).map(({ lambda }) => lambda.metricErrors({ period: quarter, statistic: Stats.SUM })),
      quarter,
      "failed calls",
    ),
    well: { atMost: 3 },
    rings: "more than three calls within 15 minutes failed of functions that nobody waits for",
    first:
      "The dashboard says which, its log why; a call that ran out of time or memory says so there too. Nothing is lost: a step goes on as `trouble`, stream and queue try again until their dead letters.",
  },
  {
    name: "FunctionsThrottled",
    metric: Lambda.metricAllThrottles({ period, statistic: Stats.SUM }),
    well: { atMost: 0 },
    periods: 3,
    lasts: true,
    rings: "for a quarter of an hour Lambda has turned calls away, ours or a neighbour's in the account",
    first:
      "Concurrency is the account's, new ones may have 10: Service Quotas, Lambda, concurrent executions. Steps, stream and queue try again; a form's post is lost to whoever sent it.",
  },
  {
    name: "StepsSlow",
    metric: watched.functions("advance-lead").metricDuration({ period, statistic: Stats.percentile(99) }),
    well: { atMost: Duration.seconds(30).toMilliseconds() },
    periods: 3,
    lasts: true,
    rings: "for a quarter of an hour one step in a hundred has taken more than 30 s, half of what it may",
    first:
      "Mostly a service that answers late: SES, S3, the table, or a lead with thousands of ledger lines. At 60 s steps are cut off and tried again; a mail under way then ends as unknown.",
  },
];

function doors({ api }: Watched): readonly Watch[] {
  const of = (metricName: string, statistic: string) =>
    new Metric({
      namespace: "AWS/ApiGateway",
      metricName,
      dimensionsMap: { ApiId: api.id },
      statistic,
      period,
    });
  return [
    {
      name: "PagesFail",
      metric: of("5xx", Stats.SUM),
      well: { atMost: 0 },
      rings: "a form's post, a page or a program got an answer of 500 or more",
      first:
        "The access log's routeKey says at which door, that function's log why. A post that failed was not kept: its sender saw the error.",
    },
    {
      name: "PagesSlow",
      metric: of("Latency", Stats.percentile(99)),
      well: { atMost: Duration.seconds(5).toMilliseconds() },
      periods: 3,
      lasts: true,
      rings: "for a quarter of an hour one answer in a hundred has taken more than 5 s",
      first:
        "The access log's responseLatency says at which door. A cold start takes a second or two; more is a service that answers late. API Gateway gives up after 30 s.",
    },
  ];
}

/** Whoever is called by the workflow, the stream or the queue, which try again. */
export const unattended = ({ all, api }: Watched) =>
  all.filter((each) => !api.behind.has(each) && !BY_THE_CLOCK.has(each.name));
