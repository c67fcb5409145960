/** What a life's ledger tells of its hand-offs: who was told, when, and who answered. */
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import { handoffKey } from "../../workflows/rules/handoff-line.ts";
import type { Handoff, Known, LedgerLine } from "../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";

/** When somebody was first told of it; the hand-off itself keeps when the last one was. */
export function toldAt(life: Known, handoff: Handoff): number | undefined {
  return lineOf(life, handoff, ["told"])?.at;
}

/** The first answer to it: what came of an accepted lead stands on the hand-off. */
export function answerOf(life: Known, handoff: Handoff): { at: number; isYes: boolean } | undefined {
  const line = lineOf(life, handoff, ["accepted", "rejected"]);
  return line && { at: line.at, isYes: line.key.includes("#accepted#") };
}

/** Whether the manager was told that nobody answers, or that there was no word. */
export function wasEscalated(life: Known): boolean {
  return life.handoffs.some((handoff) => lineOf(life, handoff, ["manager", "follow-up manager"]));
}

/** `Tom → Ruth 5 h; nobody`: who let it lie, who answered, and how long after being told; a hand-off each. */
export function salesStory(life: Known, desk: Desk): string {
  return life.handoffs.map((handoff) => oneStory(life, handoff, desk)).join("; ") || "—";
}

function oneStory(life: Known, handoff: Handoff, desk: Desk): string {
  const { notifiedAt, to, asked = [], stage = 1 } = handoff;
  const answer = answerOf(life, handoff);
  if (notifiedAt === undefined) return "nobody told";
  if (answer === undefined) return "nobody";
  const before = stage === 1 ? [] : asked.filter((key) => key !== to);
  return `${[...before, to].map((key) => nameOf(key, desk)).join(" → ")} ${span(answer.at - notifiedAt)}`;
}

function lineOf({ ledger }: Known, { n }: Handoff, what: readonly string[]): LedgerLine | undefined {
  return ledger
    .filter(({ key }) => what.some((each) => key.startsWith(handoffKey(n, `${each}#`))))
    .toSorted((a, b) => a.at - b.at)[0];
}

function span(milliseconds: number): string {
  if (milliseconds >= 2 * DAY) return `${Math.round(milliseconds / DAY)} d`;
  const hours = Math.round(milliseconds / HOUR);
  return hours >= 1 ? `${hours} h` : `${Math.round(milliseconds / MINUTE)} min`;
}
