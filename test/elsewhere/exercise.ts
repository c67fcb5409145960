/** One thing that is tried elsewhere, and what came of it in one line. */
import { deepStrictEqual } from "node:assert/strict";
import type { Outside } from "./outside.ts";

/** What is tried, and how: throws where it fails, says what it saw where it doesn't. */
export type Exercise = readonly [what: string, how: (outside: Outside) => Promise<string>];

/** Throws with what was found and what was expected, in one line. */
export function equal(found: unknown, expected: unknown): void {
  try {
    deepStrictEqual(found, expected);
  } catch (cause) {
    throw new Error(`found ${short(found)}, not ${short(expected)}`, { cause });
  }
}

const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 300);

/** Tries one after the other; how many failed. */
export async function tryAll(exercises: readonly Exercise[], outside: Outside): Promise<number> {
  let misses = 0;
  for (const [what, how] of exercises) {
    try {
      say(`ok    ${what}: ${await how(outside)}`);
    } catch (error) {
      misses++;
      say(`MISS  ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return misses;
}

export const say = (line: string) => void process.stdout.write(`${line}\n`);
