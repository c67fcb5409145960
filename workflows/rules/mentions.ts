/**
 * Whether a text says one of a list of words or phrases. Whole words, whatever their case and accents: `food` is in
 * "Food & beverage" but not in "Foodora". A star opens an end: `manag*` is in "Managerin" and "Management",
 * `*leiter*` in "Qualitätsleiterin". A phrase is its words in a row. Scripts without spaces match anywhere: `食品`.
 */
import { plain, words } from "./words.ts";

/** `unless denied`: "don't call me" and "no demo please" do not say `call me` and `demo`. */
export function mentions(
  text: string | undefined,
  any: readonly string[],
  denied?: "unless denied",
): boolean {
  if (text === undefined) return false;
  const clauses = text.split(/[.,;:!?()\n]+/).map(words);
  return any.some((phrase) => {
    if (NO_SPACES.test(phrase)) return plain(text).includes(plain(phrase));
    const wanted = patterns(phrase);
    return clauses.some((said) => places(said, wanted).some((at) => !(denied && isDenied(said, at))));
  });
}

const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The phrases are the campaigns' own, so there are few, and every lead is held against all of them. */
const known = new Map<string, readonly RegExp[]>();
const MOST_KNOWN = 5_000;

function patterns(phrase: string): readonly RegExp[] {
  const before = known.get(phrase);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = patternsOf(phrase);
  known.set(phrase, made);
  return made;
}

/** One test for each word of a phrase. */
function patternsOf(phrase: string): readonly RegExp[] {
  const parts = plain(phrase).match(/\*?[\p{L}\p{N}]+\*?/gu) ?? [];
  return parts.map((part) => new RegExp(`^${part.replaceAll("*", "[\\p{L}\\p{N}]*")}$`, "u"));
}

/** Where in `said` all the patterns match in a row. */
function places(said: readonly string[], wanted: readonly RegExp[]): readonly number[] {
  if (wanted.length === 0) return [];
  return [...said.keys()].filter((at) => wanted.every((pattern, i) => pattern.test(said[at + i] ?? "")));
}

/** Whether the nearest word before that carries meaning is a "no". */
function isDenied(said: readonly string[], at: number): boolean {
  let before = at - 1;
  while (SKIPPED.has(said[before] ?? "")) before -= 1;
  return NO.has(said[before] ?? "");
}

/** "do not *want you to* call me", "no longer need a demo", "kein Angebot". */
const SKIPPED: ReadonlySet<string> = new Set(
  "a an the any your this that want need like require send give show make to us me you for interested in longer please ever bitte ein eine einen".split(
    " ",
  ),
);
const NO: ReadonlySet<string> = new Set(
  "no not dont never without nor cannot cant wont doesnt didnt stop kein keine keinen nicht nie ohne pas sans ne sin non senza bez niet geen".split(
    " ",
  ),
);
