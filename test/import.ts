/**
 * `npm run test:import -- 50000`: that many rows into a laptop, by the command, which is killed twice on the way. Nobody may
 * be lost or there twice, and each lead's first mail is planned once, no two in the same second. The campaign isn't lived.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyHourDesk } from "../local/memory/any-hour-desk.ts";
import { compileCampaigns } from "../workflows/compile/compile-campaigns.ts";
import { decide } from "../workflows/rules/decide.ts";
import { HOLIDAYS } from "../workflows/rules/holiday-table.ts";
import { isKnown, type Life } from "../workflows/rules/life.ts";
import type { Playbook } from "../workflows/rules/playbook.ts";
import { endAll, killHelpers, startProcess } from "./crash/laptop-process.ts";
import { type Fair, fair } from "./importing/fair.ts";
import { type Ended, runImport } from "./importing/importer.ts";
import { countLeads, eachLife, executionNames } from "./importing/table.ts";

/** For a quick look: on an idle machine about half a minute. */
const USUAL = 2_000;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const misses: string[] = [];

function expect(what: string, found: number | string | null, expected: number | string): void {
  say(`${found === expected ? "  " : "! "}${what}: ${found}${found === expected ? "" : `, not ${expected}`}`);
  if (found !== expected) misses.push(what);
}

async function main(rows: number): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), "ripen-import-"));
  const list = fair(rows);
  const file = join(state, "fair.csv");
  writeFileSync(file, list.csv);
  say(`${rows} rows, state in ${state}`);
  try {
    await startProcess(state);
    await importInThree(file, state, list);
    judge(state, list);
  } catch (error) {
    misses.push(error instanceof Error ? error.message : String(error));
    say(`! ${misses.at(-1)}`);
  }
  await endAll();
  killHelpers(state);
  rmSync(state, { recursive: true, force: true });
  say(misses.length === 0 ? "0 lost, 0 twice" : `failed: ${misses.join("; ")}`);
  process.exit(misses.length === 0 ? 0 : 1);
}

async function importInThree(file: string, state: string, list: Fair): Promise<void> {
  const began = performance.now();
  const tell = (how: string) =>
    say(`  ${how}: ${countLeads(state)} leads after ${Math.round((performance.now() - began) / 1_000)} s`);
  for (const share of [1 / 3, 2 / 3]) {
    const cut = await runImport(file, state, Math.ceil(list.people * share));
    tell("killed");
    if (cut.code !== null) throw new Error(`it ended with ${cut.code} before it was killed: ${cut.said}`);
  }
  const whole = await runImport(file, state);
  tell("through");
  if (whole.code !== 0) throw new Error(`it ended with ${whole.code}: ${whole.said}`);
  expect("refused", refusedIn(whole), list.refused);
  const again = await runImport(file, state);
  tell("once more");
  expect("left to do", numberBefore(again, "new") + numberBefore(again, "known already"), 0);
}

const refusedIn = ({ said }: Ended) =>
  said.split("\n").filter((line) => /^line \d+, email/.test(line)).length;
const numberBefore = ({ said }: Ended, what: string) => Number(RegExp(`(\\d+) ${what}`).exec(said)?.[1] ?? 0);

function judge(state: string, list: Fair): void {
  const counts = { leads: 0, lines: 0, runs: 0, planned: 0 };
  const begins = new Set<number>();
  const addresses = new Set<string>();
  const rules: Playbook = {
    campaigns: compileCampaigns(join(import.meta.dirname, "../workflows/campaigns")),
    desk: anyHourDesk(),
    defaultTimeZone: "Europe/Dublin",
    holidays: HOLIDAYS,
  };
  eachLife(state, (life) => {
    counts.leads++;
    counts.lines += life.ledger.filter(({ kind }) => kind === "import").length;
    counts.runs += life.enrolments.length;
    for (const { startedAt } of life.enrolments) begins.add(Math.floor(startedAt / 1_000));
    if (life.lead) addresses.add(life.lead.address.toLowerCase());
    if (plansFirstMail(life, rules)) counts.planned++;
  });
  expect("leads", counts.leads, list.people);
  expect("of different people", addresses.size, list.people);
  expect("lines in their ledgers", counts.lines, list.lines);
  expect("runs of a campaign", counts.runs, list.people);
  expect("first mails planned", counts.planned, list.people);
  expect("seconds in which one begins", begins.size, list.people);
  const executions = executionNames(state).map((name) => name.split("-")[0]);
  expect("executions of a lead that has one already", executions.length - new Set(executions).size, 0);
  say(`  executions begun so far: ${executions.length}`);
}

/** Nothing has gone out yet, and what comes next is the first letter. */
function plansFirstMail(life: Life, rules: Playbook): boolean {
  if (!isKnown(life) || life.touches.length > 0) return false;
  const [run] = life.enrolments;
  let next = decide(life, rules, run?.startedAt ?? 0);
  for (let looks = 0; next.do === "sleep" && looks < 3; looks++) next = decide(life, rules, next.until);
  return next.do === "send";
}

await main(Number(process.argv[2] ?? USUAL));
