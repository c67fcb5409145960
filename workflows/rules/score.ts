/**
 * The score: a pure fold over what is known of a lead and what it did. Explained line by line, the same for every
 * order and repetition of the same facts, and replayable under another rule.
 */
import { type Act, actsOf, isCounted } from "./acts.ts";
import type { RunningCampaign } from "./campaign.ts";
import { holds } from "./holds.ts";
import { cameBack, spoke } from "./human-act.ts";
import type { Known, LedgerLine } from "./life.ts";
import { type Playbook, saidBy } from "./playbook.ts";
import { awarded, type PointKind } from "./points-cap.ts";
import { type Instant, milliseconds } from "./time.ts";

export interface ScoreLine {
  readonly part: "fit" | "engagement";
  /** What earned it, in words, and why it earns less than it might. */
  readonly what: string;
  /** Today's points, after caps and fading; 0 for what a machine did. */
  readonly points: number;
  /** The points when it happened, before fading; `points` itself for fit. */
  readonly earned: number;
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

/** The acts that earn points as of `now`. */
export function countedActs(life: Known, campaign: RunningCampaign, now: Instant): readonly Act[] {
  return actsOf(life, campaign).filter(
    (act) => basePoints(act.line, life, campaign) !== 0 && isCounted(act, now),
  );
}

function fitLines(life: Known, campaign: RunningCampaign, playbook: Playbook): ScoreLine[] {
  const said = saidBy(life.lead, playbook);
  return campaign.fit.rules
    .filter((rule) => holds(rule.when, said))
    .map((rule) => ({ part: "fit", what: rule.because, points: rule.points, earned: rule.points }));
}

function engagementLines(life: Known, campaign: RunningCampaign, now: Instant): ScoreLine[] {
  const halfLife = milliseconds(campaign.engagement.halfLife);
  const earning = actsOf(life, campaign)
    .flatMap((act) => {
      const kind = pointKind(act.line, life);
      const base = kind === undefined ? 0 : worth(kind, act.line, campaign);
      return kind === undefined || base === 0 ? [] : [{ ...act, kind, base }];
    })
    .sort((a, b) => a.at - b.at || (a.line.key < b.line.key ? -1 : 1));
  const counted = onceEach(earning.filter((act) => isCounted(act, now)));
  const awards = awarded(counted, campaign.engagement.atMost);
  return earning.map((act) => {
    const { line, at } = act;
    const award = awards.get(line.key);
    const fading = 0.5 ** (Math.max(0, now - at) / halfLife);
    const less = award === undefined ? whyNot(act, now) : award.because;
    const returns = givenBackSince(life, at);
    const cooled = returns > 0 && award !== undefined ? COOLED : undefined;
    const note = [act.because, less, cooled].filter((each) => each !== undefined);
    return {
      part: "engagement",
      what: note.length === 0 ? line.what : `${line.what} (${note.join("; ")})`,
      points: (award?.points ?? 0) * fading * 0.5 ** returns,
      earned: award?.points ?? 0,
      key: line.key,
      at,
    };
  });
}

const COOLED = "cooled by half when sales gave it back";

/** So often has sales given the lead back since: it has heard what was said until then. */
function givenBackSince({ handoffs }: Known, at: Instant): number {
  return handoffs.filter(({ status, closedAt = 0 }) => status === "rejected" && closedAt >= at).length;
}

/** Why an act that might earn something has earned nothing so far; a machine's says it itself. */
function whyNot(act: Act, now: Instant): string | undefined {
  if (act.countsFrom === undefined) return undefined;
  return act.countsFrom > now
    ? "counts once it has stood without a sign of a machine"
    : "the same link of the same mail counts once";
}

/** One link of one mail counts once, whatever it was fetched with. */
function onceEach<T extends Act>(acts: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return acts.filter(({ line }) => {
    const isMarked = line.machine !== undefined || line.probable !== undefined;
    const meaning = isMarked ? line.key.slice(0, line.key.lastIndexOf("#")) : line.key;
    if (seen.has(meaning)) return false;
    seen.add(meaning);
    return true;
  });
}

function pointKind(line: LedgerLine, life: Known): PointKind | undefined {
  switch (line.kind) {
    case "form":
      return cameBack(line, life) ? "form" : undefined;
    case "task":
      return spoke(line) ? "spoke" : undefined;
    case "activity":
      return "activities";
    case "open":
    case "click":
    case "reply":
    case "confirm":
      return line.kind;
    default:
      return undefined;
  }
}

function basePoints(line: LedgerLine, life: Known, campaign: RunningCampaign): number {
  const kind = pointKind(line, life);
  return kind === undefined ? 0 : worth(kind, line, campaign);
}

function worth(kind: PointKind, line: LedgerLine, { engagement: { points } }: RunningCampaign): number {
  return kind === "activities" ? (points.activities[line.activity ?? ""] ?? 0) : points[kind];
}

function sum(lines: readonly ScoreLine[]): number {
  return lines.reduce((total, line) => total + line.points, 0);
}
