/** The people of the demo and of the tests: what each types into the form, and what it does in the months after. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import * as z from "zod";
import { RESULTS, type Result } from "../../workflows/rules/results.ts";
import { Span } from "../../workflows/rules/time.ts";

const Behaviour = z.enum([
  "ignores everything",
  "reads and clicks now and then",
  "ripens in the middle of a sleep",
  "replies",
  "raises a hand on day 0",
  "unsubscribes after the third mail",
  "hard bounce",
  "sits behind a scanner",
  "forwards to a manager who clicks unsubscribe",
  "out of office",
  "student, disqualified",
  "rejected by sales, ripe again later",
  "nobody at sales answers",
  "robot",
]);

/** `3 hours after green-bananas`: so long after that touch was sent, or after the `form` was posted. */
const When = z
  .string()
  .regex(/^\d+ [a-z]+ after [a-z-]+$/, "a span and a touch's name, such as `3 hours after welcome`")
  .transform((text) => {
    const [span = "", touch = ""] = text.split(" after ");
    return { span: Span.parse(span), after: touch };
  });

const Act = z.discriminatedUnion("do", [
  z.strictObject({
    do: z.enum(["open", "click", "click every link", "unsubscribe", "complain", "bounce"]),
    when: When,
  }),
  z.strictObject({ do: z.enum(["reply", "auto-reply"]), when: When, text: z.string() }),
  /** Posts the form once more, with these fields in place of the first post's. */
  z.strictObject({ do: z.literal("post"), when: When, fields: z.record(z.string(), z.string()) }),
]);

const RESULT = z.enum(Object.keys(RESULTS) as [Result, ...Result[]]);

/** `voicemail after 5 hours`, `not-now after 2 days for 3 months`: what came of it, when, and for how long it rests. */
const Told = z
  .string()
  .regex(/^[a-z-]+ after \d+ [a-z]+( for \d+ [a-z]+)?$/, "a result and a span, such as `spoke after 5 hours`")
  .transform((text) => {
    const [, result, span, until] = /^([a-z-]+) after (.+?)(?: for (.+))?$/.exec(text) ?? [];
    return { result: RESULT.parse(result), span: Span.parse(span), until: until && Span.parse(until) };
  });

/**
 * What whoever is told of a lead does, each time that somebody is: so long after they heard, in their working time where
 * the span isn't in minutes. Nobody answers what is beyond the list.
 */
const SalesAnswer = z.discriminatedUnion("answer", [
  /** Lets it lie, so that somebody else is told. */
  z.strictObject({ answer: z.literal("ignore") }),
  /** `results`: what they say came of it, each so long after the one before. */
  z.strictObject({ answer: z.literal("accept"), after: Span, results: z.array(Told).default([]) }),
  z.strictObject({
    answer: z.literal("reject"),
    after: Span,
    reason: z.string(),
    note: z.string().optional(),
    /** So long after the answer, it may be asked again. */
    until: z.optional(Span),
  }),
]);

export const Person = z.strictObject({
  /** The row in the cast, for the first ten. */
  cast: z.int().min(1).max(10).optional(),
  id: z.string().regex(/^[a-z-]+$/),
  behaviour: Behaviour,
  /** So long after the demo's beginning it posts the form. */
  arrives: z._default(Span, "0 minutes"),
  /** As typed. */
  form: z.record(z.string(), z.string()),
  acts: z.array(Act).default([]),
  sales: z.array(SalesAnswer).default([]),
  /** The lifecycle in which the sixth month finds it. */
  ends: z.enum([
    "captured",
    "nurturing",
    "recycled",
    "sal",
    "sql",
    "customer",
    "dormant",
    "unsubscribed",
    "suppressed",
    "disqualified",
  ]),
});
export type Person = z.infer<typeof Person>;

export function people(): readonly Person[] {
  return z
    .array(Person)
    .parse(parse(readFileSync(new URL("../../test/people.yaml", import.meta.url), "utf8")));
}
