/** How a table of the doctor's rules is written, and read. */
import { expect } from "vitest";
import type { Finding } from "../../../local/doctor/finding.ts";

/** What each finding, as `level: what → mend`, must be like, in order. */
export type Row = readonly [title: string, found: Finding | readonly Finding[], like: readonly RegExp[]];

export function isLike(found: Row[1], like: Row[2]): void {
  const said = [found].flat().map(({ level, what, mend = "" }) => `${level}: ${what} → ${mend}`);
  expect(said).toHaveLength(like.length);
  for (const [n, each] of like.entries()) expect(said[n]).toMatch(each);
}
