/** Sales' answer to a hand-off: a promise to act, a reasoned no, or a later. */
import { accountOf } from "./account.ts";
import type { Change } from "./change.ts";
import { momentInWords } from "./date-in-words.ts";
import { nameOf } from "./desk-people.ts";
import { givenBack } from "./give-back.ts";
import { handoffLine } from "./handoff-line.ts";
import { type Handoff, isKnown, type Known, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { NO_WORD, ownActs, wordDueAt } from "./promise.ts";
import { NO_CONTACT, resultInWords } from "./results.ts";
import { openHandoff } from "./sales-clock.ts";
import { ended } from "./subscription.ts";
import { DAY, type Instant } from "./time.ts";

/** `by`: somebody's key on the desk. */
export type HandoffAnswer =
  | { readonly answer: "accept"; readonly by: string }
  | {
      readonly answer: "reject";
      readonly by: string;
      /** One of the desk's codes. */
      readonly reason: string;
      readonly note: string;
      readonly until: Instant | undefined;
    }
  | { readonly answer: "snooze"; readonly by: string; readonly until: Instant };

export type Answered = { readonly change: Change } | { readonly refused: string };

/** The change an answer makes; a hand-off that is closed already says who closed it, how and when. */
export function takeAnswer(
  life: Life,
  n: number,
  answer: HandoffAnswer,
  at: Instant,
  playbook: Playbook,
): Answered {
  const asked = life.handoffs.find((each) => each.n === n);
  if (!isKnown(life) || asked === undefined) return { refused: "This lead is no longer here." };
  if (openHandoff(life)?.n !== n) return { refused: closedBy(asked, playbook) };
  // An answer outdoes a snooze, and its date.
  const { until: snoozedUntil, ...handoff } = asked;
  switch (answer.answer) {
    case "accept":
      return { change: accepted(life, handoff, answer.by, playbook, at) };
    case "reject": {
      const wrongDay = answer.until === undefined ? undefined : tooFar(answer.until, at);
      if (wrongDay !== undefined) return { refused: wrongDay };
      return { change: givenBack(life, handoff, answer, playbook, at) };
    }
    case "snooze": {
      const wrongDay =
        answer.until <= at ? "Snooze until a day that is still to come." : tooFar(answer.until, at);
      if (wrongDay !== undefined) return { refused: wrongDay };
      return { change: snoozed(handoff, answer, playbook, at) };
    }
    default:
      return answer satisfies never;
  }
}

/** Nobody plans further ahead than three years; a slip of the fingers does. */
const FURTHEST = 3 * 366 * DAY;

function tooFar(until: Instant, at: Instant): string | undefined {
  return until - at > FURTHEST ? "Give a day within the next three years." : undefined;
}

/** Why this can't be the day from which on it counts again, in one sentence. */
export function wrongDayFor(until: Instant, at: Instant): string | undefined {
  return until <= at ? "Give a day that is still to come." : tooFar(until, at);
}

/** Who closed it, how and when, for whoever comes second. */
export function closedBy(handoff: Handoff, { desk, defaultTimeZone }: Playbook): string {
  const { status, to, answeredBy = nameOf(to, desk), closedAt, reason } = handoff;
  const when =
    closedAt === undefined
      ? ""
      : ` on ${momentInWords(closedAt, desk.people[to ?? ""]?.zone ?? defaultTimeZone)}`;
  switch (status) {
    case "accepted": {
      const result = resultInWords(handoff.outcome);
      if (result !== undefined) return `${answeredBy} is done with this lead already: ${result}.`;
      return handoff.outcome === NO_WORD
        ? `${answeredBy} accepted this lead${when}, but told of no contact: it was given to somebody else.`
        : `${answeredBy} accepted this lead already${when}.`;
    }
    case "rejected":
      return `${answeredBy} gave this lead back already${when} (${reason}).`;
    case "expired":
      if (reason === NO_CONTACT)
        return `This lead asked not to be contacted any more${when}: please leave it in peace.`;
      return `Nobody answered in time: this lead went back to nurture${when}.`;
    case "released":
    case "snoozed":
      return "This lead was released again since: use the newer link.";
    default:
      return status satisfies never;
  }
}

function accepted(life: Known, handoff: Handoff, by: string, playbook: Playbook, at: Instant): Change {
  const { desk } = playbook;
  const name = nameOf(by, desk);
  const because = `${name} accepted it`;
  const yours: Handoff = { ...handoff, to: by };
  const contactBy = wordDueAt(yours, playbook, at);
  const known = ownActs(life, handoff, playbook).map(({ key }) => key);
  const domain = accountOf(life.lead.address);
  const person = desk.people[by];
  return {
    set: { lifecycle: "sal", because, ...(person ? { owner: { name, address: person.email } } : {}) },
    enrolments: ended(life, at, because).map((run) => ({ ...run, end: "accepted" as const })),
    desk: {
      ...(person === undefined ? {} : { most: person.atMost }),
      ...(domain === undefined ? {} : { account: { domain, owner: by } }),
    },
    ...noted(
      {
        ...yours,
        status: "accepted",
        closedAt: at,
        answeredBy: name,
        promised: { contactBy, attempts: [], putOff: 0, actsKnown: known },
      },
      at,
      because,
    ),
  };
}

function snoozed(
  handoff: Handoff,
  { by, until }: HandoffAnswer & { answer: "snooze" },
  { desk }: Playbook,
  at: Instant,
): Change {
  const name = nameOf(by, desk);
  const most = desk.people[by]?.atMost;
  const snoozing: Handoff = { ...handoff, to: by, status: "snoozed", until, closedAt: at, answeredBy: name };
  return {
    ...noted(snoozing, at, `${name} snoozed it`),
    ...(most === undefined ? {} : { desk: { most } }),
  };
}

function noted(handoff: Handoff, at: Instant, what: string): Change {
  return {
    handoffs: [handoff],
    ledger: [handoffLine(handoff, `${handoff.status}#${at}`, at, what)],
  };
}
