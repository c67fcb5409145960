/**
 * `npm run check:grants`: every right that a role asked for while the tests ran, held against the policies of the
 * synthesized template. `--forget` begins a new record. Exits with 1 when something is missing, idle or too wide.
 */
import { ripenTemplate } from "../infra/ripen-app.ts";
import { grantsIn } from "./infra/grants/granted.ts";
import { REASONS } from "./infra/grants/reasons.ts";
import { forget, recorded } from "./infra/grants/record.ts";
import { verdict } from "./infra/grants/verdict.ts";
import { wildcards } from "./infra/grants/wildcards.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);

function check(): boolean {
  const asked = recorded();
  if (asked === undefined) {
    say("Nothing is recorded: run npm test first, or npm run check, which does.");
    return false;
  }
  // The stage is in the event bus's name: the record speaks of the laptop's.
  const grants = grantsIn(ripenTemplate({ stage: "laptop" }));
  const { problems, used, excused } = verdict(asked, grants, REASONS);
  const wide = wildcards();
  for (const { where, finding, reason } of wide) say(`${where}: ${finding}: ${reason ?? "no reason"}`);
  const unexplained = wide.filter(({ reason }) => reason === undefined);
  const roles = new Set(grants.map(({ role }) => role)).size;
  say(
    `${roles} roles, ${grants.length} rights: ${used} used in ${asked.length} kinds of calls, ${excused} with a reason; ${wide.length} on wildcards, ${wide.length - unexplained.length} with a reason.`,
  );
  for (const problem of problems) say(problem);
  return problems.length + unexplained.length === 0;
}

if (process.argv.includes("--forget")) forget();
else process.exitCode = check() ? 0 : 1;
