/** Whether the dashboard knows where all leads stand. */
import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Watched } from "../runbook.ts";
import type { Watch } from "./watch.ts";

export const stageWatches = ({ functions }: Watched): readonly Watch[] => [
  {
    name: "StagesUncounted",
    metric: functions("count-stages").metricErrors({ period: Duration.minutes(15), statistic: Stats.SUM }),
    well: { atMost: 0 },
    rings: "the day's count of the leads in each stage failed, or ran out of its five minutes",
    first:
      "Only the dashboard misses it, and no lead hangs on it. Lambda tries twice more by itself, within minutes; count-stages' log says why. `npm run report -- --stack ripen-<stage>` counts the same from all lives.",
  },
];
