/** Each campaign's leads, how far they came by it, how long it took, and what sales answered. */
import type { RunningCampaign } from "../campaign.ts";
import type { Desk } from "../desk.ts";
import type { Handoff, Known } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import { NO_CONTACT } from "../results.ts";
import type { Instant } from "../time.ts";
import { emptyFunnel, type Funnel } from "./funnel.ts";
import { meaningOf } from "./meaning.ts";
import { placeOf } from "./place.ts";
import { Spread } from "./spread.ts";
import { Table } from "./table.ts";
import { daysBetween, first, type Told, wasAccepted } from "./told.ts";

export interface CampaignRow extends Funnel {
  readonly campaign: string;
  /** Absent of a campaign that is no more. */
  readonly title: string | undefined;
  /** Days from the lead's first run of the campaign to its first hand-off by it. */
  readonly ripening: Spread;
  /** All hand-offs, by where they stand; without those that their lead ended before anybody answered. */
  readonly handoffs: Record<Handoff["status"], number>;
}

export interface RejectionRow {
  readonly campaign: string;
  /** By code. */
  readonly reason: string;
  /** As the sales desk words it today; the code itself where it has no such reason any more. */
  readonly meaning: string;
  handoffs: number;
}

export class Campaigns {
  readonly #rows = new Table<CampaignRow>();
  readonly #rejections = new Table<RejectionRow>();
  readonly #campaigns: readonly RunningCampaign[];
  readonly #desk: Desk;

  constructor({ campaigns, desk }: Playbook) {
    this.#campaigns = campaigns;
    this.#desk = desk;
    for (const { name } of campaigns) this.#row(name);
  }

  add(told: Told): void {
    const { enrolments, handoffs } = told.life;
    const names = new Set([...enrolments, ...handoffs].map(({ campaign }) => campaign));
    for (const name of names) this.#count(name, told);
  }

  rows(): readonly CampaignRow[] {
    const order = ({ campaign }: CampaignRow) => placeOf(campaign, this.#campaigns);
    return this.#rows.rows((a, b) => order(a) - order(b));
  }

  rejections(): readonly RejectionRow[] {
    return this.#rejections.rows((a, b) => b.handoffs - a.handoffs);
  }

  #count(name: string, told: Told): void {
    const row = this.#row(name);
    const handoffs = told.life.handoffs.filter(({ campaign }) => campaign === name);
    const ripe = first(handoffs);
    row.leads += 1;
    if (told.isNurtured) row.nurtured += 1;
    if (ripe) row.mql += 1;
    if (handoffs.some(wasAccepted)) row.sal += 1;
    if (told.wonBy?.campaign === name) row.won += 1;
    if (ripe) row.ripening.add(daysBetween(startOf(name, told.life), ripe.releasedAt));
    for (const handoff of handoffs.filter(({ status, reason }) => !isTakenBack(status, reason))) {
      row.handoffs[handoff.status] += 1;
      if (handoff.status === "rejected") this.#reject(name, handoff.reason ?? "unknown");
    }
  }

  #reject(campaign: string, reason: string): void {
    const make = () => ({ campaign, reason, meaning: meaningOf(reason, this.#desk), handoffs: 0 });
    this.#rejections.row(JSON.stringify([campaign, reason]), make).handoffs += 1;
  }

  #row(campaign: string): CampaignRow {
    return this.#rows.row(campaign, () => ({
      campaign,
      title: this.#campaigns.find(({ name }) => name === campaign)?.title,
      ...emptyFunnel(),
      ripening: new Spread(),
      handoffs: { released: 0, accepted: 0, rejected: 0, snoozed: 0, expired: 0 },
    }));
  }
}

/** When its first run began; of a hand-off without a run, when the lead came. */
function startOf(name: string, { enrolments, lead }: Known): Instant {
  const starts = enrolments.filter(({ campaign }) => campaign === name).map(({ startedAt }) => startedAt);
  return starts.length === 0 ? lead.createdAt : Math.min(...starts);
}

/** The lead wanted no contact: nobody let it lie. */
function isTakenBack(status: Handoff["status"], reason: string | undefined): boolean {
  return status === "expired" && reason === NO_CONTACT;
}
