/** How far leads came, counted; the same columns for a source, a campaign and a month. */
import type { Told } from "./told.ts";

export interface Funnel {
  /** All that came. */
  leads: number;
  /** Of them, those that once agreed to mail. */
  nurtured: number;
  /** Of all, those that marketing gave to sales at least once. */
  mql: number;
  /** Of those, the ones that sales accepted. */
  sal: number;
  /** Of all, those of which a won deal was told. */
  won: number;
}

export function emptyFunnel(): Funnel {
  return { leads: 0, nurtured: 0, mql: 0, sal: 0, won: 0 };
}

export function countIn(funnel: Funnel, told: Told): void {
  funnel.leads += 1;
  if (told.isNurtured) funnel.nurtured += 1;
  if (told.firstHandoff) funnel.mql += 1;
  if (told.isAccepted) funnel.sal += 1;
  if (told.wonAt !== undefined) funnel.won += 1;
}
