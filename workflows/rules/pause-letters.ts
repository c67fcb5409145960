/** Somebody of ours talks to a company: the letters to others there can wait. What they do themselves still counts. */
import { gone } from "./consent.ts";
import { holderOf } from "./holder.ts";
import { type Change, isKnown, type Known, type Life } from "./life.ts";
import { after, type Instant, type Span } from "./time.ts";

/** So long nobody writes to the colleagues of a lead that somebody accepted. */
export const PAUSE: Span = "90 days";

/** Letters may go out to it: a campaign runs, it hasn't left, and nobody of sales has it. */
export function inNurture(life: Life): life is Known {
  return (
    isKnown(life) &&
    gone(life.lead) === undefined &&
    holderOf(life) === undefined &&
    life.enrolments.some(({ endedAt }) => endedAt === undefined)
  );
}

/** In nurture, and nobody has said yet that its letters wait. */
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
  const key = `paused#${order}`;
  if (!inNurture(life) || life.ledger.some((line) => line.key === key)) return undefined;
  const until = after(at, PAUSE, zone);
  const { pausedUntil = 0 } = life.lead;
  return {
    ...(pausedUntil >= until ? {} : { set: { pausedUntil: until, pausedBecause: because } }),
    ledger: [{ key, at, kind: "enrolment", what: `${because}: its letters wait ${PAUSE}` }],
  };
}
