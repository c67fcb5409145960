/** What is wrong with a campaign or the sales desk, said so that its author can put it right without asking. */
import type { Finding } from "./finding.ts";

export interface Problem {
  readonly file: string;
  readonly line: number;
  /** Where in the file's structure: `touches[2].after`. Empty for the whole file. */
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
}

/** Every problem at once, in the order of files and lines. `where`: as its first line says it. */
export class CampaignProblems extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], where = "the campaigns") {
    const sorted = problems.toSorted((a, b) => a.file.localeCompare(b.file, "en") || a.line - b.line);
    super(`${count(sorted.length)} in ${where}:\n\n${sorted.map(inWords).join("\n\n")}\n`);
    this.name = "CampaignProblems";
    this.problems = sorted;
  }
}

/** What was found in a YAML file, with the file's name and the lines. */
export function placed(
  file: string,
  found: readonly Finding[],
  lineOf: (path: Finding["path"]) => number,
): readonly Problem[] {
  return found.map(({ path, wrong, right }) => {
    return { file, line: lineOf(path), path: pathInWords(path), wrong, right };
  });
}

/** `touches`, 2, `after` → `touches[2].after`. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function inWords({ file, line, path, wrong, right }: Problem): string {
  const where = path === "" ? "" : `${path}: `;
  return `${file}:${line}\n  ${where}${wrong}\n  → ${right}`;
}

function count(problems: number): string {
  return problems === 1 ? "1 problem" : `${problems} problems`;
}
