/**
 * Public holidays by country, worked out when the campaigns are compiled (`workflows/compile/compile-holidays.ts`) and
 * carried as data. National ones only: days off in a single state or region aren't counted, nor are half days.
 */
import * as z from "zod/mini";
import { numberOf } from "./clock.ts";

/** The holidays of one country. */
export interface Holidays {
  /** `day`: a local calendar day, in days since 1970-01-01. */
  has(day: number): boolean;
}

/**
 * By ISO 3166-1 alpha-2 code, two base-36 digits a holiday: the days since the one before it, for the first the days
 * since 1 January of `from`. `0036` is 1 January and 25 April. About 30 kB for six years of all countries.
 */
export const HolidayTable = z.strictObject({
  /** The first and the last year it knows. Before and after them, no day is known to be a holiday. */
  from: z.int(),
  until: z.int(),
  /** Whose data it is, for the licence. */
  source: z.string(),
  countries: z.record(z.string(), z.string().check(z.regex(/^([0-9a-z]{2})+$/))),
});
export type HolidayTable = z.infer<typeof HolidayTable>;

/** Those of a country, undefined when the country isn't known or the table has nothing of it. */
export function holidaysOf(table: HolidayTable, countryCode: string | undefined): Holidays | undefined {
  if (countryCode === undefined || !Object.hasOwn(table.countries, countryCode)) return undefined;
  const written = table.countries[countryCode] ?? "";
  const before = read.get(table) ?? new Map<string, Holidays>();
  read.set(table, before);
  const days = before.get(written) ?? decoded(written, firstDay(table.from));
  before.set(written, days);
  return days;
}

/** The days of one country as the table writes them. `days`: rising, in days since 1970-01-01, from 1 January of `from` on. */
export function encoded(days: readonly number[], from: number): string {
  const steps = days.map((day, at) => day - (days[at - 1] ?? firstDay(from)));
  const tooWide = steps.findIndex((step, at) => step < Math.min(at, 1) || step >= DIGITS ** 2);
  if (tooWide >= 0)
    throw new RangeError(
      `day ${days[tooWide]} doesn't follow ${days[tooWide - 1] ?? from} within ${DIGITS ** 2} days`,
    );
  return steps.map((step) => step.toString(DIGITS).padStart(2, "0")).join("");
}

/** 1 January of `year`, in days since 1970-01-01. */
export function firstDay(year: number): number {
  return numberOf(`${String(year).padStart(4, "0")}-01-01`);
}

const DIGITS = 36;

/** Most leads of a process live in few countries: each is read once. */
const read = new WeakMap<HolidayTable, Map<string, Holidays>>();

function decoded(written: string, first: number): ReadonlySet<number> {
  let day = first;
  return new Set(
    (written.match(/../g) ?? []).map((step) => {
      day += Number.parseInt(step, DIGITS);
      return day;
    }),
  );
}
