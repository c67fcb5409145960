/** Where a lead stands: what it needs now and what will come of that, by the very rules that the workflow asks. */

import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { decide } from "../../workflows/rules/decide.ts";
import type { Decision } from "../../workflows/rules/decision.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { latestRun, type Playbook, type Run } from "../../workflows/rules/playbook.ts";
import { cooledOffAt, ripe } from "../../workflows/rules/ripe.ts";
import { countedActs, type Score, score } from "../../workflows/rules/score.ts";
import type { LaptopSources } from "./sources.ts";

export interface Standing {
  readonly decision: Decision;
  /** What follows if nothing happens, and when; absent unless the lead sleeps. */
  readonly next: { readonly at: number; readonly decision: Decision } | undefined;
  /** Under the campaign the lead runs in, or ran in last; none if no campaign ever took it. */
  readonly score: Score | undefined;
  /** At which total that campaign releases. */
  readonly releaseAt: number | undefined;
  /** Why sales has not been told of it, unless it has. */
  readonly notRipe: string | undefined;
}

export function playbookOf(sources: LaptopSources): Playbook {
  return {
    campaigns: sources.campaigns(),
    desk: sources.salesDesk(),
    defaultTimeZone: sources.defaultTimeZone,
    holidays: HOLIDAYS,
  };
}

export function standing(life: Known, playbook: Playbook, now: number): Standing {
  const run = latestRun(life, playbook);
  const decision = decide(life, playbook, now);
  const points = run && score(life, run.campaign, playbook, now);
  return {
    decision,
    next: decision.do === "sleep" ? afterSleep(life, playbook, decision.until) : undefined,
    score: points,
    releaseAt: run?.campaign.release.score,
    notRipe: run && points && whyNotRipe(life, run, points, playbook, now),
  };
}

/** Nobody sleeps longer than 30 days: whoever is looked at only to sleep on is asked again, up to a year ahead. */
function afterSleep(life: Known, playbook: Playbook, until: number): Standing["next"] {
  let at = until;
  let decision = decide(life, playbook, at);
  for (let looks = 0; decision.do === "sleep" && looks < 12; looks++) {
    at = decision.until;
    decision = decide(life, playbook, at);
  }
  return { at, decision };
}

function whyNotRipe(life: Known, { campaign }: Run, points: Score, playbook: Playbook, now: number) {
  const { release } = campaign;
  const open = life.handoffs.some(({ status }) => status !== "rejected" && status !== "expired");
  if (open) return undefined;
  if (points.total < release.score) return `${points.total} of ${release.score} points`;
  if (points.fit < release.fit) return `${points.fit} of the ${release.fit} points that the fit must bring`;
  if (life.lead.consent.withdrawnAt !== undefined || life.lead.suppressedAt !== undefined) return "it left";
  if (ripe(life, campaign, playbook, now)?.proven === false)
    return `${points.total} of ${release.score} points, but nothing yet that only a person does${hasClickedInTwo(life, campaign, now) ? ": its clicks may be a scanner's, which comes soon after each letter" : ""}`;
  return sinceSalesAnswered(life, campaign, playbook, now);
}

/** In two letters, as a person's proof would have it. */
function hasClickedInTwo(life: Known, campaign: RunningCampaign, now: number): boolean {
  const clicks = countedActs(life, campaign, now).filter(({ line }) => line.kind === "click");
  return new Set(clicks.map(({ line }) => line.messageId)).size > 1;
}

function sinceSalesAnswered(life: Known, campaign: RunningCampaign, playbook: Playbook, now: number) {
  const last = life.handoffs.at(-1);
  const coolsOff = cooledOffAt(life, campaign, playbook, now) !== undefined;
  if (last === undefined) return coolsOff ? "it said a short while ago that it is not the time" : undefined;
  if (last.status === "expired") return `${coolsOff ? "" : "nothing new since "}sales did not answer in time`;
  return coolsOff ? "sales gave it back a short while ago" : "nothing new since sales gave it back";
}
