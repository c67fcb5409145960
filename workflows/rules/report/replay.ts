/** "What if the threshold had been 70?": the ledger lived through again under another rule. */
import type { RunningCampaign } from "../campaign.ts";
import { cameBack } from "../human-act.ts";
import type { Consent } from "../lead.ts";
import { instantsOf } from "../ledger.ts";
import type { Known, LedgerLine } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import { disqualifier } from "../qualify.ts";
import { type Ripe, ripe } from "../ripe.ts";
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
  return ripenings(life, campaign, [campaign.release.score], playbook, now)[0];
}

/** The same for several thresholds at once, in their order. */
export function ripenings(
  life: Known,
  campaign: RunningCampaign,
  thresholds: readonly number[],
  playbook: Playbook,
  now: Instant,
): readonly (Instant | undefined)[] {
  const found = new Map<number, Instant>();
  const unasked = withoutQuestion(life);
  for (const at of instants(unasked, campaign, playbook)) {
    const open = thresholds.filter((score) => !found.has(score));
    if (open.length === 0 || at > now) break;
    const reason = ripe(asItStood(unasked, at), releasingAt(campaign, Math.min(...open)), playbook, at);
    for (const score of open.filter((each) => reaches(reason, each))) found.set(score, at);
  }
  return thresholds.map((score) => found.get(score));
}

function reaches(reason: Ripe | undefined, score: number): boolean {
  return reason !== undefined && (reason.byHand || (reason.proven && reason.score >= score));
}

/** When it may have turned ripe, in order of time: in its run, and not before a person can have been proven. */
function instants(life: Known, campaign: RunningCampaign, playbook: Playbook): readonly Instant[] {
  const starts = life.enrolments.filter((run) => run.campaign === campaign.name).map((run) => run.startedAt);
  const shown = firstSign(life);
  if (starts.length === 0 || shown === undefined || disqualifier(life, playbook) !== undefined) return [];
  const from = Math.min(...starts);
  const all = turns(life.ledger, campaign).filter((at) => at >= shown);
  return [...new Set(all.map((at) => Math.max(at, from)))];
}

/** Before this nobody can be proven: most leads never come so far, and need no replay. */
function firstSign(life: Known): Instant | undefined {
  const own = life.ledger
    .filter(
      (line) =>
        line.handRaised !== undefined || (isOwn(line) && (line.kind !== "form" || cameBack(line, life))),
    )
    .map(({ at }) => at);
  const clicks = life.ledger.filter(({ kind }) => kind === "click");
  const mails = [...Map.groupBy(clicks, ({ messageId, key }) => messageId ?? key).values()];
  const firsts = mails.map((lines) => Math.min(...lines.map(({ at }) => at))).sort((a, b) => a - b);
  const signs = [...own, ...firsts.slice(1, 2)];
  return signs.length === 0 ? undefined : Math.min(...signs);
}

function isOwn({ kind }: LedgerLine): boolean {
  return OWN.has(kind);
}

/** What may be a person's own doing, each enough by itself. */
const OWN = new Set<LedgerLine["kind"]>(["reply", "form", "confirm", "answer", "task", "activity"]);

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

/** As if nobody had asked whether sales may call: without the letter or the call, and without what came of it. */
function withoutQuestion(life: Known): Known {
  const asked = new Set(life.touches.filter(isOfValidation).map(({ touchId }) => touchId));
  return {
    ...life,
    touches: life.touches.filter(({ touchId }) => !asked.has(touchId)),
    ledger: life.ledger.filter(({ touchId }) => touchId === undefined || !asked.has(touchId)),
  };
}

/** What was known by then. What a lead said of itself is taken as it is today: it can't be told when it was said. */
function asItStood(life: Known, at: Instant): Known {
  const { suppressedAt, consent, ...lead } = life.lead;
  return {
    ...life,
    lead: {
      ...lead,
      consent: consentAt(consent, at),
      ...(suppressedAt !== undefined && suppressedAt <= at ? { suppressedAt } : {}),
    },
    touches: life.touches.filter((touch) => touch.claimedAt <= at),
    ledger: life.ledger.filter((line) => line.at <= at).map((line) => until(line, at)),
    handoffs: [],
  };
}

function until(line: LedgerLine, at: Instant): LedgerLine {
  return line.again?.some((each) => each > at)
    ? { ...line, again: line.again.filter((each) => each <= at) }
    : line;
}

/** Leaving comes before, or with, wanting no contact at all. */
function consentAt({ withdrawnAt, noContactAt, ...given }: Consent, at: Instant): Consent {
  return {
    ...given,
    ...(withdrawnAt !== undefined && withdrawnAt <= at ? { withdrawnAt } : {}),
    ...(noContactAt !== undefined && noContactAt <= at ? { noContactAt } : {}),
  };
}
