/** An accepted lead is a promise: a first contact by a date, then a word on what came of it. Nobody forgets for anybody. */
import { awayUntil, businessAfter, calendarOf, leavesAt, presentAt } from "./business-time.ts";
import type { Change } from "./change.ts";
import type { Decision } from "./decision.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { takenUpAgain } from "./give-back.ts";
import { handoffLine } from "./handoff-line.ts";
import { type HumanAct, humanActs } from "./human-act.ts";
import { leavingUntold } from "./leaving.ts";
import { byTime } from "./ledger.ts";
import type { Handoff, Known } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { Promised } from "./promised.ts";
import { askAgainAt } from "./sales-clock.ts";
import type { Instant, Span } from "./time.ts";

export type Accepted = Handoff & { readonly promised: Promised };

export function isPromised(handoff: Handoff): handoff is Accepted {
  return handoff.promised !== undefined;
}

/** What an accepted hand-off needs now that isn't done with. */
export function promise(life: Known, handoff: Accepted, playbook: Playbook, now: Instant): Decision {
  const { desk } = playbook;
  const { to, promised } = handoff;
  const who = nameOf(to, desk);
  if (to === undefined || desk.people[to] === undefined)
    return backToThePool(life, handoff, `${who}, who had accepted it, is on the desk no more`, now);
  const untold = leavingUntold(life.lead, handoff) ?? actsUntold(life, handoff, playbook);
  const asks = asked(handoff, who, desk, now);
  const wanted = untold ?? asks;
  if (wanted.do === "tell sales" && now < askAgainAt(handoff))
    return {
      do: "sleep",
      until: askAgainAt(handoff),
      because: "nobody has subscribed to hear of leads; asked again then",
    };
  if (wanted.do !== "end") return wanted;
  return promised.spokeAt === undefined
    ? backToThePool(life, handoff, `${who} accepted it and has told of no contact`, now)
    : askAnew(handoff, playbook, now);
}

/** `end` stands for: asked, the manager told, and still no word. */
function asked(handoff: Accepted, who: string, desk: Desk, now: Instant): Decision {
  const { n, promised } = handoff;
  const { contactBy, askedAt, managerAskedAt, answerBy = contactBy, spokeAt } = promised;
  const word = spokeAt === undefined ? "a first contact" : "a word on what came of it";
  if (now < contactBy) return { do: "sleep", until: contactBy, because: `${who} promised ${word} by then` };
  if (askedAt === undefined)
    return { do: "tell sales", n, what: "follow-up", because: `${who} promised ${word} by now` };
  if (managerAskedAt === undefined && now >= waitsUntil(handoff, desk, now))
    return { do: "tell sales", n, what: "follow-up manager", because: `${who} has not told of ${word}` };
  const until = managerAskedAt === undefined ? waitsUntil(handoff, desk, now) : answerBy;
  if (now < until) return { do: "sleep", until, because: `${who} was asked for ${word}` };
  return { do: "end", because: "no word" };
}

/** Until when the owner's word is waited for before the manager is told: nobody waits for who is away. */
function waitsUntil({ to = "", promised }: Accepted, desk: Desk, now: Instant): Instant {
  const person = desk.people[to];
  if (person === undefined || awayUntil(person, now) !== undefined) return now;
  const { contactBy, answerBy = contactBy } = promised;
  return Math.min(answerBy, leavesAt(person, now) ?? answerBy);
}

function actsUntold(life: Known, handoff: Accepted, playbook: Playbook): Decision | undefined {
  const acts = actsSince(life, handoff, playbook);
  const newest = acts.at(-1);
  return (
    newest && { do: "tell sales", n: handoff.n, what: "act", because: `${newest.because}: its owner is told` }
  );
}

/** What the lead itself has done that its owner hasn't heard of, in order of time. */
export function actsSince(life: Known, handoff: Handoff, playbook: Playbook): readonly HumanAct[] {
  const known = new Set(handoff.promised?.actsKnown);
  return ownActs(life, handoff, playbook).filter(({ key }) => !known.has(key));
}

/** All that the lead itself has done so far, for whoever accepts it now. */
export function ownActs(life: Known, handoff: Handoff, playbook: Playbook): readonly HumanAct[] {
  const campaign = playbook.campaigns.find(({ name }) => name === handoff.campaign) ?? playbook.campaigns[0];
  if (campaign === undefined) return [];
  // Who raised a hand got no mail, so no post of theirs came after one; but each after the first is news to their owner.
  const posts = life.ledger
    .filter(({ kind }) => kind === "form")
    .toSorted(byTime)
    .slice(1);
  const asked = posts.map(({ key, at }) => ({ key, at, because: "it filled in a form" }));
  const acts = humanActs(life, campaign);
  return [...acts, ...asked.filter(({ key }) => !acts.some((act) => act.key === key))].toSorted(byTime);
}

/** By when the next word is due that is asked for now, in the working time of whoever has the lead. */
export function wordDueAt(handoff: Handoff, playbook: Playbook, from: Instant, span?: Span): Instant {
  const { desk, holidays } = playbook;
  const person = desk.people[handoff.to ?? ""] ?? desk.people[desk.manager];
  if (person === undefined) throw new RangeError("the sales desk's manager is nobody: sales.yaml needs one.");
  return businessAfter(from, span ?? desk.contact.within, calendarOf(presentAt(person, from), holidays));
}

/** The outcome of an accepted hand-off that was taken from whoever forgot it. */
export const NO_WORD = "no-word";

/**
 * A hand-off of its own, so that what happened to the first stays as it was. Nurture waits as for any lead that sales has
 * yet to answer for, and goes on where it stood should nobody take it.
 */
function backToThePool(life: Known, handoff: Accepted, because: string, now: Instant): Decision {
  const { n, campaign, version, score, threshold, to, asked = [] } = handoff;
  const change: Change = {
    set: { lifecycle: "mql", because },
    enrolments: takenUpAgain(life, handoff),
    handoffs: [
      { ...handoff, doneAt: now, outcome: NO_WORD },
      {
        n: n + 1,
        campaign,
        ...(version === undefined ? {} : { version }),
        status: "released",
        releasedAt: now,
        because,
        score,
        ...(threshold === undefined ? {} : { threshold }),
        asked: [...asked, ...(to === undefined ? [] : [to])],
      },
    ],
    ledger: [
      handoffLine(handoff, NO_WORD, now, `${because}: back to the pool`),
      handoffLine({ n: n + 1 }, "released", now, `released to sales again: ${because}`),
    ],
  };
  return { do: "record", change, because };
}

/** They have spoken, so it stays theirs: asked again when the next result may be there. */
function askAnew(handoff: Accepted, playbook: Playbook, now: Instant): Decision {
  const { askedAt, managerAskedAt, answerBy, ...promised } = handoff.promised;
  const because = "no word on what came of the talk: asked again later";
  const contactBy = wordDueAt(handoff, playbook, now, playbook.desk.contact.result);
  return {
    do: "record",
    because,
    change: {
      handoffs: [{ ...handoff, promised: { ...promised, contactBy } }],
      ledger: [handoffLine(handoff, `silent#${now}`, now, because)],
    },
  };
}
