/** What is wrong with a campaign, said so that its author can put it right without asking. */

export interface Problem {
  readonly file: string;
  readonly line: number;
  /** Where in the file's structure: `touches[2].after`. Empty for the whole file. */
  readonly path: string;
  readonly wrong: string;
  readonly right: string;
}

/** Every problem of every campaign at once, in the order of files and lines. */
export class CampaignProblems extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = problems.toSorted((a, b) => a.file.localeCompare(b.file, "en") || a.line - b.line);
    super(`${count(sorted.length)} in the campaigns:\n\n${sorted.map(inWords).join("\n\n")}\n`);
    this.name = "CampaignProblems";
    this.problems = sorted;
  }
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
