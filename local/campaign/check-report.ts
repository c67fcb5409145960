/** What `check` found, for a person at a terminal: a line for each scenario, and below it what was otherwise than expected. */
import { relative } from "node:path";
import { styleText } from "node:util";
import { pathInWords } from "../../workflows/compile/campaign-problems.ts";
import type { CheckedScenario } from "./check.ts";

export type Write = (text: string) => unknown;

/** Says of each scenario how it went: `good` what is as expected, `bad` what isn't. Colours only where the terminal shows any. */
export class CheckReport {
  failed = 0;
  private all = 0;
  private campaign: string | undefined;
  private readonly good: Write;
  private readonly bad: Write;

  constructor(good: Write, bad: Write) {
    this.good = good;
    this.bad = bad;
  }

  tell(checked: CheckedScenario): void {
    const failed = checked.differences.length > 0;
    if (checked.campaign !== this.campaign) this.good(`${checked.campaign}\n`);
    this.campaign = checked.campaign;
    this.all += 1;
    if (failed) this.failed += 1;
    const lines = [scenarioLine(checked), ...(failed ? differenceLines(checked) : [])];
    (failed ? this.bad : this.good)(`${lines.join("\n")}\n`);
  }

  /** Once its file was found right. */
  desk(): void {
    this.good("The sales desk is right.\n");
  }

  total(milliseconds: number): void {
    const scenarios = this.all === 1 ? "1 scenario" : `${this.all} scenarios`;
    const how = this.failed === 0 ? "all as expected" : `${this.failed} not as expected`;
    const said =
      this.all === 0
        ? "The campaigns are right; no scenario says what they should do."
        : `${scenarios}, ${how}, in ${(milliseconds / 1_000).toFixed(1)} s.`;
    (this.failed === 0 ? this.good : this.bad)(`${said}\n`);
  }
}

function scenarioLine({ title, milliseconds, differences }: CheckedScenario): string {
  const sign = differences.length === 0 ? styleText("green", "✓") : styleText("red", "✗");
  return `  ${sign} ${title} ${styleText("dim", `(${Math.round(milliseconds)} ms)`)}`;
}

/** Each difference with its file and line, and below them all that happened. */
function differenceLines({ file, lineOf, differences, happened, zone }: CheckedScenario): readonly string[] {
  const placed = differences
    .map(({ path, lines }) => ({ line: lineOf(path), path, lines }))
    .toSorted((a, b) => a.line - b.line);
  return [
    ...placed.flatMap(({ line, path, lines }) => [
      `      ${relative(process.cwd(), file)}:${line}  ${pathInWords(path)}`,
      ...lines.map((text) => `        ${coloured(text)}`),
    ]),
    `      What happened, by the clock of ${zone}:`,
    ...happened.map((text) => `        ${text}`),
    "",
  ];
}

function coloured(text: string): string {
  if (/^(- |expected )/.test(text)) return styleText("green", text);
  return /^(\+ |happened )/.test(text) ? styleText("red", text) : text;
}
