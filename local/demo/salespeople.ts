/** What the people of sales do about a lead: whoever is told of it answers, lets it lie, and says what came of it, or forgets to. */
import { businessAfter, calendarOf } from "../../workflows/rules/business-time.ts";
import { after, dayAt } from "../../workflows/rules/clock.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { RESULTS } from "../../workflows/rules/results.ts";
import { NoticeJson } from "../../workflows/rules/sales-notice-json.ts";
import type { Span } from "../../workflows/rules/time.ts";
import type { TopicNotice } from "../console/sources.ts";
import { addressOf, type Deed, nameOf as leadName, postForm } from "./actors.ts";
import type { Person } from "./people.ts";

/** Each of these asks somebody anew to answer for a lead. */
const ASKS: ReadonlySet<string> = new Set(["release", "next-person", "manager"]);

/** Somebody of sales who was asked to answer for a lead. */
interface Asked {
  readonly key: string;
  readonly desk: Desk;
  /** The lead, in words. */
  readonly lead: string;
  /** The hand-off's page. */
  readonly link: string;
}

export class Salespeople {
  private readonly people: readonly Person[];
  private readonly desk: () => Desk;
  /** So often somebody was asked, by lead. */
  private readonly asked = new Map<string, number>();

  constructor(people: readonly Person[], desk: () => Desk) {
    this.people = people;
    this.desk = desk;
  }

  /** Who hears it, by name: `Tom`. */
  addressee({ attributes: { to } }: TopicNotice): string {
    return to === "everybody" || to?.startsWith("pool:") ? "Sales" : nameOf(to, this.desk());
  }

  /** What follows from a notification. The first who is asked for a lead does what its first entry says, and so on. */
  about(notice: TopicNotice): readonly Deed[] {
    const { kind = "", to = "" } = notice.attributes;
    if (!ASKS.has(kind)) return [];
    const { lead, links } = NoticeJson.parse(JSON.parse(notice.forPrograms ?? "{}"));
    const address = lead["E-mail"]?.toLowerCase();
    const person = this.people.find((each) => addressOf(each).toLowerCase() === address);
    if (person === undefined) return [];
    const before = this.asked.get(person.id) ?? 0;
    this.asked.set(person.id, before + 1);
    const answer = person.sales[before];
    const link = links["accept"] ?? links["answer"] ?? "";
    const who: Asked = { key: to, desk: this.desk(), lead: leadName(person), link };
    return answer === undefined ? [] : deedsOf(answer, who, Date.parse(notice.sentAt));
  }
}

type Answer = Person["sales"][number];

function deedsOf(answer: Answer, who: Asked, from: number): readonly Deed[] {
  if (answer.answer === "ignore") return [];
  const at = atWork(from, answer.after, who);
  const name = nameOf(who.key, who.desk);
  if (answer.answer === "accept")
    return [
      deed(at, `${name} accepts ${who.lead}`, who, { answer: "accept" }),
      ...results(answer.results, who, at),
    ];
  const { reason, note = "", until } = answer;
  const fields = { answer: "reject", reason, note, ...day(at, until, who) };
  return [deed(at, `${name} gives ${who.lead} back (${reason})`, who, fields)];
}

/** Each so long after the one before. */
function results(
  told: Extract<Answer, { answer: "accept" }>["results"],
  who: Asked,
  from: number,
): readonly Deed[] {
  let at = from;
  return told.map(({ result, span, until }) => {
    at = atWork(at, span, who);
    const words = RESULTS[result];
    const what = `${nameOf(who.key, who.desk)} on ${who.lead}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
    return deed(at, what, who, { result, ...day(at, until, who) });
  });
}

function deed(
  at: number,
  what: string,
  { key, link }: Asked,
  fields: Readonly<Record<string, string>>,
): Deed {
  return { at, what, run: () => postForm(link, { by: key, ...fields }) };
}

/** Minutes are plain: whoever hurries does so at any hour. Hours and days are the person's working time. */
function atWork(from: number, span: Span, { key, desk }: Asked): number {
  const person = desk.people[key];
  if (person === undefined) throw new Error(`"${key}" was told of a lead, and is not in sales.yaml`);
  if (span.includes("minute")) return after(from, span, person.zone);
  return businessAfter(from, span, calendarOf(person, HOLIDAYS));
}

function day(at: number, until: Span | undefined, { key, desk }: Asked): { until?: string } {
  const zone = desk.people[key]?.zone ?? "UTC";
  return until === undefined ? {} : { until: dayAt(after(at, until, zone), zone) };
}
