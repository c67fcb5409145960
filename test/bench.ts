/**
 * `npm run bench -- signals`, `… sales`, `… security`, `… cold`: measures what tests can't hold, and exits 1 on a miss with the line
 * that missed. `--tenth` takes a small share of it, for every change; `--seed 7` other chances. The same seed gives the
 * same numbers to the byte; times, which don't, go to the error output.
 */
import { parseArgs } from "node:util";
import { cold } from "./bench/cold.ts";
import type { Outcome } from "./bench/lines.ts";
import * as quarter from "./bench/sales/quarter.ts";
import { sales } from "./bench/sales.ts";
import { security } from "./bench/security.ts";
import { signals, TENTH, WHOLE } from "./bench/signals.ts";

const BENCHES: Readonly<Record<string, (isTenth: boolean, seed: number) => Promise<Outcome>>> = {
  signals: (isTenth, seed) => signals(isTenth ? TENTH : WHOLE, seed),
  sales: (isTenth, seed) => sales(isTenth ? quarter.TENTH : quarter.WHOLE, seed),
  security: (isTenth, seed) => security(isTenth ? 0.1 : 1, seed),
  cold: (isTenth) => cold(isTenth),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tenth: { type: "boolean", default: false }, seed: { type: "string", default: "1" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
for (const name of names) await run(name);

async function run(name: string): Promise<void> {
  const bench = BENCHES[name];
  if (bench === undefined)
    throw new Error(`There is no bench "${name}": there is ${Object.keys(BENCHES).join(", ")}.`);
  const seed = Number(values.seed);
  process.stdout.write(`${name}, seed ${seed}${values.tenth ? ", a small share of it" : ""}\n`);
  const { lines, times, missed } = await bench(values.tenth, seed);
  process.stdout.write(`${lines.map((line) => `  ${line}\n`).join("")}`);
  process.stderr.write(`${times.map((line) => `  ${line}\n`).join("")}`);
  for (const line of missed) process.stderr.write(`missed: ${line}\n`);
  if (missed.length > 0) process.exitCode = 1;
}
