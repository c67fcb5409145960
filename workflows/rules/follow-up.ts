/** "Did you reach them?": what whoever accepted a lead says came of it, and what follows. */

import type { Change, LeadFields } from "./change.ts";
import { gone, lifecycleAfterSales } from "./consent.ts";
import type { Desk } from "./desk.ts";
import { nameOf } from "./desk-people.ts";
import { givenBack } from "./give-back.ts";
import { handoffKey, handoffLine } from "./handoff-line.ts";
import { heldHandoff } from "./holder.ts";
import { type Handoff, isKnown, type Known, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { type Accepted, wordDueAt } from "./promise.ts";
import type { Promised } from "./promised.ts";
import { RESULTS, type Result } from "./results.ts";
import { type Answered, closedBy, wrongDayFor } from "./sales-answer.ts";
import { type Instant, MINUTE } from "./time.ts";

export interface FollowUp {
  readonly result: Result;
  /** A key on the desk. */
  readonly by: string;
  readonly note: string;
  /** Of voicemail, "not yet" and talks: the next time to ask; of "not now": not before this. */
  readonly until: Instant | undefined;
}

/** "Not yet", so often in a row: then the manager is told. */
export const PUT_OFF_AT_MOST = 3;

/** The change it makes, or in one sentence why it can't be so. */
export function takeFollowUp(
  life: Life,
  n: number,
  told: FollowUp,
  at: Instant,
  playbook: Playbook,
): Answered {
  const handoff = life.handoffs.find((each) => each.n === n);
  if (!isKnown(life) || handoff === undefined) return { refused: "This lead is no longer here." };
  const { promised } = handoff;
  if (heldHandoff(life)?.n !== n || handoff.status !== "accepted" || promised === undefined)
    return { refused: doneWith(handoff, playbook) };
  const refused = whyNot(life, { ...handoff, promised }, told, at, playbook.desk);
  if (refused !== undefined) return { refused };
  return { change: changeFor(life, { ...handoff, promised }, told, at, playbook) };
}

/** How far an accepted hand-off has come, as a page that asks for the next word keeps it. */
export function standing({ promised }: Handoff): string {
  if (promised === undefined) return "";
  return [promised.attempts.length, promised.putOff, promised.spokeAt ?? 0].join("-");
}

/** A page that was open meanwhile, or a button pressed twice: what was told of since, in one sentence. Undefined where nothing was. */
export function toldSince(
  life: Life,
  n: number,
  seen: string | undefined,
  playbook: Playbook,
): string | undefined {
  const handoff = life.handoffs.find((each) => each.n === n);
  const { promised, doneAt } = handoff ?? {};
  if (handoff === undefined || promised === undefined || doneAt !== undefined) return undefined;
  if (seen === undefined || seen === standing(handoff)) return undefined;
  const last = promised.attempts.at(-1);
  const outcome = promised.putOff > 0 ? "not-yet" : last?.outcome;
  const what = outcome && `: ${RESULTS[outcome as Result]?.toLowerCase() ?? outcome}`;
  return `${nameOf(last?.by ?? handoff.to, playbook.desk)} has told of it since you opened that page${what ?? ""}. It was not counted twice.`;
}

function whyNot(
  life: Life,
  { n, promised }: Accepted,
  told: FollowUp,
  at: Instant,
  { contact: { attempts } }: Desk,
): string | undefined {
  if (isRepeat(life, n, told, at)) return "This was noted a moment ago.";
  const wrongDay = told.until === undefined ? undefined : wrongDayFor(told.until, at);
  if (wrongDay !== undefined) return wrongDay;
  const missing = attempts - promised.attempts.length;
  if (told.result !== "unreachable" || missing <= 0) return undefined;
  return `It counts as out of reach after ${attempts} tries; ${missing === 1 ? "one is" : `${missing} are`} still missing.`;
}

/** A button pressed twice is one try. */
function isRepeat({ ledger }: Life, n: number, { result }: FollowUp, at: Instant): boolean {
  return ledger.some(
    (each) => each.key.startsWith(handoffKey(n, `${result}#`)) && Math.abs(at - each.at) < MINUTE,
  );
}

function doneWith(handoff: Handoff, playbook: Playbook): string {
  if (handoff.status === "released" || handoff.status === "snoozed")
    return "Nobody has accepted this lead yet: accept it first.";
  return closedBy(handoff, playbook);
}

function changeFor(life: Known, handoff: Accepted, told: FollowUp, at: Instant, playbook: Playbook): Change {
  const { by, note, until, result } = told;
  const giveBack = (reason: string) => givenBack(life, handoff, { by, note, until, reason }, playbook, at);
  switch (result) {
    case "wrong-person":
      return giveBack("wrong-person");
    case "unreachable":
      return giveBack("not-reached");
    case "not-now":
      return giveBack("bad-timing");
    case "won":
      return done(handoff, told, "customer", at, playbook);
    case "lost":
      return done(handoff, told, gone(life.lead) ? lifecycleAfterSales(life.lead) : "dormant", at, playbook);
    case "spoke":
    case "voicemail":
    case "not-yet":
    case "qualified":
      return goesOn(handoff, told, at, playbook);
    default:
      return result satisfies never;
  }
}

/** The lead stays theirs, and they are asked again. */
function goesOn(handoff: Accepted, told: FollowUp, at: Instant, playbook: Playbook): Change {
  const { desk } = playbook;
  const { askedAt, managerAskedAt, answerBy, ...promised } = handoff.promised;
  const { result, by, until } = told;
  const hasSpoken = result === "spoke" || result === "qualified";
  const tried = result === "not-yet" ? [] : [{ at, outcome: result, by }];
  const putOff = result === "not-yet" ? promised.putOff + 1 : 0;
  const tooOften = putOff >= PUT_OFF_AT_MOST;
  const span = hasSpoken ? desk.contact.result : desk.contact.within;
  const now: Promised = {
    ...promised,
    contactBy: tooOften ? at : (until ?? wordDueAt(handoff, playbook, at, span)),
    attempts: [...promised.attempts, ...tried],
    putOff: tooOften ? 0 : putOff,
    ...(hasSpoken ? { spokeAt: promised.spokeAt ?? at } : {}),
    // The manager is told at once, and then has the time of an answer.
    ...(tooOften ? { askedAt: at, answerBy: at } : {}),
  };
  const because = `${nameOf(by, desk)} has qualified it`;
  return {
    ...(result === "qualified" ? { set: { lifecycle: "sql", because } } : {}),
    handoffs: [{ ...handoff, promised: now }],
    ledger: [line(handoff, told, at, desk)],
  };
}

function done(
  handoff: Accepted,
  told: FollowUp,
  lifecycle: LeadFields["lifecycle"],
  at: Instant,
  { desk }: Playbook,
): Change {
  const because = `${nameOf(told.by, desk)} says: ${RESULTS[told.result].toLowerCase()}`;
  return {
    set: { lifecycle, because },
    handoffs: [{ ...handoff, outcome: told.result, doneAt: at }],
    ledger: [line(handoff, told, at, desk)],
  };
}

function line(handoff: Handoff, { result, by, note }: FollowUp, at: Instant, desk: Desk) {
  const words = RESULTS[result];
  const what = `${nameOf(by, desk)}: ${words.charAt(0).toLowerCase()}${words.slice(1)}${note ? ` (“${note}”)` : ""}`;
  return handoffLine(handoff, `${result}#${at}`, at, what);
}
