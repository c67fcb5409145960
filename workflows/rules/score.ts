/**
 * The score: a pure fold over what is known of a lead and what it did. Explained line by line, the same for every
 * order and repetition of the same facts, and replayable under another rule.
 */
import type { RunningCampaign } from "./campaign.ts";
import { holds } from "./condition.ts";
import type { Known, LedgerLine } from "./life.ts";
import { type Playbook, saidBy } from "./playbook.ts";
import { type Instant, milliseconds } from "./time.ts";

export interface ScoreLine {
  readonly part: "fit" | "engagement";
  /** What earned it, in words. */
  readonly what: string;
  /** Today's points, after decay; 0 for what a machine did. */
  readonly points: number;
  /** The ledger line's key; absent for fit. */
  readonly key?: string;
  readonly at?: Instant;
}

export interface Score {
  /** Whole points, capped at the campaign's `most`. */
  readonly fit: number;
  /** Whole points, after decay. */
  readonly engagement: number;
  /** Fit and engagement together, rounded once. */
  readonly total: number;
  readonly lines: readonly ScoreLine[];
}

export function score(life: Known, campaign: RunningCampaign, playbook: Playbook, now: Instant): Score {
  const forFit = fitLines(life, campaign, playbook);
  const forActs = engagementLines(life, campaign, now);
  const fitPoints = Math.min(campaign.fit.most, sum(forFit));
  const engagementPoints = sum(forActs);
  return {
    fit: fitPoints,
    engagement: Math.round(engagementPoints),
    total: Math.round(fitPoints + engagementPoints),
    lines: [...forFit, ...forActs],
  };
}

/** Whether an act counts as of `now`: by a human as far as we know, and settled. */
export function isCounted(line: LedgerLine, campaign: RunningCampaign, now: Instant): boolean {
  return !line.machine && settledAt(line, campaign) <= now;
}

/** The acts that earn points as of `now`. */
export function countedActs(life: Known, campaign: RunningCampaign, now: Instant): readonly LedgerLine[] {
  return life.ledger.filter(
    (line) => basePoints(line, life, campaign) !== 0 && isCounted(line, campaign, now),
  );
}

/** When the next click will have settled, if one is waiting to. */
export function nextSettling(life: Known, campaign: RunningCampaign, now: Instant): Instant | undefined {
  const waiting = life.ledger.filter((line) => !line.machine).map((line) => settledAt(line, campaign));
  return waiting.filter((at) => at > now).sort((a, b) => a - b)[0];
}

function fitLines(life: Known, campaign: RunningCampaign, playbook: Playbook): ScoreLine[] {
  const said = saidBy(life.lead, playbook);
  return campaign.fit.rules
    .filter((rule) => holds(rule.when, said))
    .map((rule) => ({ part: "fit", what: rule.because, points: rule.points }));
}

function engagementLines(life: Known, campaign: RunningCampaign, now: Instant): ScoreLine[] {
  const halfLife = milliseconds(campaign.engagement.halfLife);
  return life.ledger
    .filter((line) => basePoints(line, life, campaign) !== 0)
    .map((line) => {
      const counts = isCounted(line, campaign, now);
      const fading = 0.5 ** (Math.max(0, now - line.at) / halfLife);
      const points = counts ? basePoints(line, life, campaign) * fading : 0;
      return {
        part: "engagement",
        what: line.machine ? `${line.what} (${line.machine})` : line.what,
        points,
        key: line.key,
        at: line.at,
      };
    });
}

function basePoints(line: LedgerLine, life: Known, campaign: RunningCampaign): number {
  const { points } = campaign.engagement;
  switch (line.kind) {
    case "form":
      return cameBack(line, life) ? points.form : 0;
    case "open":
      return points.open;
    case "click":
      return points.click;
    case "reply":
      return points.reply;
    case "confirm":
      return points.confirm;
    case "task":
      return line.outcome === "spoke" || line.outcome === "wants-sales" ? points.spoke : 0;
    case "activity":
      return points.activities[line.activity ?? ""] ?? 0;
    default:
      return 0;
  }
}

/** The first post is why the lead is here; one after the first mail is engagement. */
function cameBack(line: LedgerLine, life: Known): boolean {
  return life.touches.some((touch) => touch.claimedAt < line.at && touch.status !== "skipped");
}

function settledAt(line: LedgerLine, campaign: RunningCampaign): Instant {
  return line.kind === "click" ? line.at + milliseconds(campaign.engagement.settle) : line.at;
}

function sum(lines: readonly ScoreLine[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}
