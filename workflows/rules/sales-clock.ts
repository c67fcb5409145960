/**
 * The hand-off's clock, in the working time of whoever has it: a reminder at half, the next person at the end, the manager
 * at twice that, and at four times the lead goes back to nurture.
 */
import type { Change } from "./change.ts";
import { after } from "./clock.ts";
import { lifecycleAfterSales } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Desk } from "./desk.ts";
import { NOBODY, nameOf } from "./desk-people.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Lead } from "./lead.ts";
import { leavingUntold } from "./leaving.ts";
import type { Handoff, Known } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { HOUR, type Instant } from "./time.ts";

/** A topic nobody subscribes to is asked again this often, and so is a desk where nobody has room. */
export const ASK_AGAIN_EVERY = HOUR;

/** What a released hand-off needs now. */
export function salesClock({ lead }: Known, handoff: Handoff, playbook: Playbook, now: Instant): Decision {
  const { desk } = playbook;
  if (!hasSomebody(handoff, desk)) return findSomebody(handoff, playbook, now);
  if (handoff.notifiedAt === undefined) return tellSales(handoff, now);
  return orThatItLeft(lead, handoff, running(lead, handoff, desk, now), now);
}

/** That the lead left goes before `next`; while nobody is there to hear it, `next` goes on as if nothing were. */
export function orThatItLeft(lead: Lead, handoff: Handoff, next: Decision, now: Instant): Decision {
  const left = leavingUntold(lead, handoff);
  if (left === undefined) return next;
  if (now >= askAgainAt(handoff)) return left;
  return next.do === "sleep" ? { ...next, until: Math.min(next.until, askAgainAt(handoff)) } : next;
}

function running(lead: Lead, handoff: Handoff, desk: Desk, now: Instant): Decision {
  const dueAt = handoff.dueAt ?? handoff.notifiedAt ?? now;
  if (now >= dueAt) return atTheEnd(lead, handoff, desk, now);
  const remindAt = handoff.remindAt ?? dueAt;
  if (handoff.remindedAt !== undefined || handoff.stage === 3)
    return { do: "sleep", until: dueAt, because: UNTIL_THEN[handoff.stage ?? 1] ?? "" };
  if (now < remindAt)
    return {
      do: "sleep",
      until: Math.min(remindAt, dueAt),
      because: "sales was told and has until then before a reminder",
    };
  if (now < askAgainAt(handoff))
    return { do: "sleep", until: Math.min(askAgainAt(handoff), dueAt), because: NOBODY_HEARS };
  return { do: "tell sales", n: handoff.n, what: "reminder", because: "half of the time to answer is over" };
}

const UNTIL_THEN: Readonly<Record<number, string>> = {
  1: "sales was reminded and has until then to answer",
  2: "the next person was reminded, and then the manager is told",
  3: "the manager knows that nobody has answered; then it goes back to nurture",
};

/** The same hand-off before anybody was told of it. */
export function withoutClock({ notifiedAt, remindAt, dueAt, remindedAt, ...rest }: Handoff): Handoff {
  return rest;
}

/** The hand-off that is sales' to answer, if there is one. */
export function openHandoff(life: Known): Handoff | undefined {
  return life.handoffs.find((handoff) => handoff.status === "released" || handoff.status === "snoozed");
}

/** Whether it is somebody's who is still on the desk, or everybody's of a pool. */
export function hasSomebody({ to, pool }: Handoff, { people, pools }: Desk): boolean {
  if (to !== undefined) return people[to] !== undefined;
  return pools.some(({ name, share }) => name === pool && share);
}

function findSomebody(handoff: Handoff, { desk, defaultTimeZone }: Playbook, now: Instant): Decision {
  const { n, to = NOBODY, fullSince, triedAt, fullToldAt } = handoff;
  const gone = to === NOBODY ? undefined : `${nameOf(to, desk)} is on the desk no more`;
  if (fullSince === undefined || triedAt === undefined || gone !== undefined)
    return { do: "assign", n, because: gone ?? "somebody of sales is to get it" };
  const tellAt = after(fullSince, desk.tellManagerWhenFullFor, defaultTimeZone);
  const again = triedAt + ASK_AGAIN_EVERY;
  if (now >= again) return { do: "assign", n, because: "nobody had room an hour ago: tried again" };
  const because = "nobody at sales has room for it; tried again then";
  if (fullToldAt !== undefined) return { do: "sleep", until: again, because };
  if (now < tellAt) return { do: "sleep", until: Math.min(again, tellAt), because };
  if (now < askAgainAt(handoff)) return { do: "sleep", until: again, because };
  return { do: "tell sales", n, what: "nobody free", because: "nobody at sales has had room for it" };
}

function tellSales(handoff: Handoff, now: Instant): Decision {
  if (now < askAgainAt(handoff)) return { do: "sleep", until: askAgainAt(handoff), because: NOBODY_HEARS };
  const what = handoff.stage === 2 ? "next person" : "release";
  return { do: "tell sales", n: handoff.n, what, because: handoff.because };
}

function atTheEnd(lead: Lead, handoff: Handoff, desk: Desk, now: Instant): Decision {
  const { n, to, stage = 1 } = handoff;
  const who = to === undefined ? "everybody" : nameOf(to, desk);
  const silent = to === undefined ? "nobody has answered" : `${who} has not answered in time`;
  if (stage === 1) return { do: "assign", n, because: `${silent}: the next person is asked` };
  if (stage === 3)
    return { do: "record", change: expired(lead, handoff, now), because: "sales did not answer in time" };
  if (now < askAgainAt(handoff)) return { do: "sleep", until: askAgainAt(handoff), because: NOBODY_HEARS };
  return { do: "tell sales", n, what: "manager", because: `${silent}: the manager is told` };
}

const NOBODY_HEARS = "nobody has subscribed to hear of leads; asked again then";

export function askAgainAt({ toldNobodyAt }: Handoff): Instant {
  return toldNobodyAt === undefined ? 0 : toldNobodyAt + ASK_AGAIN_EVERY;
}

function expired(lead: Lead, handoff: Handoff, now: Instant): Change {
  const because = `sales did not answer hand-off ${handoff.n} in time`;
  return {
    set: { lifecycle: lifecycleAfterSales(lead), because },
    handoffs: [{ ...handoff, status: "expired", closedAt: now }],
    ledger: [handoffLine(handoff, "expired", now, `${because}: back to nurture`)],
  };
}
