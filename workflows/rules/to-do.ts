/** What one person of sales has to do with the leads they hold, the most pressing first. */
import { dayAt } from "./clock.ts";
import { dayInWords, soonInWords } from "./date-in-words.ts";
import type { Desk } from "./desk.ts";
import { heldHandoff } from "./holder.ts";
import type { Handoff, Known } from "./life.ts";
import type { Instant } from "./time.ts";

/** In the order in which they press: it should be done already; a call is due today; an answer is waited for; the rest. */
export const PRESSING = ["overdue", "today", "to answer", "later"] as const;
export type Pressing = (typeof PRESSING)[number];

export interface ToDo {
  readonly life: Known;
  readonly handoff: Handoff;
  readonly pressing: Pressing;
  /** Undefined while no clock runs. */
  readonly dueAt: Instant | undefined;
  /** `First contact by Monday 23 November, 13:00` */
  readonly due: string;
}

/**
 * `lives`: leads that are somebody's to answer or to reach. Words and days by the clock of `zone`. `opens`: when the day's
 * work begins, if it does; what is due then was put off to that day, and is not late before the day is over.
 */
export function toDo(lives: readonly Known[], zone: string, now: Instant, opens?: Instant): readonly ToDo[] {
  return lives
    .flatMap((life) => {
      const handoff = heldHandoff(life);
      return handoff === undefined ? [] : [pieceOf(life, handoff, zone, now, opens)];
    })
    .sort((a, b) => order(a) - order(b) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

/** Whether the lead waits for somebody, and this person may take it: whose it is, or whose pool shares it. */
export function isTheirs(life: Known, person: string, { pools }: Desk): boolean {
  const handoff = heldHandoff(life);
  if (handoff === undefined || handoff.to !== undefined) return handoff?.to === person;
  return pools.some(({ name, share, people }) => share && name === handoff.pool && people.includes(person));
}

const order = ({ pressing }: ToDo) => PRESSING.indexOf(pressing);

function pieceOf(life: Known, handoff: Handoff, zone: string, now: Instant, opens?: Instant): ToDo {
  const dueAt = dueOf(handoff);
  const isForToday = handoff.status === "accepted" && dueAt === opens && isToday(dueAt, zone, now);
  const pressing = isForToday ? "today" : pressingOf(handoff, dueAt, zone, now);
  return { life, handoff, pressing, dueAt, due: dueInWords(handoff, dueAt, zone, now) };
}

function dueOf({ status, promised, dueAt, until }: Handoff): Instant | undefined {
  if (status === "snoozed") return until;
  return status === "accepted" ? promised?.contactBy : dueAt;
}

function pressingOf(handoff: Handoff, dueAt: Instant | undefined, zone: string, now: Instant): Pressing {
  const { status } = handoff;
  if (status === "snoozed") return "later";
  if (isLastCall(handoff) || (dueAt !== undefined && dueAt <= now)) return "overdue";
  if (status !== "accepted") return "to answer";
  return isToday(dueAt, zone, now) ? "today" : "later";
}

function isToday(dueAt: Instant | undefined, zone: string, now: Instant): boolean {
  return dueAt !== undefined && dayAt(dueAt, zone) === dayAt(now, zone);
}

/** Everybody who was asked has let their time run out, and the manager was told. */
const isLastCall = ({ status, stage }: Handoff) => status === "released" && stage === 3;

/** What is due, and by when. */
export function dueInWords(handoff: Handoff, dueAt: Instant | undefined, zone: string, now: Instant): string {
  if (dueAt === undefined) return "To be answered";
  if (handoff.status === "snoozed") return `Snoozed until ${dayInWords(dueAt, zone, now)}`;
  const { wish, noun } = owed(handoff);
  const when = soonInWords(dueAt, zone, now);
  if (isLastCall(handoff) && dueAt > now) return `An answer is overdue: back to nurture ${when}`;
  return dueAt <= now ? `${noun} was due ${when}` : `${wish} by ${when}`;
}

function owed({ status, promised }: Handoff): { readonly wish: string; readonly noun: string } {
  if (status !== "accepted" || promised === undefined) return { wish: "Answer", noun: "An answer" };
  if (promised.spokeAt !== undefined)
    return { wish: "Tell what came of the talk", noun: "Word of what came of the talk" };
  return promised.attempts.length === 0
    ? { wish: "First contact", noun: "The first contact" }
    : { wish: "Try again", noun: "Another try" };
}

/** `35 minutes`, `5 hours`, `3 days`: the largest unit of which there are two. */
export function howLong(span: number): string {
  const minutes = Math.floor(span / 60_000);
  if (minutes < 120) return counted(minutes, "minute");
  return minutes < 48 * 60
    ? counted(Math.floor(minutes / 60), "hour")
    : counted(Math.floor(minutes / 1440), "day");
}

const counted = (number: number, unit: string) => `${number} ${unit}${number === 1 ? "" : "s"}`;
