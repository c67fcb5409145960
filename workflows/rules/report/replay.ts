/** "What if the threshold had been 70?": the ledger lived through again under another rule. */
import type { RunningCampaign } from "../campaign.ts";
import { instantsOf } from "../ledger.ts";
import type { Known, LedgerLine } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import { disqualifier } from "../qualify.ts";
import { ripe } from "../ripe.ts";
import { type Instant, milliseconds } from "../time.ts";
import { isOfValidation } from "../validation.ts";

/**
 * The earliest instant up to `now` at which the lead would have been ripe by this campaign's release: its points reached and
 * a person proven, or a hand raised. Each instant is judged on what was known by then. Had sales not been told as it was,
 * nothing else would have been told either: so its hand-offs, and the question whether to call, are left out.
 */
export function ripeAt(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
): Instant | undefined {
  const starts = life.enrolments.filter((run) => run.campaign === campaign.name).map((run) => run.startedAt);
  if (starts.length === 0 || disqualifier(life, playbook) !== undefined) return undefined;
  const from = Math.min(...starts);
  return turns(life.ledger, campaign)
    .map((at) => Math.max(at, from))
    .filter((at) => at <= now)
    .find((at) => {
      const found = ripe(asItStood(life, at), campaign, playbook, at);
      return found !== undefined && (found.byHand || found.proven);
    });
}

/** The campaign with another threshold. */
export function releasingAt(campaign: RunningCampaign, score: number): RunningCampaign {
  return { ...campaign, release: { ...campaign.release, score } };
}

/** What moves no points and proves nobody. */
const IDLE = new Set<LedgerLine["kind"]>([
  "consent",
  "delay",
  "bounce",
  "complaint",
  "reject",
  "unsubscribe",
  "handoff",
  "enrolment",
  "qualification",
  "touch",
]);

/** When points may come: as something happens, and once it has settled. In between they only fade. */
function turns(ledger: readonly LedgerLine[], { engagement }: RunningCampaign): readonly Instant[] {
  const settle = milliseconds(engagement.settle);
  const all = ledger
    .filter(({ kind }) => !IDLE.has(kind))
    .flatMap((line) => instantsOf(line))
    .flatMap((at) => [at, at + settle]);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** What was known by then. What a lead said of itself is taken as it is today: it can't be told when it was said. */
function asItStood(life: Known, at: Instant): Known {
  const { suppressedAt, consent, ...lead } = life.lead;
  const { withdrawnAt, ...given } = consent;
  return {
    ...life,
    lead: {
      ...lead,
      consent: withdrawnAt !== undefined && withdrawnAt <= at ? consent : given,
      ...(suppressedAt !== undefined && suppressedAt <= at ? { suppressedAt } : {}),
    },
    touches: life.touches.filter((touch) => touch.claimedAt <= at && !isOfValidation(touch)),
    ledger: life.ledger.filter((line) => line.at <= at).map((line) => until(line, at)),
    handoffs: [],
  };
}

function until(line: LedgerLine, at: Instant): LedgerLine {
  return line.again?.some((each) => each > at)
    ? { ...line, again: line.again.filter((each) => each <= at) }
    : line;
}
