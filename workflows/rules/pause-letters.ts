/** Somebody of ours talks to a company: the letters to others there can wait. What they do themselves still counts. */
import type { Change } from "./change.ts";
import { after } from "./clock.ts";
import { gone } from "./consent.ts";
import { holderOf } from "./holder.ts";
import { isKnown, type Known, type Life } from "./life.ts";
import type { Instant, Span } from "./time.ts";

/** So long nobody writes to the colleagues of a lead that somebody accepted. */
export const COLLEAGUES_PAUSE: Span = "90 days";

/** Letters may go out to it: a campaign runs, it hasn't left, and nobody of sales has it. */
export function inNurture(life: Life): life is Known {
  return (
    isKnown(life) &&
    gone(life.lead) === undefined &&
    holderOf(life) === undefined &&
    life.enrolments.some(({ endedAt }) => endedAt === undefined)
  );
}

/** In nurture, and nobody of ours has said yet that its letters wait: its own pause may end before theirs would. */
export function getsLetters(life: Life, at: Instant): life is Known {
  return inNurture(life) && (life.lead.pausedUntil ?? at) <= at;
}

export interface PauseOrder {
  /** Why, in words that name no lead. */
  readonly because: string;
  /** The same order given again changes nothing. */
  readonly order: string;
}

/** Undefined for a lead that no letters go to, and for one whose letters wait by this order already. A longer pause stays. */
export function pauseLetters(
  life: Life,
  { because, order }: PauseOrder,
  at: Instant,
  zone: string,
): Change | undefined {
  const before = standingOf(life, order);
  if (!inNurture(life) || before.isPaused) return undefined;
  const key = `paused#${order}${before.times === 0 ? "" : `#${before.times}`}`;
  const until = after(at, COLLEAGUES_PAUSE, zone);
  const { pausedUntil = 0 } = life.lead;
  return {
    ...(pausedUntil >= until ? {} : { set: { pausedUntil: until, pausedBecause: because } }),
    ledger: [{ key, at, kind: "enrolment", what: `${because}: its letters wait ${COLLEAGUES_PAUSE}` }],
  };
}

/** Whether its letters wait now because of this order, and not of another. */
export function waitsBy(life: Life, { because, order }: PauseOrder, at: Instant): boolean {
  if (!isKnown(life) || !standingOf(life, order).isPaused) return false;
  const { pausedUntil = at, pausedBecause } = life.lead;
  return pausedUntil > at && pausedBecause === because;
}

/** Whoever gave the order takes it back: the letters go on where they stood. Undefined where none wait by it. */
export function resumeLetters(life: Life, order: PauseOrder, at: Instant): Change | undefined {
  if (!waitsBy(life, order, at)) return undefined;
  const key = `resumed#${order.order}#${standingOf(life, order.order).times}`;
  const what = `${order.because}, and wants its letters to go on`;
  return { set: { pausedUntil: at }, ledger: [{ key, at, kind: "enrolment", what }] };
}

/** `times`: how often the order was taken back so far. */
function standingOf({ ledger }: Life, order: string): { isPaused: boolean; times: number } {
  const ofOrder = (what: string) =>
    ledger.filter(({ key }) => key === `${what}#${order}` || key.startsWith(`${what}#${order}#`)).length;
  const times = ofOrder("resumed");
  return { isPaused: ofOrder("paused") > times, times };
}
