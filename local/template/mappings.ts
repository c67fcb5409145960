import * as z from "zod";
import { type Plan, planned } from "./properties.ts";

const Mapping = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.literal(true).default(true),
  BatchSize: z.number().optional(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).default("TRIM_HORIZON"),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  ParallelizationFactor: z.number().default(1),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).default([]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .default({ Filters: [] }),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  // The laptop's pollers don't wait to fill a batch, forget nothing by age and have no need of limits:
  MaximumBatchingWindowInSeconds: z.number().optional(),
  MaximumRecordAgeInSeconds: z.number().optional(),
  ScalingConfig: z.unknown().optional(),
  MetricsConfig: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export interface PlannedMapping {
  readonly id: string;
  readonly sourceArn: string;
  readonly isStream: boolean;
  readonly functionName: string;
  /** AWS's defaults: 100 records of a stream, 10 messages of a queue. */
  readonly batchSize: number;
  readonly from: "TRIM_HORIZON" | "LATEST";
  readonly bisect: boolean;
  readonly retries: number;
  readonly lanes: number;
  readonly reportsItems: boolean;
  readonly patterns: readonly string[];
  readonly deadLettersArn: string | undefined;
}

export function planMappings(plan: Plan): readonly PlannedMapping[] {
  return planned(plan, "AWS::Lambda::EventSourceMapping", Mapping).map(({ id, properties }) => {
    const isStream = properties.EventSourceArn.includes("/stream/");
    return {
      id,
      sourceArn: properties.EventSourceArn,
      isStream,
      functionName: properties.FunctionName,
      batchSize: properties.BatchSize ?? (isStream ? 100 : 10),
      from: properties.StartingPosition,
      bisect: properties.BisectBatchOnFunctionError,
      retries: properties.MaximumRetryAttempts,
      lanes: properties.ParallelizationFactor,
      reportsItems: properties.FunctionResponseTypes.length > 0,
      patterns: properties.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
      deadLettersArn: properties.DestinationConfig?.OnFailure.Destination,
    };
  });
}
