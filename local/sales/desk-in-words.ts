/** The sales desk as its people read it: who works now, who gets which leads, and what the clock means. */
import { awayUntil, businessAfter, calendarOf } from "../../workflows/rules/business-time.ts";
import type { Desk, Person, Pool } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { openingAt } from "../../workflows/rules/window.ts";
import { conditionInWords, listInWords } from "../campaign/in-words.ts";
import { inWords } from "../console/moment.ts";
import { clockInWords } from "./clock-in-words.ts";

/** Lines. `now`: an instant. */
export function deskInWords(desk: Desk, now: number): readonly string[] {
  return [
    ...Object.entries(desk.people).flatMap(([key, person]) => personInWords(key, person, desk, now)),
    "",
    "Who gets a lead that nobody knows yet; the first that fits:",
    ...desk.pools.map((pool, at) => `  ${at + 1}. ${poolInWords(pool, desk)}`),
    ...accountsInWords(desk),
    "",
    ...clockInWords(desk),
  ];
}

function personInWords(key: string, person: Person, { manager, answer }: Desk, now: number) {
  const { name, zone, hours, days, holidays, atMost } = person;
  const role = key === manager ? ", the manager," : "";
  const free = holidays === undefined ? "no public holidays" : `the public holidays of ${holidays}`;
  const due = businessAfter(now, answer.scored, calendarOf(person, HOLIDAYS));
  return [
    `${name} (${key})${role} ${whereabouts(person, now)}`,
    `  ${daysInWords(days)} ${hours}, ${zone}, ${free}; at most ${atMost} leads at once`,
    `  told of a ripe lead now: to be answered by ${inWords(due, zone)}`,
  ];
}

/** `works now, until …`; `is off, until …`; `is away until …`. */
function whereabouts(person: Person, now: number): string {
  const until = awayUntil(person, now);
  if (until !== undefined) return `is away until ${until}`;
  const { window, zone, off } = calendarOf(person, HOLIDAYS);
  const { opens, closes } = openingAt(now, window, zone, off);
  return opens <= now ? `works now, until ${inWords(closes, zone)}` : `is off until ${inWords(opens, zone)}`;
}

const USUAL = ["monday", "tuesday", "wednesday", "thursday", "friday"];

function daysInWords(days: Person["days"]): string {
  const isUsual = days.length === USUAL.length && USUAL.every((day) => days.some((each) => each === day));
  if (isUsual) return "Monday to Friday";
  return days.map((day) => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`).join(", ");
}

function poolInWords(pool: Pool, desk: Desk): string {
  const names = pool.people.map((key) => nameOf(key, desk));
  const how = pool.share
    ? `${listInWords(names, "and")}, whoever accepts first`
    : `${listInWords(names, "and")}${names.length === 1 ? "" : ", in turn"}`;
  return `${pool.name}: ${how}; for ${leadsOf(pool, desk)}`;
}

function leadsOf({ regions, segments, campaigns, when }: Pool, desk: Desk): string {
  const parts = [
    ...(regions === undefined ? [] : [`from ${listInWords(regions)} (${countries(regions, desk)})`]),
    ...(segments === undefined ? [] : [`of the segment ${listInWords(segments)}`]),
    ...(campaigns === undefined ? [] : [`of the campaign ${listInWords(campaigns)}`]),
    ...(when === undefined ? [] : [`of whom is true: ${conditionInWords(when)}`]),
  ];
  return parts.length === 0 ? "every lead that is left" : `leads ${parts.join(", ")}`;
}

function countries(regions: readonly string[], desk: Desk): string {
  const all = new Set(regions.flatMap((name) => desk.regions[name] ?? []));
  return listInWords([...all], "and");
}

function accountsInWords(desk: Desk): readonly string[] {
  const all = Object.entries(desk.accounts);
  if (all.length === 0) return [];
  const each = all.map(([domain, owner]) => `${domain} is ${nameOf(owner, desk)}'s`);
  return [`Before that: ${listInWords(each, "and")}.`];
}
