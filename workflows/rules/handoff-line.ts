/** A ledger line about a hand-off. Its key says which, and what it means: `handoff#1#told#1795424400000`. */
import type { Handoff, LedgerLine } from "./life.ts";
import type { Instant } from "./time.ts";

/** `meaning`: `released`, which happens once, or `told#1795424400000`, which may happen again. */
export function handoffLine(
  { n }: Pick<Handoff, "n">,
  meaning: string,
  at: Instant,
  what: string,
): LedgerLine {
  return { key: handoffKey(n, meaning), at, kind: "handoff", what };
}

/** The whole key, or with the beginning of a meaning that of all its kind. */
export function handoffKey(n: number, meaning: string): string {
  return `handoff#${n}#${meaning}`;
}
