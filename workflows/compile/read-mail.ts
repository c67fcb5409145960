/** A mail's file: front matter between two lines of dashes, then the letter in Markdown. */
import type { Problem } from "./campaign-problems.ts";
import { didYouMean } from "./nearest.ts";

/** A piece of a file, with the line it begins on. */
export interface Passage {
  readonly text: string;
  readonly line: number;
}

export interface MailFile {
  readonly subject: Passage;
  readonly preheader: Passage;
  readonly body: Passage;
}

const KEYS = ["subject", "preheader"] as const;
type Key = (typeof KEYS)[number];

/** Anything missing comes back as an empty passage and a problem. */
export function readMail(
  file: string,
  text: string,
): { readonly mail: MailFile; readonly problems: readonly Problem[] } {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end =
    lines[0]?.trim() === "---" ? lines.findIndex((line, at) => at > 0 && line.trim() === "---") : -1;
  const problems: Problem[] = [];
  const note = (line: number, path: string, wrong: string, right: string) =>
    problems.push({ file, line, path, wrong, right });
  if (end < 0) note(1, "", "the front matter is missing", EXAMPLE);
  const found = frontMatter(lines.slice(1, Math.max(end, 1)), note);
  const body = { text: lines.slice(end + 1).join("\n"), line: end + 2 };
  for (const key of end < 0 ? [] : KEYS) {
    if (!found.get(key)?.text)
      note(found.get(key)?.line ?? 1, key, "this is missing", `Add a line "${key}: …" between the dashes.`);
  }
  if (body.text.trim() === "")
    note(body.line, "", "the letter has no text", "Write it below the second line of dashes.");
  const nothing = { text: "", line: 1 };
  return {
    mail: { subject: found.get("subject") ?? nothing, preheader: found.get("preheader") ?? nothing, body },
    problems,
  };
}

const EXAMPLE = 'Begin the file with "---", a line "subject: …", a line "preheader: …" and "---" again.';

type Note = (line: number, path: string, wrong: string, right: string) => void;

/** One `key: text` a line. Quotes around the text are taken off. */
function frontMatter(lines: readonly string[], note: Note): ReadonlyMap<Key, Passage> {
  const found = new Map<Key, Passage>();
  for (const [at, line] of lines.entries()) {
    const [, name = "", value = ""] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    const key = KEYS.find((known) => known === name);
    if (key === undefined) {
      if (!/^\s*(#.*)?$/.test(line)) note(at + 2, name, unknown(name), didYouMean(name, KEYS));
    } else if (found.has(key)) {
      note(at + 2, key, "this key stands here twice", "Keep one of the two.");
    } else {
      found.set(key, { text: unquoted(value.trim()), line: at + 2 });
    }
  }
  return found;
}

function unknown(name: string): string {
  return name === "" ? "this line is no `key: text`" : `there is no "${name}" here`;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
