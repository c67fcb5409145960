/** A campaign's conditions as marketing and sales read them: in the picture, in the definition of ripe and on the laptop's pages. */
import type { Condition } from "../../workflows/rules/condition.ts";
import { OUTCOMES } from "../../workflows/rules/task.ts";

type Part = keyof Condition;
type Stated<P extends Part> = NonNullable<Condition[P]>;

/**
 * What is true of a lead for which the condition holds, without its subject: `clicked guide, and works in food* or milk`.
 * Of a long list the first words are named and the others counted. A condition that states nothing is `anybody`.
 *
 * What a lead didn't say never holds, so its opposite says only what isn't known: `isn't known to be in Germany`.
 */
export function conditionInWords(condition: Condition): string {
  return phrase(condition, true).text;
}

/** Any of some conditions, each in words. Those that only look at the message are one: whoever writes `demo` or `Angebot`. */
export function anyInWords(conditions: readonly Condition[]): readonly string[] {
  const written = conditions.flatMap(({ message, ...others }) =>
    message !== undefined && Object.keys(others).length === 0 ? [message] : [],
  );
  const others = conditions.filter(({ message }) => message === undefined || !written.includes(message));
  const all = written.length === 0 ? others : [{ message: written.flat() }, ...others];
  return all.map(conditionInWords);
}

/** `a`; `a or b`; `a, b or c`; of more than five the first four and how many more. */
export function listInWords(items: readonly string[], last: "or" | "and" = "or"): string {
  const named = items.length > MOST_NAMED + 1 ? items.slice(0, MOST_NAMED) : items;
  const all = named.length < items.length ? [...named, `${items.length - named.length} more`] : named;
  const tail = all.at(-1) ?? "";
  return all.length < 2 ? tail : `${all.slice(0, -1).join(", ")} ${last} ${tail}`;
}

const MOST_NAMED = 4;

/** `Clicked guide`, for the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

interface Phrase {
  readonly text: string;
  /** What joins its parts, if it has more than one. */
  readonly joint?: "and" | "or";
}

/** `isTrue`: false for the opposite, in which "and" and "or" change places. */
function phrase(condition: Condition, isTrue: boolean): Phrase {
  const parts = (Object.keys(condition) as Part[]).filter((part) => condition[part] !== undefined);
  return joined(
    parts.map((part) => phraseOf(part, condition, isTrue)),
    isTrue ? "and" : "or",
    isTrue ? "anybody" : "nobody",
  );
}

function phraseOf(part: Part, condition: Condition, isTrue: boolean): Phrase {
  const { all, any, not } = condition;
  if (part === "all") return several(all ?? [], isTrue, "and", "or");
  if (part === "any") return several(any ?? [], isTrue, "or", "and");
  if (part === "not") return phrase(not ?? {}, !isTrue);
  const words = WORDS[part] as (stated: unknown, isTrue: boolean) => string;
  return { text: words(condition[part], isTrue) };
}

function several(
  conditions: readonly Condition[],
  isTrue: boolean,
  ...[joint, opposite]: readonly ["and" | "or", "and" | "or"]
): Phrase {
  return joined(
    conditions.map((each) => phrase(each, isTrue)),
    isTrue ? joint : opposite,
    "anybody",
  );
}

/** A comma stands before the joint where a part has an "or" or "and" of its own; parts with the other joint stand in brackets. */
function joined(parts: readonly Phrase[], joint: "and" | "or", none: string): Phrase {
  const [first] = parts;
  if (first === undefined) return { text: none };
  if (parts.length === 1) return first;
  const texts = parts.map((part) =>
    part.joint === undefined || part.joint === joint ? part.text : `(${part.text})`,
  );
  const comma = texts.some((text) => /, | or | and /.test(text)) ? "," : "";
  return { text: texts.join(`${comma} ${joint} `), joint };
}

type Words = {
  readonly [P in Exclude<Part, "all" | "any" | "not">]-?: (stated: Stated<P>, isTrue: boolean) => string;
};

const WORDS: Words = {
  employeesAtLeast: (least, is) => `${is ? "has" : "isn't known to have"} ${least} employees or more`,
  employeesBelow: (limit, is) => `${is ? "has" : "isn't known to have"} fewer than ${limit} employees`,
  industry: (any, is) => `${is ? "works" : "isn't known to work"} in ${listInWords(any)}`,
  jobTitle: (any, is) => `has ${is ? "the" : "no"} job title ${listInWords(any)}`,
  installedProduct: (any, is) => `${is ? "has" : "isn't known to have"} ${listInWords(any)} installed`,
  message: (any, is) => `${is ? "wrote" : "didn't write"} ${listInWords(any.map(quoted))}`,
  country: (codes, is) => `${is ? "is" : "isn't known to be"} in ${listInWords(codes.map(countryName))}`,
  has: (fields, is) =>
    `${is ? "told" : "hasn't told"} us ${listInWords(
      fields.map((field) => FIELDS[field]),
      "and",
    )}`,
  answers: (stated, is) =>
    Object.entries(stated)
      .map(
        ([question, codes]) => `${is ? "answered" : "didn't answer"} ${question} with ${listInWords(codes)}`,
      )
      .join(is ? ", and " : ", or "),
  address: (kinds, is) =>
    `${is ? "wrote" : "didn't write"} from ${listInWords(kinds.map((kind) => ADDRESSES[kind]))}`,
  domain: (any, is) => `has ${is ? "an" : "no"} address at ${listInWords(any)}`,
  source: (any, is) => `${is ? "came" : "didn't come"} by ${listInWords(any)}`,
  form: (any, is) => `${is ? "filled" : "never filled"} in ${listInWords(any)}`,
  segment: (any, is) => `${is ? "is" : "isn't"} in the segment ${listInWords(any)}`,
  fitAtLeast: (least, is) =>
    is ? `has ${least} points of fit or more` : `has less than ${least} points of fit`,
  fitBelow: (limit, is) =>
    is ? `has less than ${limit} points of fit` : `has ${limit} points of fit or more`,
  scoreAtLeast: (least, is) => (is ? `has ${least} points or more` : `has fewer than ${least} points`),
  scoreBelow: (limit, is) => (is ? `has fewer than ${limit} points` : `has ${limit} points or more`),
  clicked: (any, is) => `${is ? "clicked" : "didn't click"} ${listInWords(any)}`,
  opened: (any, is) => `${is ? "opened" : "didn't open"} ${listInWords(any)}`,
  replied: (wanted, is) => (wanted === is ? "replied" : "didn't reply"),
  did: (any, is) => `${is ? "has" : "hasn't"} ${listInWords(any)}`,
  outcome: (stated, is) =>
    Object.entries(stated)
      .map(([touch, codes]) => {
        return `has ${is ? "the" : "no"} outcome ${listInWords(codes.map(outcomeInWords))} of ${touch}`;
      })
      .join(is ? ", and " : ", or "),
  lifecycle: (any, is) => `${is ? "stands" : "doesn't stand"} at ${listInWords(any)}`,
};

function quoted(word: string): string {
  return `“${word}”`;
}

const FIELDS: Readonly<Record<Stated<"has">[number], string>> = {
  name: "its name",
  company: "its company",
  jobTitle: "its job title",
  phone: "its telephone number",
  website: "its website",
  city: "its city",
  country: "its country",
};

const ADDRESSES: Readonly<Record<Stated<"address">[number], string>> = {
  role: "an office's address",
  free: "a free-mail address",
  disposable: "a throw-away address",
  company: "a company's address",
};

function countryName(code: string): string {
  return new Intl.DisplayNames(["en"], { type: "region" }).of(code.toUpperCase()) ?? code;
}

function outcomeInWords(code: string): string {
  const words = Object.values(OUTCOMES).map((outcomes) => outcomes[code]);
  return quoted(words.find((each) => each !== undefined) ?? code);
}
