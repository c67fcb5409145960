/**
 * What works: a fold over lives, one after the other, in any order. It holds what it counts and no life: as much as there
 * are touches, sources and months, however many leads there are.
 */
import { isKnown, type Life } from "../life.ts";
import type { Playbook } from "../playbook.ts";
import type { Instant } from "../time.ts";
import { ByMonth, BySource, type MonthRow, type SourceRow } from "./arrivals.ts";
import { type CampaignRow, Campaigns, type RejectionRow } from "./campaigns.ts";
import { type CostRow, costRows } from "./costs.ts";
import { countIn, emptyFunnel, type Funnel } from "./funnel.ts";
import { GaveBack, type GivenBack } from "./gave-back.ts";
import { type ReplayRow, Replays } from "./replays.ts";
import { type Stretch, stretches } from "./ripening.ts";
import { Spread } from "./spread.ts";
import { daysBetween, tellingOf } from "./told.ts";
import { type Clicks, Touches, type TouchRow } from "./touches.ts";

export interface ReportRules {
  readonly playbook: Playbook;
  /** As of when: what has not settled by then is left open. */
  readonly now: Instant;
  /** Thresholds to try, by campaign. */
  readonly thresholds?: ReadonlyMap<string, number>;
  /** What was spent, by a campaign's name, a `utm_source`, a referring host, a form or an import. */
  readonly costs?: ReadonlyMap<string, number>;
}

export interface Report {
  readonly asOf: Instant;
  /** IANA zone of the months. */
  readonly zone: string;
  readonly all: Funnel;
  readonly clicks: Clicks;
  readonly touches: readonly TouchRow[];
  readonly campaigns: readonly CampaignRow[];
  readonly firstSources: readonly SourceRow[];
  readonly lastSources: readonly SourceRow[];
  readonly costs: readonly CostRow[];
  readonly months: readonly MonthRow[];
  /** Days from coming to the first hand-off. */
  readonly ripening: Spread;
  readonly stretches: readonly Stretch[];
  readonly rejections: readonly RejectionRow[];
  readonly gaveBack: GivenBack;
  readonly replays: readonly ReplayRow[];
}

export class Reporting {
  readonly #rules: ReportRules;
  readonly #all = emptyFunnel();
  readonly #ripening = new Spread();
  readonly #touches: Touches;
  readonly #campaigns: Campaigns;
  readonly #first = new BySource("first");
  readonly #last = new BySource("last");
  readonly #months: ByMonth;
  readonly #gaveBack: GaveBack;
  readonly #replays: Replays;

  constructor(rules: ReportRules) {
    const { playbook, now, thresholds = new Map() } = rules;
    this.#rules = rules;
    this.#touches = new Touches(playbook.campaigns, now);
    this.#campaigns = new Campaigns(playbook);
    this.#months = new ByMonth(playbook.defaultTimeZone);
    this.#gaveBack = new GaveBack(playbook, thresholds, now);
    this.#replays = new Replays(playbook, thresholds, now);
  }

  /** Whoever was erased, or isn't there, is passed by. */
  add(life: Life): void {
    if (!isKnown(life)) return;
    const told = tellingOf(life, this.#rules.playbook, this.#rules.now);
    countIn(this.#all, told);
    if (told.firstHandoff) this.#ripening.add(daysBetween(life.lead.createdAt, told.firstHandoff.releasedAt));
    this.#touches.add(told);
    this.#campaigns.add(told);
    this.#first.add(told);
    this.#last.add(told);
    this.#months.add(told);
    this.#gaveBack.add(told);
    this.#replays.add(told);
  }

  report(): Report {
    const { playbook, now, costs = new Map() } = this.#rules;
    const [campaigns, firstSources] = [this.#campaigns.rows(), this.#first.rows()];
    return {
      asOf: now,
      zone: playbook.defaultTimeZone,
      all: { ...this.#all },
      clicks: { ...this.#touches.clicks },
      touches: this.#touches.rows(),
      campaigns,
      firstSources,
      lastSources: this.#last.rows(),
      costs: costRows(costs, campaigns, firstSources),
      months: this.#months.rows(),
      ripening: this.#ripening,
      stretches: stretches(this.#ripening),
      rejections: this.#campaigns.rejections(),
      gaveBack: this.#gaveBack.told(),
      replays: this.#replays.rows(),
    };
  }
}
