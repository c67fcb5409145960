/** Templates typed into the form: they come out as the text they are, or not at all, wherever a template of ours repeats them. */
import { renderBrief } from "../../../functions/mail/render.ts";
import type { MailValues } from "../../../workflows/rules/mail-values.ts";
import { Lines } from "../lines.ts";
import { DESIGNED, type Fields, LETTER, rendered, TYPED } from "./letters.ts";
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
  const meant = write({ [field]: CANARY }).map((part) => part.replaceAll(CANARY, () => typed));
  const without = write({});
  return !same(asTyped, meant) && !same(asTyped, without);
}

/** A name that is none is left out; this one is none of anybody else's and yet is one. */
const CANARY = "Quirrenbach";

/** By the letters alone: spaces, which we add and take out, and capitals, which a name gets, say nothing. */
function same(some: readonly string[], others: readonly string[]): boolean {
  const plain = (parts: readonly string[]) =>
    parts.map((part) => part.replace(/[\s\p{C}]+/gu, "").toLowerCase()).join("\n");
  return plain(some) === plain(others);
}

const WRITERS: readonly ((fields: Fields) => readonly string[])[] = [
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
