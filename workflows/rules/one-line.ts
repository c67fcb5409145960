/** What a lead typed, made fit for a line of ours. */

/**
 * Whatever a lead typed, it never begins a line of ours: an "Accept:" with a link of its own, perhaps. Nor does it turn
 * the direction of what follows.
 */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Half a character, which JSON can hold and no UTF-8 can, becomes its sign: the SDK would throw on it, and tell nobody. */
export function unbroken(text: string): string {
  return text.replace(BREAKS, " ").toWellFormed();
}

/** Without line breaks or control characters, cut between characters with an ellipsis. */
export function oneLine(value: string, longest: number): string {
  const line = unbroken(value).trim();
  if (line.length <= longest) return line;
  let kept = "";
  for (const character of line) {
    if (kept.length + character.length > longest - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * SNS takes fewer than 100 characters for a subject, on one line, in UTF-8: "Subjects must be UTF-8 text with no line breaks or
 * control characters, and less than 100 characters long" (API reference of Publish, as in @aws-sdk/client-sns 3.1162; until
 * about 2022 it said ASCII). So every script stays as it is. A character outside of the basic plane counts as two here.
 */
export const LONGEST_SUBJECT = 99;
