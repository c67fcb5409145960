/** One issue of the schema in words: what doesn't do, and what would. */
import * as z from "zod/mini";
import { nearest } from "./nearest.ts";
import { alternatives, firstKey, isMap } from "./schema-keys.ts";

export interface Said {
  readonly wrong: string;
  readonly right: string;
}

/** `schema`: of what the issue is about, where the path leads anywhere. */
export function said(issue: z.core.$ZodIssue, value: unknown, schema: z.core.$ZodType | undefined): Said {
  if (value === undefined || (value === null && issue.path.length === 0)) return missing(issue, schema);
  if (value === null)
    return {
      wrong: "nothing stands here",
      right: `${upper(wanted(issue, schema))}, or take the key out.`,
    };
  const wrong = `${shown(value)} does not do`;
  switch (issue.code) {
    case "invalid_key":
      return { wrong: "this name does not do", right: `Write ${issue.issues[0]?.message ?? "another"}.` };
    case "custom":
      return { wrong: issue.message, right: String(issue.params?.["right"] ?? "Change it.") };
    default:
      return { wrong, right: `${upper(wanted(issue, schema))}.` };
  }
}

function missing(issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): Said {
  const key = String(issue.path.at(-1) ?? "");
  if (issue.path.length > 0 && Object.hasOwn(MISSING, key)) return MISSING[key] as Said;
  const what = issue.code === "invalid_type" ? kind(issue, schema) : undefined;
  return {
    wrong: issue.path.length === 0 ? "the file is empty" : "this is missing",
    right: `Add it, with ${what?.replace(/^text: /, "") ?? valuesOf(issue) ?? "a value"}.`,
  };
}

/** Keys whose absence needs a reason. */
const MISSING: Readonly<Record<string, Said>> = {
  atMost: {
    wrong: "this wait has no end, and who never does it would wait for ever",
    right: "Add `atMost: 14 days`: at that deadline a lead goes the way of `else`.",
  },
  helps: {
    wrong: "this is missing",
    right:
      "Add it, with what the reader can do afterwards: a touch that helps with nothing doesn't belong here.",
  },
};

/** Of what is none of the alternatives: not `never` and no span; no touch, no branch and no wait. */
export function saidOfAll(union: z.core.$ZodUnion, value: unknown): Said {
  const keys = alternatives(union).map(firstKey);
  if (keys.length > 0) return noStep(keys, value);
  const each = union._zod.def.options.flatMap((option) => {
    const issue = z.safeParse(option, value).error?.issues[0];
    return issue === undefined ? [] : [wanted(issue, option).replace(/^write (text: )?/, "")];
  });
  return { wrong: `${shown(value)} does not do`, right: `Write ${each.join(", or ")}.` };
}

function noStep(keys: readonly string[], value: unknown): Said {
  const [guess] = isMap(value) ? Object.keys(value).flatMap((key) => nearest(key, keys) ?? []) : [];
  const there = keys.map((key) => `${STEPS[key] ?? "one"} with \`${key}:\``).join(", ");
  const right = `${guess === undefined ? "" : `Did you mean "${guess}"? `}There are three steps: ${there}.`;
  return { wrong: "this is no touch, no branch and no wait", right };
}

const STEPS: Readonly<Record<string, string>> = { name: "a touch", branch: "a branch", wait: "a wait" };

/** `write a whole number`, `list at least 1`. */
function wanted(issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): string {
  switch (issue.code) {
    case "invalid_value":
      return `write ${valuesOf(issue)}`;
    case "invalid_format":
      return `write ${FORMATS[issue.format] ?? issue.message}`;
    case "invalid_type":
      return `write ${kind(issue, schema)}`;
    case "too_small":
      return bounded(
        issue.origin,
        Number(issue.minimum),
        issue.inclusive === false ? "more than" : "at least",
      );
    case "too_big":
      return bounded(
        issue.origin,
        Number(issue.maximum),
        issue.inclusive === false ? "less than" : "at most",
      );
    default:
      return issue.message;
  }
}

function bounded(origin: string, bound: number, how: string): string {
  if (origin === "array" || origin === "set") return `list ${how} ${bound}`;
  if (origin === "string") return `write ${how} ${bound === 1 ? "1 character" : `${bound} characters`}`;
  return `write a number of ${how} ${bound}`;
}

function valuesOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code !== "invalid_value") return undefined;
  const [first, ...others] = issue.values.map(String);
  return others.length === 0 ? `\`${first}\`` : `one of: ${[first, ...others].join(", ")}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  email: "an address, such as nora@orchard-cold-chain.example",
  date: "a day of the calendar, such as 2026-12-24",
};

/** Text with a form of its own says which: `text: a whole number and its unit`. */
function kind(issue: z.core.$ZodIssueInvalidType, schema: z.core.$ZodType | undefined): string {
  const words = KINDS[issue.expected] ?? issue.expected;
  if (issue.expected !== "string" || !(schema instanceof z.core.$ZodString)) return words;
  const form = z.safeParse(schema, "").error?.issues.find(({ code }) => code === "invalid_format");
  return form === undefined ? words : `${words}: ${form.message}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys and values",
  record: "keys and values",
};

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function upper(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}
