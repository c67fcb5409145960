/**
 * Who must be told that a write from outside happened. Asks the rule of rules before and after it: only a lead that now
 * needs something else, or the same sooner, is woken; one whose workflow has ended gets a new one.
 */

import { apply, type Change, type LeadFields } from "./change.ts";
import { need } from "./decide.ts";
import { asksForMore } from "./decision.ts";
import { withNewExecution } from "./execution.ts";
import { asOf, isKnown, type Known, type Life } from "./life.ts";
import { type Playbook, runs, segmentOf } from "./playbook.ts";
import { score } from "./score.ts";
import type { Instant } from "./time.ts";

/**
 * `change` with the score's and the segment's snapshot, and with a wake or a new execution where the lead needs one.
 * `at` is the fact's own time, for the rules; `receivedAt` goes into `nextWakeAt` and the generation only.
 */
export function withAttention(
  life: Life,
  change: Change,
  playbook: Playbook,
  at: Instant,
  receivedAt: Instant,
): Change {
  const then = apply(life, change);
  if (!isKnown(then) || change.aside) return change;
  const now = asOf(at, then);
  const noted: Change = { ...change, set: { ...change.set, ...snapshot(then, playbook, now) } };
  if (change.create) return noted;
  const after = need(then, playbook, now);
  if (then.lead.endedAt !== undefined) {
    return after.do === "end" ? noted : withNewExecution(noted, then.lead.generation, receivedAt);
  }
  if (isKnown(life) && !asksForMore(need(life, playbook, now), after)) return noted;
  return { ...noted, wake: true, set: { ...noted.set, nextWakeAt: receivedAt } };
}

/** The score and segment as of now, for lists; the ledger remains the truth. */
function snapshot(life: Known, playbook: Playbook, now: Instant): Partial<LeadFields> {
  const scored = runs(life, playbook).map(({ campaign }) => ({
    campaign,
    ...score(life, campaign, playbook, now),
  }));
  const best = scored.sort((a, b) => b.total - a.total)[0];
  if (best === undefined) return {};
  const segment = segmentOf(life.lead, best.campaign, playbook)?.name;
  return {
    score: { fit: best.fit, engagement: best.engagement, total: best.total, at: now },
    ...(segment === undefined ? {} : { segment }),
  };
}
