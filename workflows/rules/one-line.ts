/** What a lead typed, made fit for a line of ours. */

/** Whatever a lead typed, it never begins a line of ours: an "Accept:" with a link of its own, perhaps. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

export function unbroken(text: string): string {
  return text.replace(BREAKS, " ");
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

/** SNS takes fewer than 100 characters for a subject, on one line. */
export const LONGEST_SUBJECT = 99;
