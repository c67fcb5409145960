/** What the schema says against a file, in words for its author. */
import * as z from "zod/mini";
import { type Problem, placed } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";
import type { YamlFile } from "./read-yaml.ts";
import { keysAt, meant, schemaAt, valueAt } from "./schema-keys.ts";
import { type Said, said, saidOfAll } from "./schema-words.ts";

export function schemaProblems(
  file: string,
  yaml: YamlFile,
  schema: z.core.$ZodType,
  error: z.core.$ZodError,
): readonly Problem[] {
  const found = error.issues.flatMap((issue) => problemsOf(issue, schema, yaml.value));
  return placed(file, found, yaml.lineOf);
}

type Found = Said & { readonly path: readonly PropertyKey[] };

/** `whole`: the file's value. */
function problemsOf(issue: z.core.$ZodIssue, schema: z.core.$ZodType, whole: unknown): readonly Found[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey([...path, key], keysAt(schema, path, whole)));
  const value = valueAt(whole, path);
  const at = schemaAt(schema, path, whole);
  if (!(at instanceof z.core.$ZodUnion)) return [{ path, ...said(issue, value, at) }];
  const one = meant(at, value);
  return one === undefined
    ? [{ path, ...saidOfAll(at, value) }]
    : inside(one, path, value).flatMap((each) => problemsOf(each, schema, whole));
}

/** What one alternative alone says, as if there were no others. */
function inside(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): readonly z.core.$ZodIssue[] {
  const issues = z.safeParse(schema, value).error?.issues ?? [];
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }) as z.core.$ZodIssue);
}

function unknownKey(path: readonly PropertyKey[], known: readonly string[]): Found {
  const key = String(path.at(-1));
  return { path, wrong: `there is no "${key}" here`, right: didYouMean(key, known) };
}
