/** What the desk's spans come to, step by step. */
import type { Desk } from "../../workflows/rules/desk.ts";
import { nameOf } from "../../workflows/rules/desk-people.ts";
import type { Span } from "../../workflows/rules/time.ts";

export function clockInWords(desk: Desk): readonly string[] {
  const { answer, contact, coolOff, giveBacks } = desk;
  const manager = nameOf(desk.manager, desk);
  return [
    `A lead that is ripe by its points has ${answer.scored} of working time: ${steps(answer.scored, manager)}.`,
    `One that asks for us has ${answer.handRaised}, at any hour: ${steps(answer.handRaised, manager)}, but not before somebody has been at work for ${timesInWords(answer.handRaised, 2)} of that.`,
    `Whoever accepts one promises a first contact within ${contact.within} of working time, and is asked then. Without a word, ${manager} is told as long after that, and as long again after that it goes back to the pool.`,
    `${contact.result} of working time after a talk they are asked what came of it; out of reach means ${tries(contact.attempts)}.`,
    `What is given back isn't handed over on its points for ${coolOff}, unless its campaign says otherwise; given back ${times(giveBacks)}, it is disqualified.`,
  ];
}

/** In multiples of the span, as the sales clock has them. */
function steps(span: Span, manager: string): string {
  return [
    `a reminder after ${timesInWords(span, 0.5)}`,
    `the next person after ${timesInWords(span, 1)}`,
    `${manager} is told after ${timesInWords(span, 2)}`,
    `back to nurture after ${timesInWords(span, 4)}`,
  ].join(", ");
}

/** `4 hours` by a half: `2 hours`; `1 hour`: `30 minutes`; `1 day`: `half a day`; `30 minutes` by two: `1 hour`. */
export function timesInWords(span: Span, factor: number): string {
  const [amount = "", word = ""] = span.split(" ");
  const unit = word.replace(/s$/, "");
  const exact = Number(amount) * factor;
  if (unit === "hour" && !Number.isInteger(exact)) return counted(exact * 60, "minute");
  if (unit === "minute" && exact % 60 === 0) return counted(exact / 60, "hour");
  return exact === 0.5 ? `half a ${unit}` : counted(exact, unit);
}

function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

const tries = (attempts: number) => (attempts === 1 ? "1 try" : `${attempts} tries`);
const times = (often: number) => (often === 1 ? "once" : `${often} times`);
