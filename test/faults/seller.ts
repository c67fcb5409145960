/** What people of sales say to a hand-off, rolled: of one that waits for an answer, and of one that they accepted. */
import { DAY } from "../../workflows/rules/time.ts";
import type { Dice } from "./dice.ts";

/** Notices of a lead that is accepted already. */
export const OF_ACCEPTED: ReadonlySet<string> = new Set(["act", "follow-up", "follow-up-manager"]);

export function anAnswer(roll: Dice, now: number): { readonly answer: string; readonly by: string } {
  const until = aDay(roll, now);
  const by = roll.pick(["Tom", "Ines"]);
  const reason = roll.pick(["not-our-market", "not-reached", "bad-timing", "wrong-person"]);
  const answer = roll.pick<{ readonly answer: string } & Readonly<Record<string, string>>>([
    { answer: "accept" },
    { answer: "accept" },
    { answer: "snooze", until },
    { answer: "reject", reason: "no-budget" },
    { answer: "reject", reason: "bad-timing", until },
    { answer: "reject", reason },
  ]);
  return { ...answer, by };
}

export function aResult(roll: Dice, now: number): { readonly result: string; readonly by: string } {
  const until = aDay(roll, now);
  const result = roll.pick([
    "voicemail",
    "voicemail",
    "not-yet",
    "spoke",
    "qualified",
    "wrong-person",
    "unreachable",
    "not-now",
    "won",
    "lost",
  ]);
  return { result, by: roll.pick(["Tom", "Ines"]), ...(result === "not-now" ? { until } : {}) };
}

function aDay(roll: Dice, now: number): string {
  return new Date(now + roll.between(2, 40) * DAY).toISOString().slice(0, 10);
}
