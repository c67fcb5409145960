/** What a letter must be to help anybody: long enough to say something, with one thing to do, and small enough to be read whole. */
import type { LinkValue } from "../rules/mail-values.ts";
import type { LetterKind } from "./letter-foot.ts";
import { isButton, type LetterLink } from "./letter-links.ts";
import type { Complaint } from "./placeholders.ts";

/** Below this, a letter can't help anybody. */
const FEWEST_WORDS = 120;
/** Beside the button. More of them, and nobody knows which one matters. */
const MOST_LINKS = 3;

/** `said`: the letter's own words, without addresses. `named`: the values that its subject, preheader and text name. */
export function checkLetter(letter: {
  readonly kind: LetterKind;
  readonly said: string;
  readonly links: readonly LetterLink[];
  readonly named: readonly string[];
}): readonly Complaint[] {
  const { kind, said, links, named } = letter;
  const foreign = foreignLinks(kind, named);
  if (kind !== "touch") return [...foreign, ...(foreign.length > 0 ? [] : ownLinks(kind, links, named))];
  return [...foreign, ...tooShort(said), ...tooManyButtons(links), ...tooManyLinks(links)];
}

function tooShort(said: string): readonly Complaint[] {
  const words = wordCount(said);
  if (words >= FEWEST_WORDS) return [];
  const has = words === 1 ? "1 word" : `${words} words`;
  const wrong = `the letter has ${has}, and with fewer than ${FEWEST_WORDS} it can't help anybody`;
  return [{ offset: 0, wrong, right: "Say what its reader can try today, and how." }];
}

/** Japanese, Chinese and Thai put no spaces between words, so there a word is what the dictionary of ICU says. */
function wordCount(text: string): number {
  const parts = text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.reduce((sum, part) => sum + (NO_SPACES.test(part) ? segments(part) : 1), 0);
}

const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const SEGMENTER = new Intl.Segmenter("ja", { granularity: "word" });

function segments(text: string): number {
  return [...SEGMENTER.segment(text)].filter(({ isWordLike }) => isWordLike).length;
}

function tooManyButtons(links: readonly LetterLink[]): readonly Complaint[] {
  const [, ...more] = links.filter(isButton);
  return more.map(({ offset }) => ({
    offset,
    wrong: "this is another button: a link that is a paragraph of its own",
    right: "A letter asks for one thing. Keep the one that matters, and put the others into sentences.",
  }));
}

function tooManyLinks(links: readonly LetterLink[]): readonly Complaint[] {
  const more = links.filter((link) => !isButton(link) && link.own === undefined).slice(MOST_LINKS);
  return more.map(({ offset }) => ({
    offset,
    wrong: `this is one link too many: beside the button there are at most ${MOST_LINKS}`,
    right: "Keep those that help with this letter's one thing.",
  }));
}

interface OwnLinks {
  readonly file: string;
  readonly links: readonly LinkValue[];
  readonly wrong: string;
  readonly right: string;
}

/** The short letters of the house carry their own links, each once, and no others. */
const OWN_LINKS: Readonly<Record<Exclude<LetterKind, "touch">, OwnLinks>> = {
  confirm: {
    file: "confirm.md",
    links: ["confirm"],
    wrong: "this mail has one link only, and it confirms",
    right: "Write [Yes, this is my address]({{ links.confirm }}), and no other link.",
  },
  ask: {
    file: "ask.md",
    links: ["yes", "notNow", "no"],
    wrong: "this letter has three links, the three answers, each once",
    right:
      "Write [Yes, call me]({{ links.yes }}), [Not now]({{ links.notNow }}) and [No, thank you]({{ links.no }}), and no other link.",
  },
  stay: {
    file: "stay.md",
    links: ["stay"],
    wrong: "this letter has one link only, by which the reader stays",
    right: "Write [Yes, keep writing]({{ links.stay }}), and no other link.",
  },
};

/** The links of one letter have no meaning in another. */
function foreignLinks(kind: LetterKind, named: readonly string[]): readonly Complaint[] {
  const meant = kind === "touch" ? [] : OWN_LINKS[kind].links;
  return Object.values(OWN_LINKS).flatMap(({ file, links }) =>
    links
      .filter((link) => named.includes(`links.${link}`) && !meant.includes(link))
      .map((link) => ({
        offset: 0,
        wrong: `links.${link} has no meaning in ${kind === "touch" ? "a touch" : OWN_LINKS[kind].file}`,
        right: `Only ${file} has it.`,
      })),
  );
}

/** They stand at the foot; above it the letter that asks for a confirmation has one thing to press. */
const WAYS_OUT = ["links.unsubscribe", "links.preferences"];

function ownLinks(
  kind: Exclude<LetterKind, "touch">,
  links: readonly LetterLink[],
  named: readonly string[],
): readonly Complaint[] {
  const { links: meant, wrong, right } = OWN_LINKS[kind];
  const there: readonly unknown[] = links
    .map(({ own }) => own)
    .filter((own) => own !== "unsubscribe" && own !== "preferences");
  const same = there.length === meant.length && meant.every((link) => there.includes(link));
  const leaves = kind === "confirm" && WAYS_OUT.some((link) => named.includes(link));
  return same && !leaves ? [] : [{ offset: 0, wrong, right }];
}
