/** Ripe: the campaign's `release:`, applied. */
import type { RunningCampaign } from "./campaign.ts";
import { after } from "./clock.ts";
import { gone } from "./consent.ts";
import type { Known, LedgerLine } from "./life.ts";
import { isToAnswer } from "./planned-touch.ts";
import type { Playbook } from "./playbook.ts";
import { isProven } from "./proof.ts";
import { countedActs, score } from "./score.ts";
import type { Instant } from "./time.ts";
import { putOffAt, wantsNoSales } from "./validation.ts";

export interface Ripe {
  readonly because: string;
  readonly score: number;
  /** By a raised hand, which needs no more asking. */
  readonly byHand: boolean;
  /** Whether a person has acted since sales last answered; points alone may all be a scanner's. */
  readonly proven: boolean;
}

/**
 * Why sales should have this lead now, or undefined. A raised hand that sales has not been told of is enough; else
 * score and fit must reach the release, an earlier hand-off must have cooled off, and something must have happened since.
 */
export function ripe(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
): Ripe | undefined {
  // Anybody may have raised a hand in its name since: only its own page takes that wish back.
  if (life.lead.consent.noContactAt !== undefined) return undefined;
  const { fit, total } = score(life, campaign, playbook, now);
  const hand = raisedHand(life);
  if (hand !== undefined && isFor(hand, campaign))
    return { because: hand.handRaised ?? hand.what, score: total, byHand: true, proven: true };
  if (hasLeft(life) || total < campaign.release.score || fit < campaign.release.fit) return undefined;
  if (cooledOffAt(life, campaign, playbook, now) !== undefined) return undefined;
  const settled = settledWith(life, campaign, now);
  const acts = countedActs(life, campaign, now).filter((act) => act.at > settled);
  if (settled >= 0 && acts.length === 0) return undefined;
  const newest = acts.toSorted((a, b) => a.at - b.at).at(-1)?.line;
  return {
    because: `${total} of ${campaign.release.score} points${newest ? `: ${newest.what}` : ""}`,
    score: total,
    byHand: false,
    proven: isProven(life, campaign, playbook, now, settled),
  };
}

/** A hand raised on a form of the campaign, in an answer to its mail or call, or told by one of us of no campaign in particular. */
function isFor(line: LedgerLine, campaign: RunningCampaign): boolean {
  const { form, touchId } = line;
  if (form !== undefined) return campaign.enter.forms.includes(form);
  return touchId === undefined || isToAnswer(line) || touchId.startsWith(`${campaign.name}_`);
}

/** The newest hand raised since sales last answered for this lead. */
export function raisedHand(life: Known): LedgerLine | undefined {
  const hands = life.ledger.filter((line) => line.handRaised !== undefined && line.at > heardAt(life));
  return hands.sort((a, b) => b.at - a.at)[0];
}

/** Until when nothing more is to be made of the lead's points: sales, or the lead itself, has answered to them. Before that, -1. */
export function settledWith(life: Known, campaign: RunningCampaign, now: Instant): Instant {
  return Math.max(closedAt(life), putOffAt(life, campaign, now) ?? -1);
}

/** When the last hand-off was answered or ran out; before the first, never. */
function closedAt(life: Known): Instant {
  const last = life.handoffs.at(-1);
  return last?.doneAt ?? last?.closedAt ?? last?.releasedAt ?? -1;
}

/** Since when sales knows of the lead's wishes; a hand-off that nobody answered taught nobody anything. */
function heardAt(life: Known): Instant {
  const last = life.handoffs.at(-1);
  return last?.status === "expired"
    ? Math.max(last.releasedAt, last.handAt ?? 0)
    : Math.max(closedAt(life), last?.handAt ?? -1);
}

/** Somebody who left is not sold to on points: only a hand raised again counts. */
function hasLeft(life: Known): boolean {
  return gone(life.lead) !== undefined || wantsNoSales(life);
}

/** When the cool-off after the last hand-off, or after the lead's own "not now", ends, if it lies ahead. */
export function cooledOffAt(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
): Instant | undefined {
  const last = life.handoffs.at(-1);
  const closed =
    last === undefined || last.status === "released"
      ? undefined
      : (last.doneAt ?? last.closedAt ?? last.releasedAt);
  const from = [closed, putOffAt(life, campaign, now)].filter((at) => at !== undefined);
  if (from.length === 0) return undefined;
  const span = campaign.release.coolOff ?? playbook.desk.coolOff;
  const at = after(Math.max(...from), span, playbook.defaultTimeZone);
  return at > now ? at : undefined;
}
