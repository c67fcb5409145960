/**
 * `npm run bench -- security`: whether the public door, the letters and the links can be abused. Each part tries a great
 * many inputs with fixed seeds and says what got through; one that does is a miss.
 */
import type { Outcome } from "./lines.ts";
import { securityPart as door } from "./security/door.ts";
import { securityPart as headers } from "./security/headers.ts";
import { securityPart as html } from "./security/html.ts";
import { securityPart as names } from "./security/names.ts";
import type { SecurityPart, Told } from "./security/part.ts";
import { securityPart as routes } from "./security/routes.ts";
import { securityPart as sameAnswer } from "./security/same-answer.ts";
import { securityPart as templates } from "./security/templates.ts";
import { securityPart as tokens } from "./security/tokens.ts";

/** One name here for each file of `security/`. */
const PARTS: Readonly<Record<string, SecurityPart>> = {
  templates,
  html,
  names,
  headers,
  tokens,
  sameAnswer,
  door,
  routes,
};

/** A part that breaks off is a miss, and the others go on. */
export async function security(share: number, seed: number): Promise<Outcome> {
  const [lines, times, missed]: [string[], string[], string[]] = [[], [], []];
  for (const [name, part] of Object.entries(PARTS)) {
    const before = performance.now();
    const told = await part({ share, seed }).catch((error: unknown) => brokenOff(name, error));
    lines.push(told.title, ...told.lines.map((line) => `  ${line}`));
    times.push(
      `${told.title}: ${((performance.now() - before) / 1_000).toFixed(1)} s`,
      ...(told.times ?? []),
    );
    missed.push(...told.misses.map((line) => `${told.title}: ${line}`));
  }
  return { lines, times, missed };
}

function brokenOff(title: string, error: unknown): Told {
  const line = `broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return { title, lines: [line], misses: [line] };
}
