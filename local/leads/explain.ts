/** The lines that make up a lead's number, campaign by campaign, and what it would take to be ripe. Plain text. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { type Playbook, type Run, runs, understood } from "../../workflows/rules/playbook.ts";
import { releasingAt, ripeAt } from "../../workflows/rules/report/replay.ts";
import { type ScoreLine, score } from "../../workflows/rules/score.ts";
import { signed } from "../console/lead-score.ts";
import { inWords } from "../console/moment.ts";
import { whoIs } from "./known-lead.ts";
import { isWithSales, stillMissing } from "./still-missing.ts";

interface Asked {
  readonly life: Known;
  readonly playbook: Playbook;
  readonly now: number;
  /** "What if it had been 70?" */
  readonly threshold: number | undefined;
}

export function explained(asked: Asked): string {
  const { life, playbook } = asked;
  const all = runs(life, playbook);
  if (all.length === 0)
    return `${whoIs(life)}\n\nIt is in none of the campaigns that there are, so it has no points.`;
  return [whoIs(life), ...all.map((run) => ofCampaign(run, asked))].join("\n\n");
}

function ofCampaign({ campaign, enrolment }: Run, asked: Asked): string {
  const { life, playbook, now } = asked;
  const { fit, engagement, total, lines } = score(life, campaign, playbook, now);
  const { zone } = understood(life.lead, playbook);
  const ended =
    enrolment.endedAt === undefined
      ? []
      : [`It left on ${inWords(enrolment.endedAt, zone)}: ${enrolment.because ?? "no reason was noted"}.`];
  return [
    `${campaign.name}: ${total} of the ${campaign.release.score} points at which sales is told, ${fit} for what it is and ${engagement} for what it did.`,
    ...ended,
    ...table(lines, zone),
    ...capOnFit(lines, campaign),
    ...verdict(campaign, asked),
    ...whatIf(campaign, asked, zone),
  ].join("\n");
}

/** `+7.5 of +15`: today's points of those it was worth when it happened. */
function table(lines: readonly ScoreLine[], zone: string): readonly string[] {
  const rows = lines.map(({ points, earned, at, what }) => ({
    worth: signed(points) === signed(earned) ? signed(points) : `${signed(points)} of ${signed(earned)}`,
    what: at === undefined ? what : `${inWords(at, zone)}: ${what}`,
  }));
  const width = Math.max(0, ...rows.map(({ worth }) => worth.length));
  return rows.map(({ worth, what }) => `  ${worth.padEnd(width)}  ${what}`);
}

function capOnFit(lines: readonly ScoreLine[], { fit: { most } }: RunningCampaign): readonly string[] {
  const fit = lines.filter(({ part }) => part === "fit").reduce((sum, { points }) => sum + points, 0);
  return fit > most ? [`What it is would be worth ${fit}, and counts ${most} at most.`] : [];
}

function verdict(campaign: RunningCampaign, { life, playbook, now }: Asked): readonly string[] {
  const { lifecycle, because } = life.lead;
  if (lifecycle === "disqualified") return [`Nothing comes of them: it is disqualified, since ${because}.`];
  if (isWithSales(life)) return [`Sales has it: ${life.handoffs.at(-1)?.because}.`];
  const missing = stillMissing(life, campaign, playbook, now);
  const { validate } = campaign.release;
  const first = { none: "", ask: "it is asked whether to call, and then ", call: "it is called, and then " }[
    validate
  ];
  if (missing.length === 0) return [`Nothing is missing: ${first}sales is told.`];
  const then = validate === "none" ? [] : [`After that ${first}sales is told.`];
  return ["Still missing:", ...missing.map((each) => `  ${each}`), ...then];
}

function whatIf(campaign: RunningCampaign, asked: Asked, zone: string): readonly string[] {
  const { life, playbook, now, threshold } = asked;
  if (threshold === undefined) return [];
  const ripened = (score: number) => {
    const at = ripeAt(life, releasingAt(campaign, score), playbook, now);
    return at === undefined ? "not ripe so far" : `ripe on ${inWords(at, zone)}`;
  };
  const { score: today } = campaign.release;
  return [
    `Had the threshold been ${threshold}: ${ripened(threshold)}. With ${today}, reckoned likewise: ${ripened(today)}.`,
  ];
}
