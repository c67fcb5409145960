/** What is paid for by use: the drivers as counted, and what they come to at list prices. */
import { Duration } from "aws-cdk-lib";
import { type IMetric, type IWidget, MathExpression, type Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { TRANSITIONS_A_STEP } from "../../workflows/rules/step.ts";
import { counted } from "../runbook/watch.ts";
import type { Watched } from "../runbook.ts";
import { ofTheApi } from "./errors.ts";
import { type Graph, graphs, heading } from "./row.ts";

const day = Duration.days(1);
const sum = { period: day, statistic: Stats.SUM };

/** Dollars per million, us-east-1, November 2026; a test holds them against local/costs/prices.ts. */
export const PRICES = { transitions: 25, mails: 100, writes: 0.625, reads: 0.125, requests: 1 };
/** Dollars per million calls, and per million seconds of 512 MB on arm64. */
const LAMBDA = { calls: 0.2, seconds: 13.33 / 2 };

export const costRows = (watched: Watched): readonly (readonly IWidget[])[] => [
  heading(
    2,
    "## What it costs\nAt the list prices of us-east-1 in November 2026, without tax and free tier; logs, copies of mails, SNS and SQS are left out, a few per cent. Transitions are reckoned: three for each call of advance-lead, since AWS counts them for the whole account only. The bill is right where this isn't: `docs/costs.md`.",
  ),
  graphs(dollars(watched), units(watched)),
];

function drivers({ settings, table, functions, api, all }: Watched) {
  const { table: rows } = table;
  const index = (name: string, of: "Write" | "Read") =>
    rows.metric(`Consumed${of}CapacityUnits`, {
      ...sum,
      dimensionsMap: { TableName: rows.tableName, GlobalSecondaryIndexName: name },
    });
  return {
    steps: [functions("advance-lead").metricInvocations(sum)],
    mails: [counted(settings, "TouchSent", "advance-lead", day)],
    writes: [
      rows.metricConsumedWriteCapacityUnits(sum),
      ...["due", "arrivals", "stages"].map((name) => index(name, "Write")),
    ],
    reads: [rows.metricConsumedReadCapacityUnits(sum), index("stages", "Read")],
    requests: [ofTheApi(api.id, "Count", Stats.SUM, "requests").with({ period: day })],
    calls: all.map(({ lambda }) => lambda.metricInvocations(sum)),
    milliseconds: all.map(({ lambda }) => lambda.metricDuration(sum)),
  };
}

function dollars(watched: Watched): Graph {
  const { steps, mails, writes, reads, requests, calls, milliseconds } = drivers(watched);
  return {
    title: "Dollars a day, by list price",
    stacked: true,
    left: [
      worth("Step Functions", "s", steps, TRANSITIONS_A_STEP * PRICES.transitions),
      worth("SES", "m", mails, PRICES.mails),
      worth("DynamoDB, writes", "w", writes, PRICES.writes),
      worth("DynamoDB, reads", "r", reads, PRICES.reads),
      worth("API Gateway", "a", requests, PRICES.requests),
      worth("Lambda, calls", "c", calls, LAMBDA.calls),
      worth("Lambda, time", "t", milliseconds, LAMBDA.seconds / 1_000),
    ],
  };
}

function units(watched: Watched): Graph {
  const { steps, mails, writes, reads, requests, calls } = drivers(watched);
  return {
    title: "What drives it, a day",
    left: [
      sumOf("state transitions", "us", steps, `* ${TRANSITIONS_A_STEP}`),
      sumOf("mails", "um", mails),
      sumOf("write units", "uw", writes),
      sumOf("read units", "ur", reads),
      sumOf("API requests", "ua", requests),
      sumOf("Lambda calls", "uc", calls),
    ],
  };
}

/** So many dollars per million of them. */
const worth = (label: string, prefix: string, metrics: readonly Metric[], perMillion: number) =>
  sumOf(label, prefix, metrics, `* ${perMillion} / 1000000`);

/** All of them together. `prefix` keeps their ids apart from others' of the same graph. */
function sumOf(label: string, prefix: string, metrics: readonly Metric[], times = ""): IMetric {
  const named = Object.fromEntries(metrics.map((metric, index) => [`${prefix}${index}`, metric]));
  const all = Object.keys(named)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new MathExpression({
    expression: `(${all}) ${times}`.trim(),
    usingMetrics: named,
    period: day,
    label,
  });
}
