/** The day's list that everybody of sales gets in the morning, by their own clock, on the days on which they work. */
import { calendarOf } from "./business-time.ts";
import { dayAfter, dayAt, isoOf, momentOf, numberOf, weekdayOf } from "./clock.ts";
import type { Desk, Person } from "./desk.ts";
import type { HolidayTable } from "./holidays.ts";
import { oneLine } from "./one-line.ts";
import { type Playbook, understood } from "./playbook.ts";
import { titleOf } from "./sales-notice.ts";
import { HOUR, type Instant } from "./time.ts";
import { PRESSING, type Pressing, type ToDo } from "./to-do.ts";
import { DAYS } from "./window.ts";

/** Somebody looks every half hour. Whose hour is longer gone than this gets no list that day: it would be old news. */
const LATEST = 2 * HOUR;

/**
 * The day, `2026-11-23`, of which the person's list is due at `now`; undefined at any other time and on days off. `hour`:
 * `08:00`. In the night in which the clocks leave it out it is due when they have moved on; where it comes twice, at the first.
 */
export function digestDay(
  person: Person,
  hour: string,
  holidays: HolidayTable | undefined,
  now: Instant,
): string | undefined {
  const today = dayAt(now, person.zone);
  return [today, dayAfter(today, -1)]
    .filter((day) => {
      const at = momentOf(day, person.zone, hour);
      return at <= now && now < at + LATEST;
    })
    .find((day) => worksOn(person, holidays, day));
}

/** The next instant after `after` at which somebody's list is due; undefined where none is within a year, or none is sent. */
export function nextDigest(
  { people, digest: hour }: Pick<Desk, "people" | "digest">,
  holidays: HolidayTable | undefined,
  after: Instant,
): Instant | undefined {
  if (hour === undefined) return undefined;
  const next = Object.values(people).flatMap((person) => nextOf(person, hour, holidays, after) ?? []);
  return next.length === 0 ? undefined : Math.min(...next);
}

function nextOf(person: Person, hour: string, holidays: HolidayTable | undefined, after: Instant) {
  const today = dayAt(after, person.zone);
  for (let days = 0; days < 366; days++) {
    const day = dayAfter(today, days);
    const at = momentOf(day, person.zone, hour);
    if (at > after && worksOn(person, holidays, day)) return at;
  }
  return undefined;
}

function worksOn(person: Person, holidays: HolidayTable | undefined, day: string): boolean {
  const { window, off } = calendarOf(person, holidays);
  const name = DAYS[weekdayOf(day) - 1];
  if (name === undefined || !window.days.includes(name)) return false;
  return !off.has(numberOf(day));
}

export interface Digest {
  /** Under 100 characters on one line. */
  readonly subject: string;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Undefined where nothing presses. `mine`: the link to the person's own page. */
export function digest(
  { key, name }: { readonly key: string; readonly name: string },
  todo: readonly ToDo[],
  mine: string,
  day: string,
  playbook: Playbook,
): Digest | undefined {
  const pressing = todo.filter((each) => each.pressing !== "later");
  if (pressing.length === 0) return undefined;
  const parts = PRESSING.flatMap((kind) => {
    const found = pressing.filter((each) => each.pressing === kind);
    return found.length === 0 ? [] : [{ kind, found }];
  });
  const subject = `Your leads today: ${parts.map(({ kind, found }) => counted(kind, found.length)).join(", ")}`;
  const blocks = parts.map(({ kind, found }) =>
    [HEADINGS[kind], ...found.map((each) => inText(each, playbook))].join("\n"),
  );
  const attributes = { kind: "digest", to: key };
  return {
    subject,
    text: [`${name}, this is what your leads wait for.`, ...blocks, `Tell what came of them: ${mine}`].join(
      "\n\n",
    ),
    json: {
      version: 1,
      ...attributes,
      subject,
      day,
      leads: pressing.map((each) => inJson(each, playbook)),
      links: { mine },
    },
    attributes,
  };
}

export const HEADINGS: Readonly<Record<Pressing, string>> = {
  overdue: "Overdue",
  today: "Due today",
  "to answer": "Waiting for your answer",
  later: "Later",
};

function counted(kind: Pressing, number: number): string {
  if (kind === "today") return `${number} due today`;
  return kind === "overdue" ? `${number} overdue` : `${number} to answer`;
}

const LONGEST = 200;

/** Two lines, and nothing that a lead typed begins one of them. */
function inText({ life: { lead }, due }: ToDo, playbook: Playbook): string {
  const title = oneLine(titleOf(lead, understood(lead, playbook)), LONGEST);
  const { phone } = lead.profile;
  return `- ${title}\n  ${[due, ...(phone ? [oneLine(phone, LONGEST)] : [])].join(" · ")}`;
}

function inJson({ life: { leadId, lead }, handoff, pressing, dueAt, due }: ToDo, playbook: Playbook) {
  const { company, phone } = lead.profile;
  return {
    leadId,
    handoff: handoff.n,
    name: oneLine(understood(lead, playbook).displayName ?? lead.address, LONGEST),
    ...(company ? { company: oneLine(company, LONGEST) } : {}),
    ...(phone ? { phone: oneLine(phone, LONGEST) } : {}),
    pressing: pressing.replace(" ", "-"),
    due,
    ...(dueAt === undefined ? {} : { dueAt: isoOf(dueAt) }),
  };
}
