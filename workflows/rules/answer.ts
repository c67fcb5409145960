/** What a lead answers to "Shall we call you?" and "Shall we stay in touch?". */

import type { Change } from "./change.ts";
import { mailable } from "./consent.ts";
import { resumed, welcomed } from "./entering.ts";
import { isKnown, type Known, type Life, type Touch, type TouchId } from "./life.ts";
import { HOUSE } from "./planned-touch.ts";
import type { Instant } from "./time.ts";
import { ANSWERS } from "./validation.ts";

/** The answers to each letter of the house that asks, by code; in the lead's words for the page. */
export const QUESTIONS: Readonly<Record<"ask" | "stay", Readonly<Record<string, string>>>> = {
  ask: ANSWERS,
  stay: { stay: "Yes, keep writing to me" },
};
export type Question = keyof typeof QUESTIONS;

/** Which of the two the touch's mail asked, if it asked any. */
export function questionOf({
  name,
  channel = "mail",
}: Pick<Touch, "name" | "channel">): Question | undefined {
  if (channel !== "mail") return undefined;
  return name === HOUSE.ask || name === HOUSE.stay ? name : undefined;
}

export interface LeadAnswer {
  readonly touchId: TouchId;
  /** Its code. */
  readonly answer: string;
  readonly at: Instant;
}

/** No change, and no refusal, where it had said so before. */
export type Answered =
  | { readonly change: Change | undefined }
  | { readonly refused: "gone" | "unclear" | "left" };

/**
 * Each answer counts once a question. Another one to the same question counts too: a "not now" may become a yes.
 * Refused are answers to a question that is no longer here, and staying after having left.
 */
export function takeLeadAnswer(life: Life, { touchId, answer, at }: LeadAnswer): Answered {
  const touch = life.touches.find((each) => each.touchId === touchId);
  const question = touch && questionOf(touch);
  if (!isKnown(life) || touch === undefined || question === undefined) return { refused: "gone" };
  const words = Object.hasOwn(QUESTIONS[question], answer) ? QUESTIONS[question][answer] : undefined;
  if (words === undefined) return { refused: "unclear" };
  if (question === "stay" && !mailable(life.lead).may) return { refused: "left" };
  const key = `answer#${touchId}#${answer}`;
  if (life.ledger.some((line) => line.key === key)) return { change: undefined };
  const said = `said "${words.toLowerCase()}"`;
  return {
    change: {
      ...(question === "stay" ? staying(life, touch) : {}),
      ledger: [
        {
          key,
          at,
          kind: "answer",
          what: said,
          touchId,
          outcome: answer,
          ...(answer === "yes" ? { handRaised: said } : {}),
        },
      ],
    },
  };
}

/** The run whose silence was asked about goes on where it stood. */
function staying(life: Known, { campaign, enrolment }: Touch): Change {
  const latest = life.enrolments.findLast((run) => run.campaign === campaign);
  if (latest?.n !== enrolment || latest.endedAt === undefined || latest.end !== "silent") return {};
  return { set: welcomed(life.lead, "said that it wants to stay in touch"), enrolments: [resumed(latest)] };
}
