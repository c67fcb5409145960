/** Sales' answer to a hand-off: a promise to act, a reasoned no, or a later. */
import { lifecycleAfterSales } from "./consent.ts";
import type { LeadFields } from "./life.ts";
import { type Change, type Handoff, isKnown, type Known, type Life } from "./life.ts";
import { openHandoff } from "./sales-clock.ts";
import { ended } from "./subscription.ts";
import { after, type Instant, type Span } from "./time.ts";

/** Why sales gives a lead back, by code; what follows from each. */
export const REASONS = {
  "bad-timing": "Right company, wrong time: ask again later",
  "no-budget": "No budget in sight: back to nurture",
  "wrong-person": "Not the one who decides: back to nurture",
  "not-reached": "Could not be reached: back to nurture",
  "not-our-market": "We cannot help them: never again",
  "already-customer": "Already a customer",
} as const;
export type Reason = keyof typeof REASONS;

/** With a reason of bad timing and no date, the lead is left alone this long. */
export const WAIT_WITHOUT_DATE: Span = "3 months";

export type HandoffAnswer =
  | { readonly answer: "accept"; readonly by: string }
  | {
      readonly answer: "reject";
      readonly by: string;
      readonly reason: Reason;
      readonly note: string;
      readonly until: Instant | undefined;
    }
  | { readonly answer: "snooze"; readonly by: string; readonly until: Instant };

export type Answered = { readonly change: Change } | { readonly refused: string };

/** The change an answer makes; a hand-off that is closed already says who closed it and how. */
export function takeAnswer(
  life: Life,
  n: number,
  answer: HandoffAnswer,
  at: Instant,
  zone: string,
): Answered {
  const asked = life.handoffs.find((each) => each.n === n);
  if (!isKnown(life) || asked === undefined) return { refused: "This lead is no longer here." };
  if (openHandoff(life)?.n !== n) return { refused: closedBy(asked) };
  // An answer outdoes a snooze, and its date.
  const { until: snoozedUntil, ...handoff } = asked;
  switch (answer.answer) {
    case "accept":
      return { change: accepted(life, handoff, answer.by, at) };
    case "reject":
      return { change: rejected(life, handoff, answer, at, zone) };
    case "snooze":
      if (answer.until <= at) return { refused: "Snooze until a day that is still to come." };
      return { change: snoozed(handoff, answer, at) };
    default:
      return answer satisfies never;
  }
}

/** Who closed it, and how, for whoever comes second. */
export function closedBy(handoff: Handoff): string {
  switch (handoff.status) {
    case "accepted":
      return `${handoff.answeredBy ?? "Somebody"} accepted this lead already.`;
    case "rejected":
      return `${handoff.answeredBy ?? "Somebody"} gave this lead back already (${handoff.reason}).`;
    case "expired":
      return "Nobody answered in time: this lead went back to nurture.";
    case "released":
    case "snoozed":
      return "This lead was released again since: use the newer link.";
    default:
      return handoff.status satisfies never;
  }
}

function accepted(life: Known, handoff: Handoff, by: string, at: Instant): Change {
  const because = `${by} accepted it`;
  return {
    set: { lifecycle: "sal", because },
    enrolments: ended(life, at, because),
    ...noted({ ...handoff, status: "accepted", closedAt: at, answeredBy: by }, at, because),
  };
}

function rejected(
  life: Known,
  handoff: Handoff,
  answer: HandoffAnswer & { answer: "reject" },
  at: Instant,
  zone: string,
): Change {
  const { by, reason, note } = answer;
  const because = `${by} gave it back (${reason})`;
  const until = reason === "bad-timing" ? (answer.until ?? after(at, WAIT_WITHOUT_DATE, zone)) : undefined;
  const done: Handoff = {
    ...handoff,
    status: "rejected",
    closedAt: at,
    answeredBy: by,
    reason,
    note,
    ...(until === undefined ? {} : { until }),
  };
  const final = reason === "not-our-market" || reason === "already-customer";
  return {
    set: { lifecycle: lifecycleAfter(life, reason), because },
    ...(final ? { enrolments: ended(life, at, because) } : {}),
    ...noted(done, at, because),
  };
}

function lifecycleAfter(life: Known, reason: Reason): LeadFields["lifecycle"] {
  if (reason === "not-our-market") return "disqualified";
  if (reason === "already-customer") return "customer";
  return lifecycleAfterSales(life.lead);
}

function snoozed(handoff: Handoff, answer: HandoffAnswer & { answer: "snooze" }, at: Instant): Change {
  const snoozing: Handoff = {
    ...handoff,
    status: "snoozed",
    until: answer.until,
    closedAt: at,
    answeredBy: answer.by,
  };
  return noted(snoozing, at, `${answer.by} snoozed it`);
}

function noted(handoff: Handoff, at: Instant, what: string): Change {
  return {
    handoffs: [handoff],
    ledger: [{ key: `handoff#${handoff.n}#${handoff.status}#${at}`, at, kind: "handoff", what }],
  };
}
