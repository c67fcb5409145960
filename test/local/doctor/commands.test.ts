/** Every command that the doctor tells anywhere in these tests, side by side: `outputs/commands.txt`. `UPDATE=doctor` writes it anew. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unanswered } from "../../../local/doctor/unanswered.ts";
import type { Account } from "./account.ts";
import { fresh } from "./accounts/fresh.ts";
import { halfFinished } from "./accounts/half-finished.ts";
import { healthy } from "./accounts/healthy.ts";
import { CASES } from "./cases/all.ts";
import { said } from "./examined.ts";

// biome-ignore lint/style/noProcessEnv: said on the command line, once.
const UPDATE = process.env["UPDATE"] === "doctor";
const FILE = join(import.meta.dirname, "outputs/commands.txt");

const ACCOUNTS: readonly Account[] = [
  fresh,
  halfFinished,
  { ...healthy, "dynamodb:DescribeTable": () => ({}), "sqs:GetQueueAttributes": () => ({}) },
];

test("the commands to paste are those that were looked through together", async () => {
  const lines = `${[...new Set(await commands())].toSorted().join("\n")}\n`;
  if (UPDATE) writeFileSync(FILE, lines);
  expect(lines).toBe(readFileSync(FILE, "utf8"));
});

test("no operation of AWS is told by a check that isn't among them", () => {
  const listed = readFileSync(FILE, "utf8");
  const sources = globSync(join(import.meta.dirname, "../../../local/doctor/{,checks/}*.ts"));
  const told = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(OPERATION)]);
  const missing = told.filter(([, service, verb]) => !listed.includes(`aws ${service} ${verb} `));
  expect(missing.map(([call]) => call)).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
});

/** As they are written there: the service, then what is asked of it. */
const OPERATION = /awsCli\(\s*patient,\s*"([\w-]+)",\s*"([\w-]+)"/g;

async function commands(): Promise<readonly string[]> {
  const ofRules = CASES.flatMap(([, found]) => [found].flat());
  const ofAccounts = await Promise.all(ACCOUNTS.map(async (account) => findingsOf(await said(account))));
  const unreached = unanswered(Object.assign(new Error("none"), { code: "ENOTFOUND" }), {
    region: "eu-west-1",
  });
  return [...ofRules, ...ofAccounts.flat(), unreached]
    .flatMap((told) => told?.mend ?? [])
    .flatMap((mend) => COMMAND.exec(mend)?.[0] ?? []);
}

/** With the variables before it; some follow a few words of advice. */
const COMMAND = /(?:[A-Z_]+=\S+ )*\b(?:aws|npx|npm run|dig) .*$/;

const findingsOf = ({ json }: { json: string }): readonly { readonly mend?: string }[] =>
  JSON.parse(json).findings;
