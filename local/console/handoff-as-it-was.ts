/**
 * A hand-off as it was known at an earlier instant. Only its newest state is stored: who had it before and how long they had
 * is lived again from the ledger, by today's desk.
 */
import { nextCandidate } from "../../workflows/rules/assigned.ts";
import type { What } from "../../workflows/rules/decision.ts";
import { personNamed } from "../../workflows/rules/desk.ts";
import { RESULTS, type Result, takeFollowUp } from "../../workflows/rules/follow-up.ts";
import type { Change, Handoff, Known, LedgerLine } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { contactWithin, NO_WORD } from "../../workflows/rules/promise.ts";
import { told } from "../../workflows/rules/telling.ts";

export function handoffAsItWas(handoff: Handoff, life: Known, playbook: Playbook, at: number): Handoff {
  const lines = linesOf(handoff, life);
  if (lines.every((line) => line.at <= at)) return handoff;
  const begin = released(handoff, life);
  return lines
    .filter((line) => line.at <= at)
    .reduce((was, line) => moved(was, line, { handoff, life, playbook, lines }), begin);
}

/** Whether the ledger tells of it step by step: without that there is nothing to live again. */
export function isLedgered(handoff: Handoff, life: Known): boolean {
  return linesOf(handoff, life).some((line) => wordOf(line) === "told");
}

interface Past {
  readonly handoff: Handoff;
  readonly life: Known;
  readonly playbook: Playbook;
  readonly lines: readonly LedgerLine[];
}

/** In order of time; whoever gets it at an instant is told of it after. */
function linesOf({ n }: Handoff, { ledger }: Known): readonly LedgerLine[] {
  return ledger
    .filter(({ key }) => key.startsWith(`handoff#${n}#`))
    .toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

const FIRST = ["released", "woke", "to", "kept", "full"];
const rank = (line: LedgerLine) =>
  FIRST.includes(wordOf(line)) ? FIRST.indexOf(wordOf(line)) : FIRST.length;

/** `told` of `handoff#1#told#1795424400000`. */
const wordOf = ({ key }: LedgerLine) => key.split("#")[2] ?? "";

function released(handoff: Handoff, { handoffs }: Known): Handoff {
  const { n, campaign, version, releasedAt, because, score, threshold, byHand, pool } = handoff;
  const before = handoffs.find((each) => each.n === n - 1);
  const forgot =
    before?.outcome === NO_WORD && before.to !== undefined ? [...(before.asked ?? []), before.to] : [];
  return {
    ...{ n, campaign, status: "released", releasedAt, because, score },
    ...(version === undefined ? {} : { version }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(byHand === undefined ? {} : { byHand }),
    ...(pool === undefined ? {} : { pool }),
    ...(forgot.length === 0 ? {} : { asked: forgot }),
  };
}

const TELLINGS: Readonly<Record<string, What>> = {
  told: "release",
  "next person": "next person",
  reminded: "reminder",
  manager: "manager",
  "nobody free": "nobody free",
  left: "left",
  act: "act",
  "follow-up": "follow-up",
  "follow-up manager": "follow-up manager",
};

function moved(was: Handoff, line: LedgerLine, past: Past): Handoff {
  const { life, playbook } = past;
  const word = wordOf(line);
  const telling = TELLINGS[word];
  if (telling !== undefined) return after(was, told(life, was, telling, playbook, line.at));
  if (word in RESULTS) return resulted(was, word as Result, line.at, past);
  switch (word) {
    case "to":
    case "kept":
      return given(was, line.key.split("#")[3] ?? "", playbook);
    case "full":
      return { ...was, fullSince: line.at, triedAt: line.at };
    case "accepted":
      return accepted(was, line, playbook);
    case "snoozed":
      return snoozed(was, line, past);
    default:
      return was;
  }
}

const after = (was: Handoff, { handoffs = [] }: Change): Handoff =>
  handoffs.find(({ n }) => n === was.n) ?? was;

function given(was: Handoff, key: string, { desk }: Playbook): Handoff {
  const {
    notifiedAt,
    remindAt,
    dueAt,
    remindedAt,
    fullSince,
    triedAt,
    until,
    closedAt,
    answeredBy,
    ...rest
  } = was.notifiedAt === undefined ? was : nextCandidate(was, desk);
  return { ...rest, status: "released", ...(desk.people[key] === undefined ? {} : { to: key }) };
}

function accepted(was: Handoff, { at, what }: LedgerLine, playbook: Playbook): Handoff {
  const name = what.replace(/ accepted it$/, "");
  const yours: Handoff = { ...was, to: personNamed(name, playbook.desk)?.key ?? was.to ?? name };
  const promised = { contactBy: contactWithin(yours, playbook, at), attempts: [], putOff: 0 };
  return { ...yours, status: "accepted", closedAt: at, answeredBy: name, promised };
}

/** The day it was snoozed to stands in the line that ended it, or on the hand-off itself. */
function snoozed(was: Handoff, { at, what }: LedgerLine, { handoff, lines }: Past): Handoff {
  const woke = lines.find((line) => line.at > at && wordOf(line) === "woke");
  const until = woke === undefined ? (handoff.until ?? at) : woke.at;
  return { ...was, status: "snoozed", until, closedAt: at, answeredBy: what.replace(/ snoozed it$/, "") };
}

/** What was typed beside a result, such as a day to ask again, isn't known any more. */
function resulted(was: Handoff, result: Result, at: number, { life, playbook }: Past): Handoff {
  const then = { ...life, handoffs: [was], ledger: [] };
  const told = { result, by: was.to ?? "", note: "", until: undefined };
  const taken = takeFollowUp(then, was.n, told, at, playbook);
  return "change" in taken ? after(was, taken.change) : was;
}
