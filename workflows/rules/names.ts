/** What to call a person, from what it typed as its name. When in doubt: nothing, since "Hello there" offends nobody. */
import { isRoleName } from "./address-kind.ts";
import { properlyCased } from "./name-case.ts";
import { hasLegalForm, isPlaceholder, withoutTitles } from "./name-parts.ts";
import { looksLikeALink } from "./robot.ts";

export interface PersonName {
  /** The whole name for showing, without titles: `Łukasz Żółć` for `ŁUKASZ ŻÓŁĆ`. */
  readonly displayName?: string;
  /** What a letter may greet with: `Zoë`. Never a guess which of two words is the first name. */
  readonly firstName?: string;
}

/** `countryCode` matters because some countries put the family's name first. */
export function understandName(typed: string | undefined, countryCode?: string): PersonName {
  const text = tidy(typed ?? "");
  if (text.length > LONGEST || !/\p{L}/u.test(text) || isNoName(text)) return {};
  const { words, courtesy } = withoutTitles(givenNameFirst(text));
  const typedName = words.join(" ");
  if (!/\p{L}/u.test(typedName) || isPlaceholder(typedName) || isRoleName(typedName)) return {};
  const displayName = properlyCased(typedName);
  const firstName = greetable(displayName, courtesy, countryCode);
  return firstName === undefined ? { displayName } : { displayName, firstName };
}

/**
 * In characters. The UK's Government Data Standards Catalogue gives a whole name 70 ("Person Requested Name", version 2.0);
 * the others are for titles, which go. What is longer is no name, and the letter greets without one.
 */
const LONGEST = 80;

function isNoName(text: string): boolean {
  return looksLikeALink(text) || /[\p{N}<>{}[\]$@\\/|=*_#%^~!?:;]/u.test(text);
}

/** One line, without what can't be seen, what stands in brackets, quotes and symbols such as 🍌. */
function tidy(typed: string): string {
  const text = typed.normalize("NFC");
  return (EASY.test(text) ? text : withoutSymbols(text.replace(/\p{C}+/gu, " ")))
    .replace(BRACKETS, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Most of what is typed: Latin letters as one types them, with nothing among them that can't be seen. */
const EASY = /^[\x20-\x7e\u00c0-\u017f]*$/;
const BRACKETS = /\([^)]*\)|["“”„«»()]/g;

function withoutSymbols(text: string): string {
  return text.replace(BRACKETS, " ").replace(/\p{Extended_Pictographic}|(?<![\p{L}\p{M}])\p{M}+/gu, " ");
}

/** `Müller, Zoë` → `Zoë Müller`. What follows a comma and is only titles (`, MBA`) is dropped. */
function givenNameFirst(text: string): string {
  const parts = text.split(/\s*[,、]\s*/).filter((part) => withoutTitles(part).words.length > 0);
  return parts.length === 2 ? parts.toReversed().join(" ") : parts.join(" ");
}

function greetable(name: string, courtesy: boolean, countryCode?: string): string | undefined {
  const all = name.split(" ");
  const [first = ""] = all;
  if (NO_SPACE_BETWEEN_NAMES.test(name) || hasLegalForm(all)) return undefined;
  if (all.length > 1 && FAMILY_FIRST.has(countryCode ?? "")) return undefined;
  if (all.length === 1 && courtesy) return undefined;
  return isGivenName(first) ? first : undefined;
}

/** In characters. */
const LONGEST_GIVEN = 30;

const NO_SPACE_BETWEEN_NAMES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const FAMILY_FIRST: ReadonlySet<string> = new Set(["CN", "HK", "HU", "JP", "KR", "TW", "VN"]);
const PARTICLE = /^(van|von|vom|de|der|den|di|du|la|le|ter|zu)$/i;

/** Neither an initial (`J.`, `J.R.`) nor the beginning of a family name (`de`). */
function isGivenName(word: string): boolean {
  const letters = word.match(/\p{L}/gu) ?? [];
  return (
    letters.length > 1 &&
    [...word].length <= LONGEST_GIVEN &&
    !PARTICLE.test(word) &&
    /^\p{L}[\p{L}\p{M}'’-]*$/u.test(word)
  );
}
