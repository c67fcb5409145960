/**
 * The steps of one touch: claimed before it goes out, then settled by the answer of the service that carries it. A mail
 * never goes twice and is never resent on a guess; a task may be asked for twice, but never not at all.
 */

import type { RunningCampaign } from "./campaign.ts";
import type { Change, MailboxPlace } from "./change.ts";
import { awaitsConfirmation } from "./consent.ts";
import type { PlannedTouch } from "./decision.ts";
import type { Lead } from "./lead.ts";
import { isKnown, type Known, type Life, type Touch, type TouchId } from "./life.ts";
import { isOfTheHouse } from "./planned-touch.ts";
import { suppress } from "./suppression.ts";
import { DAY, HOUR, type Instant, MINUTE } from "./time.ts";

/** 1 + 2 + 4 + … + 256 minutes, then every 6 hours: about four days until we give the touch up. */
export const MOST_TRIES = 24;
const FIRST_RETRY = MINUTE;
const LONGEST_RETRY = 6 * HOUR;

export type Answer =
  /** A task, once it was asked for, has no message id. */
  | { readonly answer: "sent"; readonly messageId?: string }
  | { readonly answer: "refused"; readonly code: string; readonly address: boolean };

/**
 * Takes the touch for one try. The write's guard makes sure that nobody left, was erased or claimed it meanwhile. `said`:
 * what goes out, as far as it is remembered.
 */
export function claim(
  life: Life,
  planned: PlannedTouch,
  attempt: string,
  said: Pick<Touch, "subject" | "links">,
  now: Instant,
): Change {
  const before = life.touches.find((touch) => touch.touchId === planned.touchId);
  return {
    touches: [
      {
        ...planned,
        status: "claimed",
        attempt,
        tries: (before?.tries ?? 0) + 1,
        claimedAt: now,
        ...said,
      },
    ],
  };
}

/**
 * The place that a mail to an unconfirmed address takes in its mailbox; undefined for a confirmed one, and for a touch
 * that has its place and was only refused. A lead that its consent alone is enough for, or was when its letters went, is held
 * to the number only where others are; once it has had every place there is, it needs none for a while: nobody else can
 * come in.
 */
export function placeFor(
  { lead, touches, leadId }: Known,
  planned: PlannedTouch,
  campaign: RunningCampaign,
  at: Instant,
): MailboxPlace | undefined {
  const before = touches.find(({ touchId }) => touchId === planned.touchId);
  const hasPlace = before !== undefined && before.refusal !== MAILBOX_FULL;
  if (lead.mailbox === undefined || lead.consent.confirmedAt !== undefined || hasPlace) return undefined;
  const had = touches.filter(hadPlace);
  const alone = !awaitsConfirmation(lead, campaign) || had.some((touch) => isOfConsent(touch, lead));
  const lately = had.filter(({ claimedAt }) => termOf(claimedAt, lead) === termOf(at, lead));
  if (alone && lately.length >= MOST_UNCONFIRMED) return undefined;
  return { mailbox: lead.mailbox, leadId, at, alone };
}

function hadPlace({ channel = "mail", status, refusal }: Touch): boolean {
  return channel === "mail" && status !== "skipped" && refusal !== MAILBOX_FULL;
}

/** A letter on the consent that stands: the campaign asks for more by now, or another one does. */
function isOfConsent({ name, claimedAt }: Touch, { consent }: Lead): boolean {
  return !isOfTheHouse(name) && claimedAt >= (consent.givenAt ?? Number.POSITIVE_INFINITY);
}

/** Half as long as places are remembered: taken anew in each, they are never all forgotten while the lead gets its letters. */
function termOf(at: Instant, { createdAt }: Lead): number {
  return Math.floor((at - createdAt) / (UNCONFIRMED_WITHIN / 2));
}

/** So many mails, in any stretch of the span below, to a mailbox that nobody has confirmed. Spamhaus' complaint of 2016 was about forms that asked without end. */
export const MOST_UNCONFIRMED = 3;
/** Long enough for whoever bombs to lose heart; short enough that no honest reader is locked out for good. */
export const UNCONFIRMED_WITHIN = 90 * DAY;
/** Between two of them. */
export const BETWEEN_UNCONFIRMED = DAY;

/** No place in the mailbox today; after as many days as it takes mails, the touch is given up. */
const MAILBOX_FULL = "MailboxLimit";
const MOST_WAITS = 4;

/** The touch waits a day for a place in its mailbox. */
export function putOff(life: Known, planned: PlannedTouch, now: Instant): Change {
  const before = life.touches.find(({ touchId }) => touchId === planned.touchId);
  const tries = (before?.tries ?? 0) + 1;
  const touch: Touch = {
    ...planned,
    status: "refused",
    attempt: "",
    tries,
    claimedAt: before?.claimedAt ?? now,
    subject: before?.subject ?? "",
    refusal: MAILBOX_FULL,
  };
  if (tries >= MOST_WAITS) return gaveUp(touch, MAILBOX_FULL, now);
  const what = `"${planned.name}" waits: its mailbox, in whatever spelling, has had its mail of the day and is not confirmed`;
  const key = `touch#${planned.touchId}#limited`;
  const line = { key, at: now, kind: "touch" as const, what, touchId: planned.touchId };
  return {
    touches: [{ ...touch, retryAt: now + DAY }],
    ...(before === undefined ? { ledger: [line] } : {}),
  };
}

/**
 * Notes the answer on the touch, if it is still this attempt's and nothing settled it before. `chance` in [0, 1) spreads
 * the retries of leads refused together.
 */
export function noteAnswer(
  life: Life,
  touchId: TouchId,
  attempt: string,
  answer: Answer,
  now: Instant,
  chance: number,
): Change | undefined {
  const touch = life.touches.find((each) => each.touchId === touchId && each.attempt === attempt);
  if (!isKnown(life) || touch === undefined || SETTLED.has(touch.status)) return undefined;
  if (answer.answer === "sent") return { touches: [sent(touch, answer.messageId, now)] };
  if (answer.address) return addressRefused(life, touch, answer.code, now);
  if (touch.tries >= MOST_TRIES) return gaveUp(touch, answer.code, now);
  const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (touch.tries - 1));
  return {
    touches: [
      {
        ...touch,
        status: "refused",
        refusal: answer.code,
        retryAt: now + Math.ceil(wait * (1 + chance / 4)),
      },
    ],
  };
}

/** Sent already, as its own event says; or told of already by whoever got the task a moment ago. */
const SETTLED = new Set<Touch["status"]>(["sent", "done", "overdue"]);

export function sent(touch: Touch, messageId: string | undefined, at: Instant): Touch {
  return { ...touch, status: "sent", ...(messageId === undefined ? {} : { messageId }), sentAt: at };
}

export function failed(touch: Touch, refusal: string): Touch {
  return { ...touch, status: "failed", refusal };
}

function addressRefused(life: Life, touch: Touch, code: string, now: Instant): Change {
  const what = `the address was refused (${code}): "${touch.name}" was not sent, and nothing will be`;
  return {
    ...suppress(life, { at: now, because: `the address was refused (${code})` }),
    touches: [failed(touch, code)],
    ledger: [{ key: `touch#${touch.touchId}#refused`, at: now, kind: "touch", what, touchId: touch.touchId }],
  };
}

function gaveUp(touch: Touch, code: string, now: Instant): Change {
  const what = `"${touch.name}" was refused ${touch.tries} times (${code}) and given up: the lead goes on without it`;
  return {
    touches: [failed(touch, code)],
    ledger: [{ key: `touch#${touch.touchId}#failed`, at: now, kind: "touch", what, touchId: touch.touchId }],
  };
}
