/** The known word that an unknown one was probably meant to be. */

export function nearest(typed: string, known: readonly string[]): string | undefined {
  const ranked = known.map((word) => ({ word, slips: slips(typed.toLowerCase(), word.toLowerCase()) }));
  const best = ranked.toSorted((a, b) => a.slips - b.slips)[0];
  return best !== undefined &&
    best.slips <= Math.max(2, Math.floor(typed.length / 3)) &&
    best.slips < typed.length
    ? best.word
    : undefined;
}

/** `Did you mean "halfLife"? Known are: …`. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const guess = nearest(typed, known);
  const list = `Known here: ${known.join(", ")}.`;
  return guess === undefined ? list : `Did you mean "${guess}"? ${list}`;
}

/** Letters to change, add or take away (Levenshtein). */
function slips(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
