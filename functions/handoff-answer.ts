/** What a salesperson's form says, parsed: an answer, what came of an accepted lead, or what is missing from it. */
import { Temporal } from "temporal-polyfill";
import { type Desk, personNamed } from "../workflows/rules/desk.ts";
import { type FollowUp, RESULTS, type Result } from "../workflows/rules/follow-up.ts";
import type { HandoffAnswer } from "../workflows/rules/sales-answer.ts";

export interface Unclear {
  readonly field: string;
  readonly problem: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A field `result` tells what came of an accepted lead; anything else is an answer. */
export function readSaid(
  fields: Fields,
  to: string | undefined,
  desk: Desk,
): HandoffAnswer | FollowUp | Unclear {
  return fields["result"] === undefined ? readAnswer(fields, to, desk) : readFollowUp(fields, to, desk);
}

/** `to`: whose the hand-off is; they answer where the form doesn't say who. Dates are days by the answering person's clock. */
function readAnswer(fields: Fields, to: string | undefined, desk: Desk): HandoffAnswer | Unclear {
  const read = readBasics(fields, to, desk);
  if ("problem" in read) return read;
  const { by, until, typed } = read;
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

/** What came of an accepted lead: the field `result`. */
export function readFollowUp(fields: Fields, to: string | undefined, desk: Desk): FollowUp | Unclear {
  const read = readBasics(fields, to, desk);
  if ("problem" in read) return read;
  const { by, until, typed } = read;
  const result = typed("result");
  if (!Object.hasOwn(RESULTS, result))
    return {
      field: "result",
      problem: `Say what came of it, with one of: ${Object.keys(RESULTS).join(", ")}.`,
    };
  if (result === "not-now" && until === undefined)
    return { field: "until", problem: "Say from which day on it may be asked again." };
  return { result: result as Result, by, note: typed("note"), until };
}

interface Basics {
  readonly by: string;
  readonly until: number | undefined;
  readonly typed: (name: string) => string;
}

function readBasics(fields: Fields, to: string | undefined, desk: Desk): Basics | Unclear {
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
  return { by: person.key, until, typed };
}

function day(text: string, zone: string): number | undefined | "unclear" {
  if (text === "") return undefined;
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return "unclear";
  }
}
