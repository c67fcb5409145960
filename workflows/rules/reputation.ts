/**
 * When a campaign stops itself: too many of its newest mails bounced for good or were called spam. Mailbox providers judge
 * the sender by that, and would next put the mails of all its campaigns among the spam.
 */

import type { Change } from "./change.ts";
import type { LedgerLine, Life, Touch } from "./life.ts";
import { DAY, type Instant } from "./time.ts";

/**
 * At 0.1 % complaints AWS looks into an account, at 0.5 % it may stop its sending ("Reputation metrics messages" in the SES
 * developer guide); Gmail and Yahoo ask bulk senders to stay under 0.1 % too.
 */
export const MOST_COMPLAINTS = 0.1;

/** AWS asks for hard bounces under 2 %, looks into an account at 5 %, and may stop its sending at 10 % (same page). */
export const MOST_BOUNCES = 2;

/** Under so many, one complaint would be above the limit: nothing is judged by fewer. */
export const LEAST_MAILS = 1_000;

/** What became of the mails that a campaign sent on one day, of UTC. */
export interface MailDay {
  /** The day's first instant. */
  readonly day: Instant;
  readonly sent: number;
  /** For good. */
  readonly bounced: number;
  /** Called spam. */
  readonly complained: number;
}

/** One mail more of which this is true. `at` is when it was sent: whatever becomes of it counts for that day. */
export interface Counted {
  readonly campaign: string;
  readonly what: "sent" | "bounced" | "complained";
  readonly at: Instant;
}

export interface Reputation {
  readonly mails: number;
  readonly days: number;
  /** In percent. */
  readonly complaints: number;
  readonly bounces: number;
}

/** The first instant of the day of UTC on which `at` falls. */
export function dayOfMail(at: Instant): Instant {
  return at - (at % DAY);
}

/** What a change adds to the counts: each mail once as sent, once as bounced, once as complained of. */
export function countedBy(life: Life, change: Change): readonly Counted[] {
  const touches = change.touches ?? [];
  const sent = touches.filter((touch) => isSentMail(touch) && !wasSent(life, touch));
  const told = (change.ledger ?? []).flatMap((line) => {
    const what = verdictOf(line);
    const touch = [...touches, ...life.touches].find(({ touchId }) => touchId === line.touchId);
    const isKnown = life.ledger.some((each) => each.messageId === line.messageId && verdictOf(each) === what);
    return what === undefined || touch === undefined || isKnown ? [] : [counted(touch, what)];
  });
  return [...sent.map((touch) => counted(touch, "sent")), ...told];
}

function counted({ campaign, sentAt, claimedAt }: Touch, what: Counted["what"]): Counted {
  return { campaign, what, at: sentAt ?? claimedAt };
}

function isSentMail({ channel = "mail", status }: Touch): boolean {
  return channel === "mail" && status === "sent";
}

function wasSent({ touches }: Life, { touchId, attempt }: Touch): boolean {
  return touches.some((each) => each.touchId === touchId && each.attempt === attempt && isSentMail(each));
}

function verdictOf({ kind, bounce }: LedgerLine): Counted["what"] | undefined {
  if (kind === "complaint") return "complained";
  return bounce === "hard" ? "bounced" : undefined;
}

/** Whether `days`, newest first, reach far enough back to judge by. `before`: what was counted when it was last resumed. */
export function isEnough(days: readonly MailDay[], before?: MailDay): boolean {
  return mailsOf(days.map((day) => since(day, before))) >= LEAST_MAILS;
}

/** Of the newest days that together hold enough mails, or of all there are. */
export function reputation(days: readonly MailDay[], before?: MailDay): Reputation {
  const newest: MailDay[] = [];
  for (const day of days) {
    if (mailsOf(newest) >= LEAST_MAILS) break;
    newest.push(since(day, before));
  }
  const mails = mailsOf(newest);
  const percent = (what: "bounced" | "complained") =>
    mails === 0 ? 0 : (100 * newest.reduce((sum, day) => sum + day[what], 0)) / mails;
  const withMails = newest.filter((day) => day.sent > 0).length;
  return { mails, days: withMails, complaints: percent("complained"), bounces: percent("bounced") };
}

/** In words; undefined while the campaign may go on. */
export function whyStop(days: readonly MailDay[], before?: MailDay): string | undefined {
  const { mails, complaints, bounces } = reputation(days, before);
  if (mails < LEAST_MAILS) return undefined;
  const tooMany = [
    ...(complaints > MOST_COMPLAINTS ? [`complaints ${percentInWords(complaints)}`] : []),
    ...(bounces > MOST_BOUNCES ? [`hard bounces ${percentInWords(bounces)}`] : []),
  ];
  return tooMany.length === 0 ? undefined : `${tooMany.join(" and ")} of the last ${grouped(mails)} mails`;
}

/** `0.14 %`. */
export function percentInWords(percent: number): string {
  return `${percent.toFixed(2)} %`;
}

/** `1,420`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A resume begins the count anew: of its own day counts what came after it, of the days before nothing. */
function since(day: MailDay, before: MailDay | undefined): MailDay {
  if (before === undefined || day.day > before.day) return day;
  if (day.day < before.day) return { day: day.day, sent: 0, bounced: 0, complained: 0 };
  return {
    day: day.day,
    sent: day.sent - before.sent,
    bounced: day.bounced - before.bounced,
    complained: day.complained - before.complained,
  };
}

function mailsOf(days: readonly MailDay[]): number {
  return days.reduce((sum, { sent }) => sum + sent, 0);
}
