/** One thing that is watched, and the words in which whoever is woken by it reads of it. */
import type { Duration } from "aws-cdk-lib";
import {
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  type TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { metricsNamespace } from "../lead-function.ts";
import type { Settings } from "../settings.ts";

export interface Watch {
  readonly name: string;
  readonly metric: IMetric;
  /** The values that are still well. */
  readonly well: { readonly atMost: number } | { readonly atLeast: number };
  /** For how many of the metric's periods on end it has to be otherwise. Default: 1. */
  readonly periods?: number;
  /** What it means that nothing was counted. Default: that all is well. */
  readonly silence?: TreatMissingData;
  /** A state, whose end is told too. The end of something that is counted only says that it didn't happen again. */
  readonly lasts?: true;
  /** "It rings when …", without a full stop. */
  readonly rings: string;
  /** What to do first. Of a command, `ripen-<stage>` becomes the stack's name. */
  readonly first: string;
}

/** What one of our functions counts, summed: a metric under the `service` that counts it. */
export function counted({ stage }: Settings, metricName: string, service: string, period: Duration): Metric {
  return new Metric({
    namespace: metricsNamespace(stage),
    metricName,
    dimensionsMap: { service },
    period,
    statistic: Stats.SUM,
  });
}

/** An alarm's expression takes ten metrics, and each is paid for as if it were watched by itself. */
const MOST = 10;

/** All of them together; one that counted nothing is no gap in the sum. */
export function sumOf(metrics: readonly Metric[], period: Duration, label: string): IMetric {
  if (metrics.length > MOST)
    throw new Error(
      `${label}: an alarm takes ${MOST} metrics, these are ${metrics.length}: make two of them.`,
    );
  const named = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(named)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics: named, period, label });
}
