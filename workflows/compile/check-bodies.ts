/** No letter twice: a reader who gets both takes the second for a mistake. */
import type { Problem } from "./campaign-problems.ts";
import { readMail } from "./read-mail.ts";

/** The letters of all campaigns, in order; the house's short ones may be alike. */
export function checkBodies(
  letters: readonly { readonly file: string; readonly text: string }[],
): readonly Problem[] {
  const first = new Map<string, string>();
  return letters.flatMap(({ file, text }) => {
    const { body } = readMail(file, text).mail;
    const words = body.text.trim();
    const before = first.get(words);
    if (words === "" || before === undefined) {
      first.set(words, file);
      return [];
    }
    const wrong = `this is the text of ${before} again`;
    return [{ file, line: body.line, path: "", wrong, right: "Write one of the two anew, or take it away." }];
  });
}
