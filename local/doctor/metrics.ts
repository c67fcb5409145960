/** CloudWatch's sum of a metric over a span of time. */
import * as z from "zod";
import type { SignedCalls } from "./signed-calls.ts";

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Span {
  /** Both in milliseconds. */
  readonly from: number;
  readonly to: number;
  /** In seconds: of points older than 15 days a multiple of 300. */
  readonly period: number;
}

const Statistics = z.object({ Datapoints: z.array(z.object({ Sum: z.number() })) });

/** 0 where nothing was counted: CloudWatch has no point then. Throws AwsError, and ZodError for an answer without points. */
export async function sumOf(
  signed: SignedCalls,
  metric: Metric,
  { from, to, period }: Span,
): Promise<number> {
  const told = await signed.json("monitoring", "GetMetricStatistics", {
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    StartTime: Math.floor(from / 1_000),
    EndTime: Math.floor(to / 1_000),
    Period: period,
    Statistics: ["Sum"],
  });
  return Statistics.parse(told).Datapoints.reduce((sum, { Sum }) => sum + Sum, 0);
}
