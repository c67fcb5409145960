/**
 * The steps of one touch: claimed before it goes out, then settled by the answer of the service that carries it. A mail
 * never goes twice and is never resent on a guess; a task may be asked for twice, but never not at all.
 */
import type { PlannedTouch } from "./decision.ts";
import { type Change, isKnown, type Life, type Touch, type TouchId } from "./life.ts";
import { suppress } from "./suppression.ts";
import { HOUR, type Instant, MINUTE } from "./time.ts";

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
