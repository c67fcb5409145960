/** Names typed all in capitals or all in small letters, as their owners write them. */

/** `ŁUKASZ ŻÓŁĆ` → `Łukasz Żółć`, `jean-luc van 't hoff` → `Jean-Luc van 't Hoff`. Mixed case is left alone. */
export function properlyCased(name: string): string {
  const shouted = name === name.toUpperCase() && !isInitials(name);
  const whispered = name === name.toLowerCase();
  if (!shouted && !whispered) return name;
  return name
    .split(" ")
    .map((word, at) => (at > 0 && PARTICLES.has(word.toLowerCase()) ? word.toLowerCase() : cased(word)))
    .join(" ")
    .normalize("NFC");
}

/** `JP`, `TJ`: no vowel, so no word. `AL` and `JO` are names. */
function isInitials(name: string): boolean {
  return /^\p{L}{2}$/u.test(name) && !/[AEIOUYÁÉÍÓÚÄÖÜ]/i.test(name);
}

const PARTICLES: ReadonlySet<string> = new Set(
  "van von vom der den de la le del della di da do dos das du ter ten 't ’t 'n el al bin ibn bint y zu zum zur af av".split(
    " ",
  ),
);

function cased(word: string): string {
  return word
    .toLowerCase()
    .replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + upper(letter))
    .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_, letter: string) => `Mc${upper(letter)}`);
}

/** One letter stays one letter: the capital of `ß` would be `SS`. */
function upper(letter: string): string {
  const capital = letter.toUpperCase();
  return capital.length === letter.length ? capital : letter;
}
