/** A Markdown file's front matter: `key: text` in YAML between two lines of dashes, and the text below them. */
import type { Problem } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";
import type { Passage } from "./read-mail.ts";
import { readYaml } from "./read-yaml.ts";

export interface FrontMatter<K extends string> {
  /** A key that is missing or no text comes back as an empty passage and a problem. */
  readonly front: Readonly<Record<K, Passage>>;
  readonly body: Passage;
  readonly problems: readonly Problem[];
}

/** `keys`: all are needed, and no others are known. */
export function readFrontMatter<K extends string>(
  file: string,
  text: string,
  keys: readonly K[],
): FrontMatter<K> {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end =
    lines[0]?.trim() === "---" ? lines.findIndex((line, at) => at > 0 && line.trim() === "---") : -1;
  const { found, problems } =
    end < 0 ? without(file, keys) : read(file, lines.slice(1, end).join("\n"), keys);
  const passage = (key: K) => found.get(key) ?? { text: "", line: 1 };
  return {
    front: Object.fromEntries(keys.map((key) => [key, passage(key)])) as Record<K, Passage>,
    body: { text: lines.slice(end + 1).join("\n"), line: end + 2 },
    problems,
  };
}

interface Read<K extends string> {
  readonly found: ReadonlyMap<K, Passage>;
  readonly problems: readonly Problem[];
}

function without<K extends string>(file: string, keys: readonly K[]): Read<K> {
  const wrong = "the front matter is missing";
  return { found: new Map(), problems: [{ file, line: 1, path: "", wrong, right: example(keys) }] };
}

function example(keys: readonly string[]): string {
  return `Begin the file with "---", ${keys.map((key) => `a line "${key}: …"`).join(", ")} and "---" again.`;
}

/** The first line of dashes counts as line 1. */
function read<K extends string>(file: string, text: string, keys: readonly K[]): Read<K> {
  const yaml = readYaml(file, text);
  const [broken] = yaml.problems;
  // Those after the first mostly come of it.
  if (broken !== undefined) return { found: new Map(), problems: [{ ...broken, line: broken.line + 1 }] };
  const given = (yaml.value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== "object" || Array.isArray(given)) return without(file, keys);
  const problem = (key: string, wrong: string, right: string) => {
    return { file, line: key in given ? yaml.lineOf([key]) + 1 : 1, path: key, wrong, right };
  };
  const unknown = Object.keys(given).filter((key) => !keys.some((known) => known === key));
  const problems = unknown.map((key) => problem(key, `there is no "${key}" here`, didYouMean(key, keys)));
  const found = new Map<K, Passage>();
  for (const key of keys) {
    const value = given[key];
    if (typeof value === "string" && value.trim() !== "")
      found.set(key, { text: value.trim(), line: yaml.lineOf([key]) + 1 });
    else if (value === undefined || value === null || value === "")
      problems.push(problem(key, "this is missing", `Add a line "${key}: …" between the dashes.`));
    else problems.push(problem(key, "this is no text", `Put all of it in quotes: ${key}: '…'.`));
  }
  return { found, problems };
}
