/** A mail's file: front matter in YAML between two lines of dashes, then the letter in Markdown. */
import { readSender } from "../rules/sender.ts";
import type { Problem } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";
import { readYaml } from "./read-yaml.ts";

/** A piece of a file, with the line it begins on. */
export interface Passage {
  readonly text: string;
  readonly line: number;
}

export interface MailFile {
  readonly subject: Passage;
  readonly preheader: Passage;
  /** `Nora Quinn <nora@orchard-cold-chain.example>`, or one half of it. */
  readonly from: string | undefined;
  readonly body: Passage;
}

type Note = (line: number, path: string, wrong: string, right: string) => void;

/** Anything missing comes back as an empty passage and a problem. */
export function readMail(
  file: string,
  text: string,
): { readonly mail: MailFile; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const note: Note = (line, path, wrong, right) => problems.push({ file, line, path, wrong, right });
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = endOfFrontMatter(lines);
  if (end < 0) note(1, "", "the front matter is missing", EXAMPLE);
  const front = end < 0 ? undefined : frontMatter(file, lines.slice(1, end), note);
  const body = { text: lines.slice(end + 1).join("\n"), line: end + 2 };
  if (body.text.trim() === "")
    note(body.line, "", "the letter has no text", "Write it below the second line of dashes.");
  return { mail: { ...(front ?? NOTHING), body }, problems };
}

const EXAMPLE = 'Begin the file with "---", a line "subject: …", a line "preheader: …" and "---" again.';
const NOTHING = { subject: { text: "", line: 1 }, preheader: { text: "", line: 1 }, from: undefined };

function endOfFrontMatter(lines: readonly string[]): number {
  return lines[0]?.trim() === "---" ? lines.findIndex((line, at) => at > 0 && line.trim() === "---") : -1;
}

const KEYS = ["subject", "preheader", "from"] as const;
type Key = (typeof KEYS)[number];

/** Undefined where it is no YAML, which is then the one problem with it. The first line of dashes counts as line 1. */
function frontMatter(file: string, lines: readonly string[], note: Note): Omit<MailFile, "body"> | undefined {
  const yaml = readYaml(file, lines.join("\n"));
  const [first] = yaml.problems;
  if (first !== undefined) {
    // Those after it mostly come of it.
    note(first.line + 1, "", first.wrong, first.right);
    return undefined;
  }
  const given = (yaml.value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== "object" || Array.isArray(given)) {
    note(2, "", "this is no `key: text`", EXAMPLE);
    return undefined;
  }
  const lineOf = (key: string) => (key in given ? yaml.lineOf([key]) + 1 : 1);
  for (const key of Object.keys(given))
    if (!KEYS.some((known) => known === key))
      note(lineOf(key), key, `there is no "${key}" here`, didYouMean(key, KEYS));
  const passage = (key: Key) => ({ text: textOf(key, given[key], lineOf(key), note), line: lineOf(key) });
  return { subject: passage("subject"), preheader: passage("preheader"), from: fromOf(given, lineOf, note) };
}

function textOf(key: Key, value: unknown, line: number, note: Note): string {
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  if (value === undefined || value === null || value === "")
    note(line, key, "this is missing", `Add a line "${key}: …" between the dashes.`);
  else note(line, key, "this is no text", `Put all of it in quotes: ${key}: '…'.`);
  return "";
}

function fromOf(
  given: Readonly<Record<string, unknown>>,
  lineOf: (key: string) => number,
  note: Note,
): string | undefined {
  if (!("from" in given)) return undefined;
  const text = textOf("from", given["from"], lineOf("from"), note);
  if (text === "" || readSender(text) !== undefined) return text || undefined;
  note(
    lineOf("from"),
    "from",
    `nobody can write to or be called ${JSON.stringify(text)}`,
    "Write a name, an address, or both: Nora Quinn <nora@orchard-cold-chain.example>.",
  );
  return undefined;
}
