/** Everything the doctor says of three accounts, to the byte: `outputs/NAME.txt`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKS } from "../../../local/doctor/checks.ts";
import type { Account } from "./account.ts";
import { fresh } from "./accounts/fresh.ts";
import { halfFinished, halfFinishedZone } from "./accounts/half-finished.ts";
import { healthy, healthyZone } from "./accounts/healthy.ts";
import { type How, said } from "./examined.ts";

// biome-ignore lint/style/noProcessEnv: said on the command line, once.
const UPDATE = process.env["UPDATE"] === "doctor";

const ACCOUNTS: readonly (readonly [string, Account, How, number])[] = [
  ["fresh", fresh, { stack: "ripen-dev" }, 1],
  ["half-finished", halfFinished, { zone: halfFinishedZone }, 1],
  ["healthy", healthy, { zone: healthyZone }, 0],
];

test.each(ACCOUNTS)("what the doctor says of a %s account", async (name, account, how, exits) => {
  const { words, json, code } = await said(account, how);
  const file = join(import.meta.dirname, "outputs", `${name}.txt`);
  if (UPDATE) writeFileSync(file, `${words}\n`);
  expect(`${words}\n`).toBe(readFileSync(file, "utf8"));
  expect(code).toBe(exits);
  expect(JSON.parse(json).findings).toHaveLength(words.split("\n").length - 4);
});

test("every right that a check says it needs is one that it asks for, and it asks for no other", async () => {
  const { asked } = await said(healthy, { zone: healthyZone });
  const needed = new Set(CHECKS.flatMap(({ asks }) => asks));
  expect(asked).toEqual(needed);
});
