/** What a salesperson's form says, parsed: an answer, what came of an accepted lead, or what is missing from it. */
import { calendarOf, nextAtWork, presentAt } from "../workflows/rules/business-time.ts";
import { momentOf } from "../workflows/rules/clock.ts";
import type { Person } from "../workflows/rules/desk.ts";
import { personNamed } from "../workflows/rules/desk-people.ts";
import type { FollowUp } from "../workflows/rules/follow-up.ts";
import type { Playbook } from "../workflows/rules/playbook.ts";
import { RESULTS, type Result } from "../workflows/rules/results.ts";
import type { HandoffAnswer } from "../workflows/rules/sales-answer.ts";
import type { Instant } from "../workflows/rules/time.ts";

export interface Unclear {
  readonly field: string;
  readonly problem: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** `to`: whose the hand-off is; they answer where the form doesn't say who. `at`: when it was said. */
export interface Asked {
  readonly to: string | undefined;
  readonly playbook: Playbook;
  readonly at: Instant;
}

/** A field `result` tells what came of an accepted lead; anything else is an answer. */
export function readSaid(fields: Fields, asked: Asked): HandoffAnswer | FollowUp | Unclear {
  return fields["result"] === undefined ? readAnswer(fields, asked) : readFollowUp(fields, asked);
}

/** Dates are days by the answering person's clock. */
function readAnswer(fields: Fields, asked: Asked): HandoffAnswer | Unclear {
  const read = readBasics(fields, asked);
  if ("problem" in read) return read;
  const { by, until, typed } = read;
  const { desk } = asked.playbook;
  switch (typed("answer")) {
    case "accept":
      return { answer: "accept", by };
    case "reject":
      return Object.hasOwn(desk.reasons, typed("reason"))
        ? { answer: "reject", by, reason: typed("reason"), note: typed("note"), until }
        : { field: "reason", problem: `Say why, with one of: ${Object.keys(desk.reasons).join(", ")}.` };
    case "snooze":
      return until === undefined
        ? { field: "until", problem: "Say until which day to snooze it." }
        : { answer: "snooze", by, until };
    default:
      return { field: "answer", problem: "Answer with accept, reject or snooze." };
  }
}

/**
 * What came of an accepted lead: the field `result`. A day on which to ask again begins when that person's work does, else
 * they would be asked at midnight and be late in the morning.
 */
export function readFollowUp(fields: Fields, asked: Asked): FollowUp | Unclear {
  const read = readBasics(fields, asked);
  if ("problem" in read) return read;
  const { by, person, until: day, typed } = read;
  const result = typed("result");
  if (!Object.hasOwn(RESULTS, result))
    return {
      field: "result",
      problem: `Say what came of it, with one of: ${Object.keys(RESULTS).join(", ")}.`,
    };
  if (result === "not-now" && day === undefined)
    return { field: "until", problem: "Say from which day on it may be asked again." };
  const until =
    day === undefined || result === "not-now"
      ? day
      : nextAtWork(day, calendarOf(presentAt(person, day), asked.playbook.holidays));
  return { result: result as Result, by, note: typed("note"), until };
}

interface Basics {
  readonly by: string;
  readonly person: Person;
  readonly until: Instant | undefined;
  readonly typed: (name: string) => string;
}

function readBasics(fields: Fields, { to, playbook: { desk }, at }: Asked): Basics | Unclear {
  const typed = (name: string) =>
    String(fields[name] ?? "")
      .trim()
      .slice(0, 500);
  const said = typed("by") || to || "";
  const person = personNamed(said, desk);
  if (person === undefined)
    return {
      field: "by",
      problem: `Say who you are: ${Object.values(desk.people)
        .map(({ name }) => name)
        .join(", ")}.`,
    };
  const until = day(typed("until"), person.zone);
  if (until === "unclear")
    return { field: "until", problem: "Give the day as year, month, day, such as 2027-04-01." };
  if (until !== undefined && until <= at)
    return { field: "until", problem: "Give a day that is still to come." };
  return { by: person.key, person, until, typed };
}

function day(text: string, zone: string): Instant | undefined | "unclear" {
  if (text === "") return undefined;
  try {
    return momentOf(text, zone);
  } catch {
    return "unclear";
  }
}
