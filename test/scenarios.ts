/**
 * `npm run scenarios`: every acceptance scenario by number, the test files that carry it, and whether they pass. With
 * `--list` nothing is run. Exit code 1 only when a test that carries a number fails.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCENARIOS } from "./scenarios/list.ts";

type Outcome = "pass" | "fail" | "listed" | "not yet";

interface Carrier {
  readonly file: string;
  readonly passed: boolean | undefined;
}

const ROOT = join(import.meta.dirname, "..");
const listOnly = process.argv.includes("--list");
const carriers = listOnly ? carriersByText() : carriersByRun();

const rows = [...SCENARIOS].map(([number, title]) => {
  const mine = carriers.get(number) ?? [];
  return { number, title, files: filesOf(mine), outcome: outcomeOf(mine) };
});
for (const row of rows) process.stdout.write(`${lineOf(row)}\n`);
process.stdout.write(`\n${summary()}\n`);
process.exitCode = rows.some(({ outcome }) => outcome === "fail") ? 1 : 0;

function lineOf({ number, title, files, outcome }: (typeof rows)[number]): string {
  const shown = files.length > 1 ? `${files[0]} +${files.length - 1}` : (files[0] ?? "");
  return `${`S${number}`.padEnd(4)}${outcome.padEnd(8)} ${title.padEnd(73)}${shown}`.trimEnd();
}

function summary(): string {
  const count = (wanted: Outcome) => rows.filter(({ outcome }) => outcome === wanted).length;
  const parts = (["pass", "listed", "fail", "not yet"] as const).filter((each) => count(each) > 0);
  return `${rows.length} scenarios: ${parts.map((each) => `${count(each)} ${each}`).join(", ")}.`;
}

function outcomeOf(mine: readonly Carrier[]): Outcome {
  if (mine.length === 0) return "not yet";
  if (mine.some(({ passed }) => passed === false)) return "fail";
  return mine.some(({ passed }) => passed) ? "pass" : "listed";
}

/** Names of the files, as short as they stay telling: `handoff`, `journeys/silent`. */
function filesOf(mine: readonly Carrier[]): readonly string[] {
  const names = mine.map(({ file }) => file.replace(/^test\/(scenarios\/)?/, "").replace(/\.test\.ts$/, ""));
  return [...new Set(names)].sort();
}

function testFiles(): readonly string[] {
  const carrying = /["'`]S\d+ /;
  const files = globSync("test/**/*.test.ts", { cwd: ROOT });
  return files.filter((file) => carrying.test(readFileSync(join(ROOT, file), "utf8"))).sort();
}

function carriersByText(): Map<number, Carrier[]> {
  const found = new Map<number, Carrier[]>();
  for (const file of testFiles()) {
    for (const number of numbersIn(file)) add(found, number, { file, passed: undefined });
  }
  return found;
}

function numbersIn(file: string): readonly number[] {
  const titles = readFileSync(join(ROOT, file), "utf8").matchAll(/["'`]S(\d+) /g);
  return [...titles].map(([, number]) => Number(number));
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

function carriersByRun(): Map<number, Carrier[]> {
  const found = new Map<number, Carrier[]>();
  for (const result of run(testFiles()).testResults)
    for (const [number, carrier] of carriersIn(result)) add(found, number, carrier);
  return found;
}

/** A file that could not run at all fails whatever it carries. */
function carriersIn({
  name,
  message,
  assertionResults,
}: Report["testResults"][number]): readonly (readonly [number, Carrier])[] {
  const file = name.slice(ROOT.length + 1);
  if (assertionResults.length === 0) {
    process.stderr.write(`${file} could not run: ${message}\n`);
    return numbersIn(file).map((number) => [number, { file, passed: false }]);
  }
  return assertionResults.flatMap(({ title, status }) => {
    const number = /^S(\d+) /.exec(title)?.[1];
    if (number === undefined || status === "pending" || status === "todo") return [];
    if (status !== "passed") process.stderr.write(`failed in ${file}: ${title}\n`);
    return [[Number(number), { file, passed: status === "passed" }] as const];
  });
}

function run(files: readonly string[]): Report {
  const folder = mkdtempSync(join(tmpdir(), "ripen-scenarios-"));
  try {
    const output = join(folder, "report.json");
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const reporting = ["--reporter=json", `--outputFile=${output}`, "--testNamePattern", "S\\d+ "];
    spawnSync(process.execPath, [vitest, "run", ...reporting, ...files], { cwd: ROOT, stdio: "ignore" });
    return JSON.parse(readFileSync(output, "utf8")) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function add(found: Map<number, Carrier[]>, number: number, carrier: Carrier): void {
  found.set(number, [...(found.get(number) ?? []), carrier]);
}
