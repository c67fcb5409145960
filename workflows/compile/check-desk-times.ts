/** The desk's spans: none of nothing, and working time in units of which a day has a known number. */
import type { Desk } from "../rules/desk.ts";
import { milliseconds, type Span } from "../rules/time.ts";
import type { Finding } from "./finding.ts";
import type { Path } from "./steps.ts";

export function checkDeskTimes({ answer, contact }: Desk): readonly Finding[] {
  return [
    checkSpan(["answer", "scored"], answer.scored, "4 hours", "sales would be late at once"),
    checkSpan(["answer", "handRaised"], answer.handRaised, "30 minutes", "sales would be late at once"),
    checkSpan(["contact", "within"], contact.within, "1 day", "the promise would be broken at once"),
    checkSpan(["contact", "result"], contact.result, "10 days", "a talk would be asked about while it lasts"),
  ].flat();
}

/** `nothing`: what a span of nothing would mean. */
function checkSpan(path: Path, span: Span, such: Span, nothing: string): readonly Finding[] {
  if (milliseconds(span) === 0)
    return [
      { path, wrong: `"${span}" is no time: ${nothing}`, right: `Write a longer span, such as \`${such}\`.` },
    ];
  return checkUnit(path, span, such);
}

const UNITS = /^\d+ (minute|hour|day|week)s?$/;

/** No month has a known number of working days. */
export function checkUnit(path: Path, span: Span, such: Span): readonly Finding[] {
  if (UNITS.test(span)) return [];
  return [
    {
      path,
      wrong: `"${span}" doesn't do: the desk's clock counts minutes, hours, days and weeks`,
      right: `Write one of these, such as \`${such}\`.`,
    },
  ];
}
