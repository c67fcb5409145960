/** A piece of a file, with the line it begins on. */
import type { Problem } from "./campaign-problems.ts";
import type { Complaint } from "./placeholders.ts";

export interface Passage {
  readonly text: string;
  readonly line: number;
}

/** What was found in a passage, on the file's own lines. `path`: the front matter's key, or nothing for the text below. */
export function inPassage(
  file: string,
  passage: Passage,
  path: string,
  found: readonly Complaint[],
): readonly Problem[] {
  return found.map(({ offset, wrong, right }) => {
    const before = passage.text.slice(0, offset).split("\n").length - 1;
    return { file, line: passage.line + before, path, wrong, right };
  });
}
