/** Templates typed into the form: they come out as the text they are, or not at all, wherever a template of ours repeats them. */
import { renderBrief } from "../../../functions/mail/render.ts";
import type { MailValues } from "../../../workflows/rules/mail-values.ts";
import { Lines } from "../lines.ts";
import { DESIGNED, type Fields, LETTER, meant, posted, rendered, TYPED } from "./letters.ts";
import { type SecurityPart, shareOf, toldBy } from "./part.ts";
import { wordsOf } from "./seen.ts";
import { typing } from "./typed.ts";

const WHOLE = 5_000;
/** What a value is cut to; beyond it this part has nothing to compare with. */
const LONGEST = 80;

const BRIEF = {
  title: 'Call {{ lead.company | default: "none" }}',
  text: 'Ask {{ lead.name | default: "none" }} of {{ lead.company | default: "none" }} about {{ answers.timeline | default: "none" }}.',
};

export const securityPart: SecurityPart = async (asked) => {
  const told = new Lines();
  const types = typing(asked.seed);
  const changed: string[] = [];
  const all = shareOf(WHOLE, asked);
  for (let n = 0; n < all; n++) {
    const field = types.pick(TYPED);
    const typed = [...types.text("template")].slice(0, LONGEST - 1).join("");
    if (isChanged(field, typed, n)) changed.push(`${field}: ${JSON.stringify(typed)}`);
  }
  told.say(`${all} posts, each in a letter or a brief of a task`);
  told.none("templates that came out as anything but themselves", changed);
  return toldBy("templates", told);
};

type Field = (typeof TYPED)[number];

function isChanged(field: Field, typed: string, n: number): boolean {
  const write = WRITERS[n % WRITERS.length] ?? words;
  const asTyped = write({ [field]: typed });
  if (same(asTyped, usually(write, {}))) return false;
  if (field === "name") return isNameChanged(asTyped, usually(write, { name: `${FIRST} ${LAST}` }), typed);
  return !same(asTyped, filledIn(usually(write, { [field]: CANARY }), CANARY, typed));
}

type Writer = (fields: Fields) => readonly string[];
const written = new Map<Writer, Map<string, readonly string[]>>();

/** Harmless ones are the same each time. */
function usually(write: Writer, fields: Fields): readonly string[] {
  const known = written.get(write) ?? new Map<string, readonly string[]>();
  const key = JSON.stringify(fields);
  const parts = known.get(key) ?? write(fields);
  written.set(write, known.set(key, parts));
  return parts;
}

/** Of a name its titles, brackets and commas go: what is left stands in the text typed, in its order, and nothing else does. */
function isNameChanged(asTyped: readonly string[], usual: readonly string[], typed: string): boolean {
  const { displayName = "none", firstName = "none" } = meant(posted({ name: typed }));
  const isTyped = [displayName, firstName].every((part) => part === "none" || isWithin(part, typed));
  const expected = filledIn(filledIn(usual, `${FIRST} ${LAST}`, displayName), FIRST, firstName);
  const briefly = filledIn(usual, `${FIRST} ${LAST}`, typed);
  return !(isTyped && same(asTyped, expected)) && !same(asTyped, briefly);
}

function isWithin(part: string, typed: string): boolean {
  const rest = [...typed.normalize("NFC").toLowerCase()];
  const letters = [...part.normalize("NFC").toLowerCase()].filter((letter) => letter.trim() !== "");
  return letters.every((letter) => {
    const at = rest.indexOf(letter);
    rest.splice(0, at + 1);
    return at >= 0;
  });
}

const filledIn = (parts: readonly string[], canary: string, typed: string) =>
  parts.map((part) => part.replaceAll(canary, () => typed));

/** Words that stand in no letter of ours. */
const CANARY = "Quirrenbach";
const [FIRST, LAST] = ["Zwetschga", "Quirrenbach"];

/** By the letters alone: spaces, which we add and take out, and capitals, which a name gets, say nothing. */
function same(some: readonly string[], others: readonly string[]): boolean {
  const plain = (parts: readonly string[]) =>
    parts.map((part) => part.replace(/[\s\p{C}]+/gu, "").toLowerCase()).join("\n");
  return plain(some) === plain(others);
}

const WRITERS: readonly Writer[] = [
  words,
  (fields) => {
    const { subject, preheader, html } = rendered(DESIGNED, fields);
    return [subject, preheader, wordsOf(html)];
  },
  (fields) => {
    const { timeline, ...lead } = fields;
    const values: MailValues = {
      lead,
      answers: timeline === undefined ? {} : { timeline },
      links: {},
      sender: { name: "Nora" },
      postalAddress: "Cork",
    };
    return Object.values(renderBrief(BRIEF, values));
  },
];

function words(fields: Fields): readonly string[] {
  const { subject, preheader, html, text } = rendered(LETTER, fields);
  return [subject, preheader, text, wordsOf(html)];
}
