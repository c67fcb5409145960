/** A higher threshold, tried on what sales answered: how much of what it gave back it would have been spared, and at what price. */
import type { RunningCampaign } from "../campaign.ts";
import type { Handoff, Known } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import type { Instant } from "../time.ts";
import { originOf } from "./origin.ts";
import { ripenings } from "./replay.ts";

/** Points more than today's; and whatever else is asked for, where it is more. */
const STEPS = [5, 10, 20];

export interface TryRow {
  readonly campaign: string;
  /** The threshold of today, and the one tried. */
  readonly from: number;
  readonly to: number;
  readonly rejected: Tried;
  readonly accepted: Tried;
  /** Answered hand-offs that today's rules would not have released by then either: they are in no other number. */
  unlike: number;
}

/** Of these hand-offs: all that were tried, and those that would not have gone to sales by then. */
export interface Tried {
  all: number;
  /** But after that. */
  later: number;
  /** Not by what has happened so far. */
  never: number;
}

export type Answered = Handoff & { readonly status: "accepted" | "rejected" };

interface Trial {
  readonly campaign: RunningCampaign;
  readonly rows: readonly TryRow[];
}

export class OtherThresholds {
  readonly #trials: readonly Trial[];
  readonly #playbook: Playbook;
  readonly #now: Instant;

  constructor(playbook: Playbook, thresholds: ReadonlyMap<string, number>, now: Instant) {
    this.#playbook = playbook;
    this.#now = now;
    this.#trials = playbook.campaigns.map((campaign) => ({
      campaign,
      rows: tried(campaign, thresholds).map((to) => emptyRow(campaign, to)),
    }));
  }

  /** `answered`: those of its hand-offs that sales accepted or rejected. */
  add(life: Known, answered: readonly Answered[]): void {
    for (const trial of this.#trials) {
      const own = answered.filter((handoff) => handoff.campaign === trial.campaign.name);
      if (own.length > 0) this.#try(life, own, trial);
    }
  }

  rows(): readonly TryRow[] {
    return this.#trials.flatMap(({ rows }) => rows);
  }

  #try(life: Known, answered: readonly Answered[], { campaign, rows }: Trial): void {
    const thresholds = [campaign.release.score, ...rows.map(({ to }) => to)];
    const [today, ...others] = ripenings(life, campaign, thresholds, this.#playbook, this.#now);
    for (const handoff of answered) {
      const { releasedAt } = originOf(handoff, life.handoffs);
      const isAlike = today !== undefined && today <= releasedAt;
      for (const [at, row] of rows.entries()) {
        if (isAlike) count(row[handoff.status], others[at], releasedAt);
        else row.unlike += 1;
      }
    }
  }
}

/** What of these would have gone to sales by then under the other threshold too. */
export function leftOf({ all, later, never }: Tried): number {
  return all - later - never;
}

function count(tried: Tried, then: Instant | undefined, releasedAt: Instant): void {
  tried.all += 1;
  if (then === undefined) tried.never += 1;
  else if (then > releasedAt) tried.later += 1;
}

function tried({ name, release }: RunningCampaign, asked: ReadonlyMap<string, number>): readonly number[] {
  const steps = STEPS.map((step) => release.score + step);
  const all = new Set([...steps, asked.get(name) ?? 0]);
  return [...all].filter((score) => score > release.score).sort((a, b) => a - b);
}

function emptyRow({ name, release }: RunningCampaign, to: number): TryRow {
  const none = () => ({ all: 0, later: 0, never: 0 });
  return { campaign: name, from: release.score, to, rejected: none(), accepted: none(), unlike: 0 };
}
