/** How far leads came by the source that brought them, and by the month in which they came. */
import { dayAt } from "../clock.ts";

import { countIn, emptyFunnel, type Funnel } from "./funnel.ts";
import { keyOf, type Source, type Sources } from "./source.ts";
import { Spread } from "./spread.ts";
import { Table } from "./table.ts";
import { daysBetween, type Told } from "./told.ts";

export interface SourceRow extends Funnel {
  readonly source: Source;
  /** Days from its coming to its first hand-off. */
  readonly ripening: Spread;
  /** Today's points of those in a campaign. */
  readonly scores: Spread;
}

export class BySource {
  readonly #rows = new Table<SourceRow>();
  readonly #which: keyof Sources;

  constructor(which: keyof Sources) {
    this.#which = which;
  }

  add(told: Told): void {
    const source = told.sources[this.#which];
    const make = () => ({ source, ...emptyFunnel(), ripening: new Spread(), scores: new Spread() });
    const row = this.#rows.row(keyOf(source), make);
    countIn(row, told);
    if (told.firstHandoff)
      row.ripening.add(daysBetween(told.life.lead.createdAt, told.firstHandoff.releasedAt));
    if (told.score !== undefined) row.scores.add(told.score);
  }

  /** Those that brought most first. */
  rows(): readonly SourceRow[] {
    return this.#rows.rows((a, b) => b.leads - a.leads);
  }
}

export interface MonthRow extends Funnel {
  /** `2026-11`, in the firm's own zone. */
  readonly month: string;
}

export class ByMonth {
  readonly #rows = new Table<MonthRow>();
  readonly #zone: string;

  constructor(zone: string) {
    this.#zone = zone;
  }

  add(told: Told): void {
    const month = dayAt(told.life.lead.createdAt, this.#zone).slice(0, 7);
    countIn(
      this.#rows.row(month, () => ({ month, ...emptyFunnel() })),
      told,
    );
  }

  rows(): readonly MonthRow[] {
    return this.#rows.rows((a, b) => (a.month < b.month ? -1 : 1));
  }
}
