/** A Markdown file's front matter: `key: text` in YAML between two lines of dashes, and the text below them. */
import type { Problem } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";
import type { Passage } from "./passage.ts";
import { readYaml } from "./read-yaml.ts";

export interface FrontMatter<K extends string> {
  /** A key that is no text, or is needed and missing, comes back as an empty passage and a problem. */
  readonly front: Readonly<Record<K, Passage>>;
  readonly body: Passage;
  readonly problems: readonly Problem[];
}

/** `needed` must be there, `optional` may be; no other keys are known. */
export function readFrontMatter<K extends string, O extends string = never>(
  file: string,
  text: string,
  needed: readonly K[],
  optional: readonly O[] = [],
): FrontMatter<K | O> {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end =
    lines[0]?.trim() === "---" ? lines.findIndex((line, at) => at > 0 && line.trim() === "---") : -1;
  const { found, problems } =
    end < 0
      ? without<K | O>(file, needed)
      : read<K | O>(file, lines.slice(1, end).join("\n"), needed, optional);
  const passage = (key: K | O) => found.get(key) ?? { text: "", line: 1 };
  return {
    front: Object.fromEntries([...needed, ...optional].map((key) => [key, passage(key)])) as Record<
      K | O,
      Passage
    >,
    body: { text: lines.slice(end + 1).join("\n"), line: end + 2 },
    problems,
  };
}

interface Read<K extends string> {
  readonly found: ReadonlyMap<K, Passage>;
  readonly problems: readonly Problem[];
}

function without<K extends string>(file: string, keys: readonly string[], found = MISSING): Read<K> {
  return { found: new Map(), problems: [{ file, path: "", ...found, right: example(keys) }] };
}

const MISSING = { line: 1, wrong: "the front matter is missing" };
const NOT_PAIRS = { line: 2, wrong: "this is no `key: text`" };

function example(keys: readonly string[]): string {
  return `Begin the file with "---", ${keys.map((key) => `a line "${key}: …"`).join(", ")} and "---" again.`;
}

/** The first line of dashes counts as line 1. */
function read<K extends string>(
  file: string,
  text: string,
  needed: readonly K[],
  optional: readonly K[],
): Read<K> {
  const yaml = readYaml(file, text);
  const [broken] = yaml.problems;
  // Those after the first mostly come of it.
  if (broken !== undefined) return { found: new Map(), problems: [{ ...broken, line: broken.line + 1 }] };
  const given = (yaml.value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== "object" || Array.isArray(given)) return without(file, needed, NOT_PAIRS);
  const keys = [...needed, ...optional];
  const lineOf = (key: string) => (key in given ? yaml.lineOf([key]) + 1 : 1);
  const unknown = Object.keys(given)
    .filter((key) => !keys.some((known) => known === key))
    .map((key) => ({ key, wrong: `there is no "${key}" here`, right: didYouMean(key, keys) }));
  const wrongs = keys.flatMap((key) => {
    const wrong = key in given || needed.includes(key) ? problemWith(key, given[key]) : undefined;
    return wrong ? [{ key, ...wrong }] : [];
  });
  const texts = keys.flatMap((key) => {
    const value = given[key];
    return typeof value === "string" ? [[key, { text: value.trim(), line: lineOf(key) }] as const] : [];
  });
  const problems = [...unknown, ...wrongs].map(({ key, wrong, right }) => {
    return { file, line: lineOf(key), path: key, wrong, right };
  });
  return { found: new Map(texts), problems };
}

function problemWith(key: string, value: unknown): Pick<Problem, "wrong" | "right"> | undefined {
  if (value === undefined || value === null || (typeof value === "string" && value.trim() === ""))
    return { wrong: "this is missing", right: `Add a line "${key}: …" between the dashes.` };
  if (typeof value === "string") return undefined;
  return { wrong: "this is no text", right: `Put all of it in quotes: ${key}: '…'.` };
}
