/** Working time: it runs while somebody is at work, by their own clock, and stands still at night, on days off and while they are away. */
import { dayAt, momentOf, numberOf } from "./clock.ts";
import type { Desk, Person } from "./desk.ts";
import { type Holidays, type HolidayTable, holidaysOf } from "./holidays.ts";
import { DAY, type Instant, MINUTE, milliseconds, type Span } from "./time.ts";
import { minutesOpen, type Opening, openingAt, type Window } from "./window.ts";

/** When one person works. */
export interface Calendar {
  readonly window: Window;
  /** IANA name. */
  readonly zone: string;
  /** Public holidays and days away alike. */
  readonly off: Holidays;
}

/** Without a table of holidays, only days away are free. */
export function calendarOf(person: Person, holidays: HolidayTable | undefined): Calendar {
  const { days, hours, zone, away } = person;
  const free = holidays && holidaysOf(holidays, person.holidays);
  const absences = away.map(({ from, to }) => [numberOf(from), numberOf(to)] as const);
  return {
    window: { days, hours, holidays: "skip" },
    zone,
    off: {
      has: (day) => free?.has(day) === true || absences.some(([from, to]) => from <= day && day <= to),
    },
  };
}

/**
 * The instant at which `span` of working time since `from` is over. A day is as much time as one working day has, a week
 * five of them: a day from Friday 17:55 ends on Monday at 17:55, a day from Saturday when Monday's work does.
 */
export function businessAfter(from: Instant, span: Span, calendar: Calendar): Instant {
  return workedThrough(from, workOf(span, calendar), calendar);
}

/** When somebody is at work again: `from` itself within working time. */
export function nextAtWork(from: Instant, calendar: Calendar): Instant {
  return businessAfter(from, "0 minutes", calendar);
}

/** The instant at which half of it is over. */
export function halfOfBusiness(from: Instant, span: Span, calendar: Calendar): Instant {
  return workedThrough(from, Math.floor(workOf(span, calendar) / 2), calendar);
}

/** `work` in milliseconds. The last moment of a day's work counts to that day, not to the next morning. */
function workedThrough(from: Instant, work: number, calendar: Calendar): Instant {
  let left = work;
  let at = from;
  for (;;) {
    const { opens, closes } = openingOf(at, calendar);
    const start = Math.max(at, opens);
    if (start + left <= closes) return start + left;
    left -= closes - start;
    at = closes;
  }
}

/** Whoever is away for more than a year is waited for as if they were there: when the time is over, others are asked. */
function openingOf(at: Instant, { window, zone, off }: Calendar): Opening {
  try {
    return openingAt(at, window, zone, off);
  } catch {
    return openingAt(at, window, zone, undefined);
  }
}

function workOf(span: Span, { window }: Calendar): number {
  const long = milliseconds(span);
  const day = minutesOpen(window) * MINUTE;
  if (/week/.test(span)) return (long / (7 * DAY)) * WORKING_WEEK * day;
  if (/month|year/.test(span))
    throw new RangeError(`"${span}" is no working time: write hours, days or weeks.`);
  return /day/.test(span) ? (long / DAY) * day : long;
}

const WORKING_WEEK = 5;

/** Until when somebody is away who is at `at`: the last of the days, as stated. */
export function awayUntil({ away, zone }: Person, at: Instant): string | undefined {
  const today = dayAt(at, zone);
  return away.find(({ from, to }) => from <= today && today <= to)?.to;
}

/** The same without the absence that covers `at`: whoever promises something then is at work, whatever the file says. */
export function presentAt(person: Person, at: Instant): Person {
  const until = awayUntil(person, at);
  return until === undefined ? person : { ...person, away: person.away.filter(({ to }) => to !== until) };
}

/** Whether that is somebody of the desk, and not away then. */
export function isThere(key: string, { people }: Pick<Desk, "people">, at: Instant): boolean {
  const person = people[key];
  return person !== undefined && awayUntil(person, at) === undefined;
}

/** When somebody's next absence after `at` begins: the first moment of its first day; undefined without one. */
export function leavesAt({ away, zone }: Person, at: Instant): Instant | undefined {
  const begins = away.map(({ from }) => momentOf(from, zone));
  return begins.filter((each) => each > at).sort((a, b) => a - b)[0];
}
