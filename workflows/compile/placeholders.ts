/**
 * The values that a mail names, `{{ lead.firstName | default: "there" }}`: checked against what a mail can know, and
 * kept out of Markdown's way. The grammar is a corner of Liquid, so that what passes here can't fail when it is sent.
 */
import { LEAD_VALUES, LINK_VALUES, SENDER_VALUES } from "../rules/mail-values.ts";
import { didYouMean } from "./nearest.ts";

export interface Placeholder {
  /** `lead.firstName` */
  readonly name: string;
  /** As Liquid, tidied. */
  readonly liquid: string;
}

/** What is wrong with a passage, and where in it that begins. */
export interface Complaint {
  readonly offset: number;
  readonly wrong: string;
  readonly right: string;
}

export interface Protected {
  /** The text with a word in place of each placeholder, which Markdown leaves alone. */
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
  readonly problems: readonly Complaint[];
}

/** `questions`: the campaign's, or undefined where they can't be read. */
export function protect(text: string, questions: readonly string[] | undefined): Protected {
  const placeholders: Placeholder[] = [];
  const problems: Complaint[] = [];
  const safe = text.replace(BRACES, (whole, inside: string | undefined, offset: number) => {
    const problem = inside === undefined ? stray(whole) : problemWith(inside.trim(), questions);
    if (problem !== undefined) problems.push({ offset, ...problem });
    const liquid = `{{ ${(inside ?? "").trim()} }}`;
    placeholders.push({ name: PLACEHOLDER.exec((inside ?? "").trim())?.[1] ?? "", liquid });
    return `${WORD}${placeholders.length - 1}Z`;
  });
  return { text: safe, placeholders, problems };
}

/** Puts the placeholders back, each by what `as` makes of it. */
export function restore(
  text: string,
  placeholders: readonly Placeholder[],
  as = (p: Placeholder) => p.liquid,
): string {
  return text.replace(MARKER, (whole, at: string) => {
    const placeholder = placeholders[Number(at)];
    return placeholder === undefined ? whole : as(placeholder);
  });
}

/** The placeholder that is all of `text`. */
export function only(text: string, placeholders: readonly Placeholder[]): Placeholder | undefined {
  const [whole, at] = MARKER_ALONE.exec(text) ?? [];
  return whole === undefined ? undefined : placeholders[Number(at)];
}

/** What is left of a text without its placeholders. */
export function without(text: string): string {
  return text.replace(MARKER, " ");
}

export function names(text: string): boolean {
  return text.includes(WORD);
}

const WORD = "RipenValueX";
const MARKER = new RegExp(`${WORD}(\\d+)Z`, "g");
const MARKER_ALONE = new RegExp(`^${WORD}(\\d+)Z$`);
/** A placeholder on one line, or a brace of Liquid that begins or ends none. */
const BRACES = /\{\{([^{}\n]*)\}\}|\{\{|\}\}|\{%|%\}/g;
const PLACEHOLDER =
  /^([A-Za-z]+(?:\.[A-Za-z0-9-]+)?)((?:\s*\|\s*[a-z_]+(?:\s*:\s*(?:"[^"{}]*"|\d+)(?:\s*,\s*(?:"[^"{}]*"|\d+))*)?)*)$/;
const FILTERS = ["default", "upcase", "downcase", "capitalize", "truncate"];

type Said = Omit<Complaint, "offset">;

function stray(brace: string): Said {
  if (brace.includes("%")) {
    return {
      wrong: "a mail has values only, no logic",
      right: 'Take the {% … %} out; a fallback is written {{ lead.city | default: "your town" }}.',
    };
  }
  return {
    wrong: `a "${brace}" without its other half`,
    right: 'Write {{ lead.firstName | default: "there" }} on one line.',
  };
}

function problemWith(inside: string, questions: readonly string[] | undefined): Said | undefined {
  const [, name = "", filters = ""] = PLACEHOLDER.exec(inside) ?? [];
  if (name === "") {
    return {
      wrong: `{{ ${inside} }} names no value`,
      right: 'Write it like {{ lead.firstName | default: "there" }}.',
    };
  }
  const known = knownNames(questions, name);
  if (!known.includes(name))
    return { wrong: `a mail does not know "${name}"`, right: didYouMean(name, known) };
  return problemWithFilters(
    name,
    [...filters.matchAll(/\|\s*([a-z_]+)\s*(:?)/g)].map(([, filter = ""]) => filter),
  );
}

function knownNames(questions: readonly string[] | undefined, name: string): readonly string[] {
  const answers =
    questions === undefined && name.startsWith("answers.")
      ? [name]
      : (questions ?? []).map((q) => `answers.${q}`);
  return [
    ...LEAD_VALUES.map((v) => `lead.${v}`),
    ...answers,
    ...LINK_VALUES.map((v) => `links.${v}`),
    ...SENDER_VALUES,
  ];
}

function problemWithFilters(name: string, filters: readonly string[]): Said | undefined {
  const unknown = filters.find((filter) => !FILTERS.includes(filter));
  if (unknown !== undefined)
    return { wrong: `there is no filter "${unknown}"`, right: didYouMean(unknown, FILTERS) };
  const mayBeMissing = name.startsWith("lead.") || name.startsWith("answers.");
  if (!mayBeMissing || filters[0] === "default") return undefined;
  return {
    wrong: `"${name}" may be missing`,
    right: `Say what stands there then: {{ ${name} | default: "…" }}.`,
  };
}
