/** The hand-off's clock: sales was told, promised to answer within a span, is reminded at half of it, and at its end the lead goes back to nurture. */
import { lifecycleAfterSales } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Lead } from "./lead.ts";
import type { Change, Handoff, Known } from "./life.ts";
import { HOUR, type Instant } from "./time.ts";

/** A topic nobody subscribes to is asked again this often. */
export const ASK_FOR_SUBSCRIBERS_EVERY = HOUR;

/** What a released hand-off needs now. */
export function salesClock(lead: Lead, handoff: Handoff, now: Instant): Decision {
  if (handoff.notifiedAt === undefined) return tellSales(handoff, now);
  const dueAt = handoff.dueAt ?? handoff.notifiedAt;
  if (now >= dueAt)
    return { do: "record", change: expired(lead, handoff, now), because: "sales did not answer in time" };
  const remindAt = halfway(handoff.notifiedAt, dueAt);
  if (handoff.remindedAt !== undefined)
    return { do: "sleep", until: dueAt, because: "sales was reminded and has until then to answer" };
  if (now < remindAt)
    return { do: "sleep", until: remindAt, because: "sales was told and has until then before a reminder" };
  if (now < askAgainAt(handoff))
    return { do: "sleep", until: Math.min(askAgainAt(handoff), dueAt), because: NOBODY_HEARS };
  return {
    do: "tell sales",
    n: handoff.n,
    what: "reminder",
    because: "half of the time to answer is over",
  };
}

/** The hand-off that is sales' to answer, if there is one. */
export function openHandoff(life: Known): Handoff | undefined {
  return life.handoffs.find((handoff) => handoff.status === "released" || handoff.status === "snoozed");
}

function tellSales(handoff: Handoff, now: Instant): Decision {
  if (now < askAgainAt(handoff)) return { do: "sleep", until: askAgainAt(handoff), because: NOBODY_HEARS };
  return { do: "tell sales", n: handoff.n, what: "release", because: handoff.because };
}

const NOBODY_HEARS = "nobody has subscribed to hear of leads; asked again then";

function askAgainAt({ toldNobodyAt }: Handoff): Instant {
  return toldNobodyAt === undefined ? 0 : toldNobodyAt + ASK_FOR_SUBSCRIBERS_EVERY;
}

function expired(lead: Lead, handoff: Handoff, now: Instant): Change {
  const because = `sales did not answer hand-off ${handoff.n} in time`;
  return {
    set: { lifecycle: lifecycleAfterSales(lead), because },
    handoffs: [{ ...handoff, status: "expired", closedAt: now }],
    ledger: [
      { key: `handoff#${handoff.n}#expired`, at: now, kind: "handoff", what: `${because}: back to nurture` },
    ],
  };
}

function halfway(from: Instant, to: Instant): Instant {
  return from + Math.floor((to - from) / 2);
}
