/** One life, with what several tables ask of it worked out once. */
import type { Handoff, Known } from "../life.ts";
import { type Playbook, runs } from "../playbook.ts";
import { score } from "../score.ts";
import { DAY, type Instant } from "../time.ts";
import { type Sources, sourcesOf } from "./source.ts";

/** The activity by which a CRM tells that a deal was won. */
export const WON = "deal-won";

export interface Told {
  readonly life: Known;
  readonly sources: Sources;
  /** It agreed to the mail of at least one campaign, and confirmed where that asks for it. It may have left since. */
  readonly isNurtured: boolean;
  /** The first release to sales, if there was one. */
  readonly firstHandoff: Handoff | undefined;
  readonly isAccepted: boolean;
  /** When the deal was won, as a CRM or whoever had the lead told first. */
  readonly wonAt: Instant | undefined;
  /** The hand-off that won, the newest before the deal. */
  readonly wonBy: Handoff | undefined;
  /** Today's points, in the campaign where they are most; undefined of a lead that no present campaign has. */
  readonly score: number | undefined;
}

export function tellingOf(life: Known, playbook: Playbook, now: Instant): Told {
  const { handoffs } = life;
  const wonAt = firstWon(life);
  const scores = runs(life, playbook).map(({ campaign }) => score(life, campaign, playbook, now).total);
  return {
    life,
    sources: sourcesOf(life),
    isNurtured: isNurtured(life, playbook),
    firstHandoff: first(handoffs),
    isAccepted: handoffs.some(wasAccepted),
    wonAt,
    wonBy:
      wonAt === undefined
        ? undefined
        : handoffs
            .filter(({ releasedAt }) => releasedAt <= wonAt)
            .sort(byTime)
            .at(-1),
    score: scores.length === 0 ? undefined : Math.max(...scores),
  };
}

/** Whatever came of it later: somebody promised to act. */
export function wasAccepted({ status, promised }: Handoff): boolean {
  return status === "accepted" || promised !== undefined;
}

function firstWon({ ledger, handoffs }: Known): Instant | undefined {
  const told = ledger.filter(({ activity }) => activity === WON).map(({ at }) => at);
  const said = handoffs.flatMap(({ outcome, doneAt }) => (outcome === "won" ? (doneAt ?? []) : []));
  return [...told, ...said].sort((a, b) => a - b)[0];
}

export function first(handoffs: readonly Handoff[]): Handoff | undefined {
  return handoffs.toSorted(byTime)[0];
}

/** In whole tenths of a day, so that 23 hours are no day yet: fine enough for a median, coarse enough to count. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((10 * Math.max(0, to - from)) / DAY) / 10;
}

function byTime(a: Handoff, b: Handoff): number {
  return a.releasedAt - b.releasedAt || a.n - b.n;
}

function isNurtured({ lead, enrolments }: Known, { campaigns }: Playbook): boolean {
  if (lead.consent.givenAt === undefined) return false;
  return enrolments.some((run) => {
    const campaign = campaigns.find(({ name }) => name === run.campaign);
    return !campaign?.consent.doubleOptIn || lead.consent.confirmedAt !== undefined;
  });
}
