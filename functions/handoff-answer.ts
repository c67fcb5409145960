/** What a salesperson's form says, parsed: an answer, or what is missing from it. */
import { Temporal } from "temporal-polyfill";
import { type HandoffAnswer, REASONS, type Reason } from "../workflows/rules/handoff.ts";

export interface Unclear {
  readonly field: string;
  readonly problem: string;
}

/** Dates are days in `zone` and count from their first moment. */
export function readAnswer(fields: Readonly<Record<string, unknown>>, zone: string): HandoffAnswer | Unclear {
  const typed = (name: string) =>
    String(fields[name] ?? "")
      .trim()
      .slice(0, 500);
  const by = typed("by") || "Sales";
  const until = day(typed("until"), zone);
  if (until === "unclear")
    return { field: "until", problem: "Give the day as year, month, day, such as 2027-04-01." };
  switch (typed("answer")) {
    case "accept":
      return { answer: "accept", by };
    case "reject":
      return isReason(typed("reason"))
        ? { answer: "reject", by, reason: typed("reason") as Reason, note: typed("note"), until }
        : { field: "reason", problem: `Say why, with one of: ${Object.keys(REASONS).join(", ")}.` };
    case "snooze":
      return until === undefined
        ? { field: "until", problem: "Say until which day to snooze it." }
        : { answer: "snooze", by, until };
    default:
      return { field: "answer", problem: "Answer with accept, reject or snooze." };
  }
}

function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}

function day(text: string, zone: string): number | undefined | "unclear" {
  if (text === "") return undefined;
  try {
    return Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return "unclear";
  }
}
