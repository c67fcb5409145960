/** What the schema says against a campaign, in words for its author. */
import type * as z from "zod";
import { type Problem, pathInWords } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";
import type { YamlFile } from "./read-yaml.ts";
import { keysAt } from "./schema-keys.ts";

export function schemaProblems(
  file: string,
  yaml: YamlFile,
  schema: z.ZodType,
  error: z.ZodError,
): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => unknownKey(file, yaml, schema, [...issue.path, key]));
    }
    const value = valueAt(yaml.value, issue.path);
    return [{ file, line: yaml.lineOf(issue.path), path: pathInWords(issue.path), ...said(issue, value) }];
  });
}

function unknownKey(file: string, yaml: YamlFile, schema: z.ZodType, path: readonly PropertyKey[]): Problem {
  const key = String(path.at(-1));
  const known = keysAt(schema, path.slice(0, -1));
  return {
    file,
    line: yaml.lineOf(path),
    path: pathInWords(path),
    wrong: `there is no "${key}" here`,
    right: didYouMean(key, known),
  };
}

type Said = Pick<Problem, "wrong" | "right">;

function said(issue: z.core.$ZodIssue, value: unknown): Said {
  if (value === undefined || value === null) {
    return {
      wrong: issue.path.length === 0 ? "the file is empty" : "this is missing",
      right: missing(issue),
    };
  }
  const wrong = `${shown(value)} does not do`;
  switch (issue.code) {
    case "invalid_value":
      return { wrong, right: `Write one of: ${issue.values.map(String).join(", ")}.` };
    case "invalid_format":
      return { wrong, right: `Write ${issue.message}.` };
    case "invalid_key":
      return { wrong: "this name does not do", right: `Write ${issue.issues[0]?.message ?? "another"}.` };
    case "invalid_type":
      return { wrong, right: `Write ${KINDS[issue.expected] ?? issue.expected}.` };
    default:
      return { wrong, right: `${issue.message.replace(/^(Too (small|big)|Invalid input): /, "Here ")}.` };
  }
}

function missing(issue: z.core.$ZodIssue): string {
  const kind = issue.code === "invalid_type" ? (KINDS[issue.expected] ?? issue.expected) : "a value";
  return `Add it, with ${kind}.`;
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

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}
