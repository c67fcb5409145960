/** What is written once people of sales were told, or nobody was there to hear it. */
import {
  businessAfter,
  type Calendar,
  calendarOf,
  halfOfBusiness,
  isThere,
  leavesAt,
} from "./business-time.ts";
import type { Change } from "./change.ts";
import { after } from "./clock.ts";
import { gone } from "./consent.ts";
import type { What } from "./decision.ts";
import type { Desk, Person } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { handoffLine } from "./handoff-line.ts";
import type { Handoff, Known } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { ownActs, wordDueAt } from "./promise.ts";
import type { Promised } from "./promised.ts";
import type { Instant, Span } from "./time.ts";

/** What is known of a hand-off after it was told `what` of, at `at`; `life` is what was known when that was put into words. */
export function told(life: Known, handoff: Handoff, what: What, playbook: Playbook, at: Instant): Change {
  const { desk } = playbook;
  const { toldNobodyAt, ...rest } = handoff;
  const who = rest.to === undefined ? "sales" : nameOf(rest.to, desk);
  const noted = (now: Handoff, words: string) => ({
    handoffs: [now],
    ledger: [handoffLine(handoff, `${KEYS[what] ?? what}#${at}`, at, words)],
  });
  switch (what) {
    case "release":
    case "next person":
      return noted(clockStarted(life, rest, playbook, at), `${who} was told`);
    case "reminder":
      return noted({ ...rest, remindedAt: at }, `${who} was reminded`);
    case "manager":
      return noted(
        { ...rest, stage: 3, ...deadline(rest, playbook, at, 2) },
        "the manager was told that nobody has answered",
      );
    case "nobody free":
      return noted({ ...rest, fullToldAt: at }, "the manager was told that nobody has room for it");
    case "left":
      return noted({ ...rest, leftToldAt: at }, `${who} was told that it left`);
    case "act": {
      const actsKnown = ownActs(life, handoff, playbook).map(({ key }) => key);
      return noted(promising(rest, { actsKnown }), `${who} was told what it did since`);
    }
    case "follow-up":
      return noted(asked(rest, what, playbook, at), `${who} was asked what came of it`);
    case "follow-up manager": {
      const words = `the manager was told that ${who} has not said what came of it`;
      return noted(asked(rest, what, playbook, at), words);
    }
    default:
      return what satisfies never;
  }
}

/** The manager answers by their own clock: whoever has the lead may be away. */
function asked(handoff: Handoff, what: "follow-up" | "follow-up manager", playbook: Playbook, at: Instant) {
  if (what === "follow-up")
    return promising(handoff, { askedAt: at, answerBy: wordDueAt(handoff, playbook, at) });
  const managers = { ...handoff, to: playbook.desk.manager };
  return promising(handoff, { managerAskedAt: at, answerBy: wordDueAt(managers, playbook, at) });
}

function promising(handoff: Handoff, more: Partial<Promised>): Handoff {
  return handoff.promised === undefined
    ? handoff
    : { ...handoff, promised: { ...handoff.promised, ...more } };
}

function clockStarted(life: Known, handoff: Handoff, playbook: Playbook, at: Instant): Handoff {
  const started: Handoff = { ...handoff, notifiedAt: at, ...deadline(handoff, playbook, at, 1) };
  return gone(life.lead) === undefined ? started : { ...started, leftToldAt: at };
}

/**
 * When `times` the time to answer is over, and half of that. A raised hand has plain time, any other hand-off the working
 * time of whoever has it; it ends when they go away, since nobody answers from there.
 */
function deadline(
  handoff: Handoff,
  playbook: Playbook,
  at: Instant,
  times: 1 | 2,
): Pick<Handoff, "remindAt" | "dueAt"> {
  const { desk, holidays, defaultTimeZone } = playbook;
  if (handoff.byHand) {
    const end = after(at, desk.answer.handRaised, defaultTimeZone);
    const plain = at + (end - at) * times;
    // What nobody answers at night isn't given up before somebody has been at work.
    const dueAt = times === 1 ? plain : Math.max(plain, atWork(handoff, playbook, at));
    return { remindAt: at + Math.floor((end - at) / 2), dueAt };
  }
  const person = whoseTime(handoff, desk, at);
  const calendar = calendarOf(person, holidays);
  const within = answerWithin(handoff, playbook);
  const end = businessTimes(at, within, calendar, times);
  const leaves = leavesAt(person, at) ?? end;
  return { remindAt: halfOfBusiness(at, within, calendar), dueAt: times === 1 ? Math.min(end, leaves) : end };
}

function atWork(handoff: Handoff, { desk, holidays }: Playbook, at: Instant): Instant {
  return businessTimes(at, desk.answer.handRaised, calendarOf(whoseTime(handoff, desk, at), holidays), 2);
}

function businessTimes(at: Instant, span: Span, calendar: Calendar, times: 1 | 2): Instant {
  const once = businessAfter(at, span, calendar);
  return times === 1 ? once : businessAfter(once, span, calendar);
}

/** The campaign's own word on it, or the desk's. */
export function answerWithin({ campaign, byHand }: Handoff, { campaigns, desk }: Playbook): Span {
  if (byHand) return desk.answer.handRaised;
  return campaigns.find(({ name }) => name === campaign)?.release.answerWithin ?? desk.answer.scored;
}

/** By whose clock it runs: a pool that shares goes by that of its first person who isn't away. */
function whoseTime({ to, pool }: Handoff, { people, pools, manager }: Desk, at: Instant): Person {
  const sharing = pools.find(({ name }) => name === pool)?.people ?? [];
  const there = sharing.find((key) => isThere(key, { people }, at));
  const found = people[to ?? there ?? sharing[0] ?? manager] ?? people[manager] ?? Object.values(people)[0];
  if (found === undefined) throw new RangeError("nobody is on the sales desk: sales.yaml needs people.");
  return found;
}

/** As the ledger has called them from the beginning. */
const KEYS: Partial<Record<What, string>> = { release: "told", reminder: "reminded" };

/** The topic has no confirmed subscriber: no clock starts, it is tried again. */
export function toldNobody(handoff: Handoff, at: Instant): Change {
  const first = handoff.toldNobodyAt === undefined;
  return {
    handoffs: [{ ...handoff, toldNobodyAt: at }],
    ...(first
      ? {
          ledger: [
            handoffLine(
              handoff,
              `nobody#${at}`,
              at,
              "nobody was told: the sales topic has no confirmed subscriber",
            ),
          ],
        }
      : {}),
  };
}
