/** One part of `npm run bench -- security`: what it tries, how often, and what got through. */
import type { Lines } from "../lines.ts";

export interface Asked {
  /** 1 is the whole, 0.1 a tenth: what a part does so many times it does this often. */
  readonly share: number;
  /** The same seed gives the same inputs and the same lines, to the byte. */
  readonly seed: number;
}

export interface Told {
  readonly title: string;
  /** Counts and findings, as they are printed below the title. */
  readonly lines: readonly string[];
  /** Which of the lines fall short; with one of them the bench exits 1. */
  readonly misses: readonly string[];
  /** What took how long: printed, and never judged. */
  readonly times?: readonly string[];
}

export type SecurityPart = (asked: Asked) => Promise<Told>;

export function toldBy(title: string, { all, missed }: Lines): Told {
  return { title, lines: all, misses: missed };
}

/** How many of `whole` a share has; never none. */
export function shareOf(whole: number, { share }: Asked): number {
  return Math.max(1, Math.round(whole * share));
}
