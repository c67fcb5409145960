/** Structured logs and metrics, as Powertools writes them. Ids and codes only, never an address. */
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Report } from "./report.ts";

export function powertoolsReport(): Report {
  const logger = new Logger();
  const metrics = new Metrics();
  return {
    info: (message, fields) => logger.info(message, fields),
    warn: (message, fields) => logger.warn(message, fields),
    count: (metric, of = {}) => {
      const single = metrics.singleMetric();
      for (const [name, value] of Object.entries(of)) single.addDimension(name, value);
      single.addMetric(metric, MetricUnit.Count, 1);
    },
    measure: (measure, value) => {
      metrics.singleMetric().addMetric(measure, MetricUnit.NoUnit, value);
    },
  };
}
