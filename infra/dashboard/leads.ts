/** What leads do, what we do to them, and what sales does with them. */
import { Duration } from "aws-cdk-lib";
import { type IWidget, type Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { ofTheAccount, REVIEW } from "../runbook/ses-rates.ts";
import { counted } from "../runbook/watch.ts";
import type { Watched } from "../runbook.ts";
import { type Graph, graphs, heading, limit } from "./row.ts";

const day = Duration.days(1);
const hour = Duration.hours(1);

export const leadRows = (watched: Watched): readonly (readonly IWidget[])[] => [
  heading(
    2,
    "## Leads\nHow many **are** in each stage is counted once a day, the first time a day after the deployment; `npm run report` says it of this moment. How many **came into** one is counted from each change. Scores are those that changed in the hour, as the lowest tenth, the middle and the highest tenth of them.",
  ),
  graphs(standing(watched), stages(watched)),
  graphs(scores(watched), arrivals(watched)),
  heading(1, "## Touches and mails"),
  graphs(touches(watched), answers(), rates()),
  heading(1, "## Hand-offs to sales"),
  graphs(handoffs(watched), unheard(watched)),
];

/** The day's maximum: a count that was tried again is told twice. */
const standing = ({ settings }: Watched): Graph => ({
  title: "Leads in each stage, counted once a day",
  stacked: true,
  left: Lifecycle.options.map((stage) => {
    const service = "count-stages";
    return counted(settings, "LeadsInStage", service, day).with({
      statistic: Stats.MAXIMUM,
      dimensionsMap: { service, stage },
      label: stage,
    });
  }),
});

const stages = ({ settings }: Watched): Graph => ({
  title: "Leads that came into a stage, a day",
  stacked: true,
  left: Lifecycle.options.map((stage) => stageEntered(settings, stage, day)),
});

export function stageEntered(settings: Watched["settings"], stage: Lifecycle, period: Duration): Metric {
  const service = "follow-leads";
  return counted(settings, "StageEntered", service, period).with({
    dimensionsMap: { service, stage },
    label: stage,
  });
}

const scores = ({ settings }: Watched): Graph => {
  const score = counted(settings, "LeadScore", "follow-leads", hour);
  return {
    title: "Scores that changed, an hour",
    left: [10, 50, 90].map((of) => score.with({ statistic: Stats.percentile(of), label: `p${of}` })),
  };
};

const arrivals = ({ settings }: Watched): Graph => ({
  title: "Posts and activities, an hour",
  left: [
    counted(settings, "LeadCaptured", "capture-lead", hour).with({ label: "posts kept" }),
    counted(settings, "ActivityRecorded", "record-activity", hour).with({ label: "activities" }),
    counted(settings, "PostTrapped", "capture-lead", hour).with({ label: "posts of robots" }),
    counted(settings, "PostOverLimit", "capture-lead", hour).with({ label: "posts over a limit" }),
  ],
});

const touches = ({ settings }: Watched): Graph => {
  const of = (name: string, label: string) => counted(settings, name, "advance-lead", hour).with({ label });
  return {
    title: "Touches, an hour",
    left: [
      of("TouchSent", "mails sent"),
      of("TouchRefused", "refused, tried again"),
      of("TouchFailed", "given up"),
      of("TouchUnknown", "unknown"),
      of("TaskAsked", "calls and letters asked for"),
      of("NobodyAsked", "asked of nobody"),
    ],
  };
};

const answers = (): Graph => ({
  title: "What came of mails, an hour (the account's)",
  left: ["Delivery", "Open", "Click", "Bounce", "Complaint"].map((name) =>
    ofTheAccount(name).with({ statistic: Stats.SUM, period: hour, label: name.toLowerCase() }),
  ),
});

const rates = (): Graph => ({
  title: "Bounces and complaints, as AWS sees the account",
  left: [ofTheAccount("Reputation.BounceRate").with({ label: "bounces (left)" })],
  leftAnnotations: [limit(REVIEW.bounces / 2, "rings"), limit(REVIEW.bounces, "AWS reviews the account")],
  leftYAxis: { min: 0, label: "bounces" },
  right: [ofTheAccount("Reputation.ComplaintRate").with({ label: "complaints (right)" })],
  rightYAxis: { min: 0, max: REVIEW.complaints * 2, label: "complaints" },
});

const handoffs = ({ settings }: Watched): Graph => ({
  title: "Hand-offs, a day",
  left: [
    counted(settings, "HandoffTold", "release-lead", day).with({ label: "times sales was told" }),
    stageEntered(settings, "sal", day).with({ label: "accepted" }),
    stageEntered(settings, "sql", day).with({ label: "qualified" }),
    stageEntered(settings, "customer", day).with({ label: "won" }),
    stageEntered(settings, "recycled", day).with({ label: "back to nurture" }),
  ],
});

const unheard = ({ settings }: Watched): Graph => ({
  title: "Where sales did not act or hear, a day",
  left: [
    counted(settings, "SalesSilent", "advance-lead", day).with({ label: "let the time run out" }),
    counted(settings, "NobodyFree", "release-lead", day).with({ label: "nobody had room" }),
    counted(settings, "NobodyTold", "release-lead", day).with({ label: "nobody subscribed" }),
    counted(settings, "DigestFailed", "send-digests", day).with({ label: "day's lists that failed" }),
  ],
  right: [counted(settings, "DigestSent", "send-digests", day).with({ label: "day's lists sent (right)" })],
});
