/**
 * What sales gave back, of the hand-offs that it answered: the word of those who call on whether ripe means ripe. Snoozed,
 * unanswered and waiting hand-offs are no answer, and in no number here.
 */
import type { Handoff } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import { NO_WORD } from "../promise.ts";
import type { Instant } from "../time.ts";
import { BANDS, bandOf } from "./band.ts";
import { meaningOf } from "./meaning.ts";
import { originOf } from "./origin.ts";
import { type Answered, OtherThresholds, type TryRow } from "./other-thresholds.ts";
import { placeOf } from "./place.ts";
import { channelOf } from "./source.ts";
import { Table } from "./table.ts";
import type { Told } from "./told.ts";

/**
 * Per cent. A rule of practice, not of any study: sales always gives some leads back, but above 35 % it isn't the
 * salespeople who are choosy, the definition of ripe is wrong. Exactly 35 % is not above.
 */
export const TOO_MANY = 35;

/** One answer of ten moves a share by ten points: with fewer there is nothing to tell. */
export const ENOUGH = 10;

export interface GaveBackRow {
  readonly name: string;
  /** Accepted and rejected together. */
  readonly answered: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Rejected, of those answered, from 0 to 1; undefined under 10 answered. */
  readonly share: number | undefined;
  /** More than 35 % of at least 10. */
  readonly isAbove: boolean;
}

export interface ReasonRow {
  /** By code. */
  readonly reason: string;
  /** As the sales desk words it today; the code itself where it has no such reason any more. */
  readonly meaning: string;
  /** For this reason; and all that sales answered, for any or none. */
  readonly rejected: number;
  readonly answered: number;
  readonly share: number | undefined;
}

export interface GivenBack {
  readonly all: GaveBackRow;
  /** By name, in the playbook's order. */
  readonly campaigns: readonly GaveBackRow[];
  /** By points over the threshold at release. */
  readonly bands: readonly GaveBackRow[];
  /** Those given most often first. */
  readonly reasons: readonly ReasonRow[];
  /** By who brought the lead first; those with most answers first. */
  readonly sources: readonly GaveBackRow[];
  /** What another threshold would have done, of each campaign that is above 35 %. */
  readonly tries: readonly TryRow[];
}

interface Answers {
  readonly name: string;
  accepted: number;
  rejected: number;
}

export class GaveBack {
  readonly #playbook: Playbook;
  readonly #others: OtherThresholds;
  readonly #all = noneOf("in all");
  readonly #campaigns = new Table<Answers>();
  readonly #bands = new Table<Answers>();
  readonly #sources = new Table<Answers>();
  readonly #reasons = new Table<Answers>();

  /** `thresholds` to try beside the usual ones, by campaign. */
  constructor(playbook: Playbook, thresholds: ReadonlyMap<string, number>, now: Instant) {
    this.#playbook = playbook;
    this.#others = new OtherThresholds(playbook, thresholds, now);
  }

  add(told: Told): void {
    const answered = told.life.handoffs.filter(isAnswered);
    if (answered.length === 0) return;
    for (const handoff of answered) {
      this.#all[handoff.status] += 1;
      rowOf(this.#campaigns, handoff.campaign)[handoff.status] += 1;
      rowOf(this.#bands, bandOf(originOf(handoff, told.life.handoffs)))[handoff.status] += 1;
      rowOf(this.#sources, channelOf(told.sources.first))[handoff.status] += 1;
      if (handoff.status === "rejected") rowOf(this.#reasons, handoff.reason ?? "unknown").rejected += 1;
    }
    this.#others.add(told.life, answered);
  }

  told(): GivenBack {
    const campaigns = this.#campaigns.rows((a, b) => this.#placeOf(a) - this.#placeOf(b)).map(toldOf);
    const isAbove = (name: string) => campaigns.some((row) => row.name === name && row.isAbove);
    return {
      all: toldOf(this.#all),
      campaigns,
      bands: this.#bands.rows((a, b) => BANDS.indexOf(a.name) - BANDS.indexOf(b.name)).map(toldOf),
      reasons: this.#reasons.rows((a, b) => b.rejected - a.rejected).map((row) => this.#reasonOf(row)),
      sources: this.#sources.rows((a, b) => answersOf(b) - answersOf(a)).map(toldOf),
      tries: this.#others.rows().filter(({ campaign }) => isAbove(campaign)),
    };
  }

  #placeOf({ name }: Answers): number {
    return placeOf(name, this.#playbook.campaigns);
  }

  #reasonOf({ name, rejected }: Answers): ReasonRow {
    const answered = answersOf(this.#all);
    const share = shareOf(rejected, answered);
    return { reason: name, meaning: meaningOf(name, this.#playbook.desk), rejected, answered, share };
  }
}

/** Undefined where there are too few to tell. */
function shareOf(rejected: number, answered: number): number | undefined {
  return answered < ENOUGH ? undefined : rejected / answered;
}

/** In whole numbers, so that exactly 35 % is never a little more. */
export function isTooMany(rejected: number, answered: number): boolean {
  return answered >= ENOUGH && 100 * rejected > TOO_MANY * answered;
}

/** Whoever accepted it and was never heard of again has said nothing. */
function isAnswered(handoff: Handoff): handoff is Answered {
  if (handoff.outcome === NO_WORD) return false;
  return handoff.status === "accepted" || handoff.status === "rejected";
}

function toldOf(row: Answers): GaveBackRow {
  const { name, accepted, rejected } = row;
  const answered = answersOf(row);
  return {
    name,
    answered,
    accepted,
    rejected,
    share: shareOf(rejected, answered),
    isAbove: isTooMany(rejected, answered),
  };
}

const answersOf = ({ accepted, rejected }: Answers) => accepted + rejected;
const noneOf = (name: string): Answers => ({ name, accepted: 0, rejected: 0 });
const rowOf = (table: Table<Answers>, name: string) => table.row(name, () => noneOf(name));
