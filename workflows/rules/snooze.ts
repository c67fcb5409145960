/** A hand-off that sales put off until a day: told again then, or as soon as the lead asks for sales. */
import { isThere } from "./business-time.ts";
import type { Decision } from "./decision.ts";
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
  const { closedAt, answeredBy, until: past, stage, to, byHand, ...rest } = withoutClock(handoff);
  // Whoever snoozed it to a day on which they are away leaves it to others.
  const theirs = to !== undefined && isThere(to, desk, now) ? { to } : {};
  return {
    do: "record",
    because: "the snooze is over",
    change: {
      handoffs: [{ ...rest, ...theirs, ...(hand === undefined ? {} : urgent(hand)), status: "released" }],
      ledger: [
        {
          key: `handoff#${handoff.n}#woke#${until}`,
          at: now,
          kind: "handoff",
          what: "the snooze is over: sales is told again",
        },
      ],
    },
  };
}

/** A hand raised while somebody has yet to answer: told again at once, and from then on minutes count. */
export function handRaisedMeanwhile(life: Known, handoff: Handoff, now: Instant): Decision | undefined {
  const hand = handoff.byHand ? undefined : raisedHand(life);
  if (hand === undefined) return undefined;
  const { stage, ...rest } = withoutClock(handoff);
  const because = "it asks for sales while sales has yet to answer: told again at once";
  return {
    do: "record",
    because,
    change: {
      handoffs: [{ ...rest, ...urgent(hand) }],
      ledger: [{ key: `handoff#${handoff.n}#hand#${hand.at}`, at: now, kind: "handoff", what: because }],
    },
  };
}

function urgent(hand: LedgerLine): Pick<Handoff, "byHand" | "because" | "handAt"> {
  return { byHand: true, because: hand.handRaised ?? hand.what, handAt: hand.at };
}
