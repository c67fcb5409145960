/** A hand-off that sales put off until a day: told again then, or as soon as the lead asks for sales. */
import { isThere } from "./business-time.ts";
import type { Decision } from "./decision.ts";
import type { Desk } from "./desk.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Handoff, Known, LedgerLine } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { raisedHand } from "./ripe.ts";
import { orThatItLeft, withoutClock } from "./sales-clock.ts";
import type { Instant } from "./time.ts";

export function snoozed(life: Known, handoff: Handoff, { desk }: Playbook, now: Instant): Decision {
  // A hand raised since then is news that the snooze did not know of.
  const hand = raisedHand(life);
  const until = hand === undefined ? (handoff.until ?? now) : now;
  const wait: Decision = { do: "sleep", until, because: "sales snoozed it until then" };
  if (now < until) return orThatItLeft(life.lead, handoff, wait, now);
  const what = "the snooze is over: sales is told again";
  return {
    do: "record",
    because: "the snooze is over",
    change: {
      handoffs: [awoken(handoff, hand, desk, now)],
      ledger: [handoffLine(handoff, `woke#${until}`, now, what)],
    },
  };
}

/** As sales is told of it again: in working time, since sales put it off itself, or in minutes by a hand raised since. */
export function awoken(handoff: Handoff, hand: LedgerLine | undefined, desk: Desk, now: Instant): Handoff {
  const { closedAt, answeredBy, until, stage, to, byHand, ...rest } = withoutClock(handoff);
  // Whoever snoozed it to a day on which they are away leaves it to others.
  const theirs = to !== undefined && isThere(to, desk, now) ? { to } : {};
  const anew: Handoff = { ...rest, ...theirs, status: "released" };
  return hand === undefined ? anew : urgent(anew, hand);
}

/** A hand raised while somebody has yet to answer: told again at once, and from then on minutes count. */
export function handRaisedMeanwhile(life: Known, handoff: Handoff, now: Instant): Decision | undefined {
  const hand = handoff.byHand ? undefined : raisedHand(life);
  if (hand === undefined) return undefined;
  const because = "it asks for sales while sales has yet to answer: told again at once";
  return {
    do: "record",
    because,
    change: {
      handoffs: [urgent(handoff, hand)],
      ledger: [handoffLine(handoff, `hand#${hand.at}`, now, because)],
    },
  };
}

/** As it is from the raised hand on, before anybody was told of that. */
export function urgent(handoff: Handoff, hand: LedgerLine): Handoff {
  const { stage, ...rest } = withoutClock(handoff);
  return { ...rest, byHand: true, because: hand.handRaised ?? hand.what, handAt: hand.at };
}
