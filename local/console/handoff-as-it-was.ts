/**
 * A hand-off as it was known at an earlier instant. Only its newest state is stored: who had it before and how long they had
 * is lived again from the ledger, by today's desk.
 */
import { given, nextCandidate } from "../../workflows/rules/assigned.ts";
import type { Change } from "../../workflows/rules/change.ts";
import type { What } from "../../workflows/rules/decision.ts";
import { personNamed } from "../../workflows/rules/desk-people.ts";
import { takeFollowUp } from "../../workflows/rules/follow-up.ts";
import { handoffKey } from "../../workflows/rules/handoff-line.ts";
import type { Handoff, Known, LedgerLine } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { NO_WORD } from "../../workflows/rules/promise.ts";
import { RESULTS, type Result } from "../../workflows/rules/results.ts";
import { raisedHand } from "../../workflows/rules/ripe.ts";
import { type HandoffAnswer, takeAnswer } from "../../workflows/rules/sales-answer.ts";
import { awoken, urgent } from "../../workflows/rules/snooze.ts";
import { told } from "../../workflows/rules/telling.ts";
import { leadAt } from "./lead-as-it-was.ts";

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
    .filter(({ key }) => key.startsWith(handoffKey(n, "")))
    .toSorted((a, b) => a.at - b.at || rank(a) - rank(b));
}

const FIRST = ["released", "woke", "hand", "to", "kept", "full"];
const rank = (line: LedgerLine) =>
  FIRST.includes(wordOf(line)) ? FIRST.indexOf(wordOf(line)) : FIRST.length;

/** `told` of `handoff#1#told#1795424400000`. */
const wordOf = ({ key }: LedgerLine) => key.split("#")[2] ?? "";

/** A hand that was raised since changed why; without a threshold it was released by one, or it is a promise's second. */
function released(handoff: Handoff, { handoffs, ledger }: Known): Handoff {
  const { n, campaign, version, releasedAt, score, threshold, pool } = handoff;
  const before = handoffs.find((each) => each.n === n - 1);
  const forgot =
    before?.outcome === NO_WORD && before.to !== undefined ? [...(before.asked ?? []), before.to] : [];
  const isByHand = threshold === undefined && before?.outcome !== NO_WORD;
  const line = ledger.find(({ key }) => key === handoffKey(n, "released"));
  return {
    ...{ n, campaign, status: "released", releasedAt, score },
    because:
      line?.what.replace(/^(ripe, released to sales|released to sales again): /, "") ?? handoff.because,
    ...(version === undefined ? {} : { version }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(isByHand ? { byHand: true } : {}),
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
  const known = knownAt(line.at, was, life);
  const telling = TELLINGS[word];
  if (telling !== undefined) return after(was, told(known, was, telling, playbook, line.at));
  if (word in RESULTS) return resulted(known, was, word as Result, line.at, playbook);
  switch (word) {
    case "to":
    case "kept":
      return givenTo(was, line.key.split("#")[3] ?? "", playbook);
    case "full":
      return { ...was, fullSince: line.at, triedAt: line.at };
    case "woke":
      return awoken(was, raisedHand(known), playbook.desk, line.at);
    case "hand": {
      const hand = raisedHand(known);
      return hand === undefined ? was : urgent(was, hand);
    }
    case "accepted":
      return answered(known, was, { answer: "accept", by: personOf(line, was, playbook) }, line.at, playbook);
    case "snoozed": {
      const until = snoozedTo(line, past);
      const by = personOf(line, was, playbook);
      return answered(known, was, { answer: "snooze", by, until }, line.at, playbook);
    }
    default:
      return was;
  }
}

const after = (was: Handoff, { handoffs = [] }: Change): Handoff =>
  handoffs.find(({ n }) => n === was.n) ?? was;

function givenTo(was: Handoff, key: string, { desk }: Playbook): Handoff {
  const candidate = was.notifiedAt === undefined ? was : nextCandidate(was, desk);
  return given(candidate, desk.people[key] === undefined ? undefined : key);
}

function knownAt(at: number, was: Handoff, life: Known): Known {
  const ledger = life.ledger.filter((line) => line.at <= at);
  return { ...life, lead: leadAt(life, at), ledger, handoffs: [was] };
}

/** Who did what the line says: `Tom accepted it`. */
function personOf({ what }: LedgerLine, { to = "" }: Handoff, { desk }: Playbook): string {
  return personNamed(what.replace(/ (accepted|snoozed) it$/, ""), desk)?.key ?? to;
}

/** The day stands in the line that ended the snooze, or on the hand-off itself. */
function snoozedTo({ at }: LedgerLine, { handoff, lines }: Past): number {
  const woke = lines.find((line) => line.at > at && wordOf(line) === "woke");
  return Number(woke?.key.split("#")[3] ?? handoff.until ?? at + 1);
}

function answered(
  known: Known,
  was: Handoff,
  answer: HandoffAnswer,
  at: number,
  playbook: Playbook,
): Handoff {
  const taken = takeAnswer(known, was.n, answer, at, playbook);
  return "change" in taken ? after(was, taken.change) : was;
}

/** What was typed beside a result, such as a day to ask again, isn't known any more. */
function resulted(known: Known, was: Handoff, result: Result, at: number, playbook: Playbook): Handoff {
  // Its own line must not look as if it had been said already.
  const ledger = known.ledger.filter((line) => line.at < at);
  const told = { result, by: was.to ?? "", note: "", until: undefined };
  const taken = takeFollowUp({ ...known, ledger }, was.n, told, at, playbook);
  return "change" in taken ? after(was, taken.change) : was;
}
