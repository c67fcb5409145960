/** Other thresholds, tried on everybody: who would have ripened, who sooner, who later. */
import type { RunningCampaign } from "../campaign.ts";
import type { Playbook } from "../playbook.ts";
import type { Instant } from "../time.ts";
import { ripenings } from "./replay.ts";
import { Spread } from "./spread.ts";
import { daysBetween, type Told } from "./told.ts";

/** Both rules are replayed, so that like is compared with like. */
export interface ReplayRow {
  readonly campaign: string;
  /** The threshold of today, and the other one. */
  readonly from: number;
  readonly to: number;
  /** The campaign's leads. */
  leads: number;
  /** Whom sales was in fact told of. */
  told: number;
  /** Who ripens under today's rule, and under the other. */
  ripeNow: number;
  ripeThen: number;
  /** Only under the other rule; under today's only; under both at the same instant. */
  gained: number;
  lost: number;
  unmoved: number;
  /** Under both, but so many days sooner or later. */
  readonly sooner: Spread;
  readonly later: Spread;
}

export class Replays {
  readonly #tries: readonly { readonly campaign: RunningCampaign; readonly row: ReplayRow }[];
  readonly #playbook: Playbook;
  readonly #now: Instant;

  /** `thresholds` by the names of campaigns in the playbook; others are passed by. */
  constructor(playbook: Playbook, thresholds: ReadonlyMap<string, number>, now: Instant) {
    this.#playbook = playbook;
    this.#now = now;
    this.#tries = playbook.campaigns.flatMap((campaign) => {
      const to = thresholds.get(campaign.name);
      return to === undefined ? [] : [{ campaign, row: emptyRow(campaign, to) }];
    });
  }

  add({ life }: Told): void {
    for (const { campaign, row } of this.#tries) {
      if (!life.enrolments.some((run) => run.campaign === campaign.name)) continue;
      row.leads += 1;
      if (life.handoffs.some((handoff) => handoff.campaign === campaign.name)) row.told += 1;
      const [today, other] = ripenings(life, campaign, [row.from, row.to], this.#playbook, this.#now);
      compare(row, today, other);
    }
  }

  rows(): readonly ReplayRow[] {
    return this.#tries.map(({ row }) => row);
  }
}

function compare(row: ReplayRow, now: Instant | undefined, then: Instant | undefined): void {
  if (now !== undefined) row.ripeNow += 1;
  if (then !== undefined) row.ripeThen += 1;
  if (now === undefined && then === undefined) return;
  if (now === undefined) row.gained += 1;
  else if (then === undefined) row.lost += 1;
  else if (now === then) row.unmoved += 1;
  else if (then < now) row.sooner.add(daysBetween(then, now));
  else row.later.add(daysBetween(now, then));
}

function emptyRow({ name, release }: RunningCampaign, to: number): ReplayRow {
  return {
    campaign: name,
    from: release.score,
    to,
    leads: 0,
    told: 0,
    ripeNow: 0,
    ripeThen: 0,
    gained: 0,
    lost: 0,
    unmoved: 0,
    sooner: new Spread(),
    later: new Spread(),
  };
}
