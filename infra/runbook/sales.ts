/** Whether people hear of leads, and act. That nobody at sales has room rings nobody: their manager is told by itself. */
import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Watched } from "../runbook.ts";
import { counted, sumOf, type Watch } from "./watch.ts";

const period = Duration.minutes(5);

export const salesWatches = ({ settings, functions }: Watched): readonly Watch[] => [
  {
    name: "NobodyTold",
    metric: counted(settings, "NobodyTold", "release-lead", period),
    well: { atMost: 0 },
    rings: "a lead is ripe and nobody hears of it: the sales topic has no confirmed subscription",
    first: "Confirm or renew it (an unconfirmed one dies after 48 hours); the lead is told again by itself.",
  },
  {
    name: "NobodyAsked",
    metric: counted(settings, "NobodyAsked", "advance-lead", period),
    well: { atMost: 0 },
    rings:
      "a call or a letter is due and nobody hears of it: the tasks topic has no confirmed subscription, or took nothing",
    first:
      "The touch's `refusal` says why. Confirm or renew the subscription; whoever waits is asked again by itself, for about four days, then its lead goes on without the task.",
  },
  {
    name: "SalesSilent",
    metric: counted(settings, "SalesSilent", "advance-lead", Duration.hours(1)),
    well: { atMost: 0 },
    rings:
      "sales broke its word: nobody answered for a lead in all its time, or told of none after accepting it",
    first:
      "The reminder, the next person and the manager were told before. The lead went back to nurture, or to somebody else; the whole desk's page, from the manager's link, says whose they were this week. Speak with the manager, or give `workflows/sales.yaml` more time or people.",
  },
  {
    name: "DigestsFail",
    metric: sumOf(
      [
        counted(settings, "DigestFailed", "send-digests", period),
        functions("send-digests").metricErrors({ period, statistic: Stats.SUM }),
      ],
      period,
      "day's lists that failed",
    ),
    well: { atMost: 0 },
    rings: "somebody of sales did not get the day's list, or nobody did",
    first:
      "send-digests' log has whose and why. A list that failed is not sent again that day; their page (`/desk`) shows the same at any time.",
  },
];
