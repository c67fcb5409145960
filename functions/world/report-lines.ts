/**
 * What functions report, a line of JSON each: for whoever reads the log, and, in CloudWatch's embedded metric format, for
 * alarms and the dashboard. Ids and codes only, never an address.
 */
import type { Report } from "./report.ts";

export interface Reporter {
  /** The function's name: a field of every line, and the dimension of every metric. */
  readonly service: string;
  readonly namespace: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: () => number;
  readonly write: (line: string) => void;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export function reportLines({ service, namespace, now, write }: Reporter): Report {
  const line = (fields: object) => write(`${JSON.stringify(fields)}\n`);
  const say = (level: string, message: string, fields: object) =>
    line({ level, message, timestamp: new Date(now()).toISOString(), service, ...fields });
  // Without a level: Lambda's filter by level leaves such lines alone.
  const counted = (Name: string, value: number, Unit: string, of: Readonly<Record<string, string>>) => {
    const Dimensions = [["service", ...Object.keys(of)]];
    const CloudWatchMetrics = [{ Namespace: namespace, Dimensions, Metrics: [{ Name, Unit }] }];
    line({ _aws: { Timestamp: now(), CloudWatchMetrics }, service, ...of, [Name]: value });
  };
  return {
    info: (message, fields) => say("INFO", message, fields),
    warn: (message, fields) => say("WARN", message, fields),
    count: (metric, of = {}) => counted(metric, 1, "Count", of),
    measure: (measure, value, of = {}) => counted(measure, value, "None", of),
  };
}
