/** The smallest parts of conditions, each said to hold or not to hold, and whether some of them exclude each other. */
import type { Condition } from "../rules/condition.ts";
import { plain } from "../rules/words.ts";

export interface Literal {
  readonly part: Exclude<keyof Condition, "all" | "any" | "not">;
  /** The question or the touch that it is about. */
  readonly of?: string;
  readonly stated: unknown;
  readonly so: boolean;
}

/** What a lead's points can be: the least and the most, both included. */
export interface Bounds {
  readonly fit: readonly [number, number];
  readonly score: readonly [number, number];
}

/** Why the literals can't all hold, or undefined where they may. */
export function contradiction(literals: readonly Literal[], bounds: Bounds): string | undefined {
  return (
    employees(literals) ??
    points("fit", literals, bounds.fit) ??
    points("score", literals, bounds.score) ??
    first(ONE_AT_A_TIME, (part) => first(subjects(part, literals), oneAtATime)) ??
    first(LISTS, (part) => lists(literals.filter((literal) => literal.part === part))) ??
    replied(literals.filter(({ part }) => part === "replied"))
  );
}

function first<T>(items: readonly T[], of: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A range that isn't known lies neither above nor below: only what must hold draws a line, and what must not can cross it. */
function employees(literals: readonly Literal[]): string | undefined {
  const of = (part: string, so: boolean) =>
    literals.filter((literal) => literal.part === part && literal.so === so);
  const number = ({ stated }: Literal) => stated as number;
  const [atLeast, below] = [of("employeesAtLeast", true), of("employeesBelow", true)];
  const [notAtLeast, notBelow] = [of("employeesAtLeast", false), of("employeesBelow", false)];
  return (
    pair(atLeast, below, (a, b) => number(a) >= number(b)) ??
    pair(atLeast, notAtLeast, (a, b) => number(a) >= number(b)) ??
    pair(below, notBelow, (a, b) => number(a) <= number(b))
  );
}

/** Points are always known: not at least 50 is below 50. */
function points(of: "fit" | "score", literals: readonly Literal[], [least, most]: readonly [number, number]) {
  const sides = literals.filter(({ part }) => part === `${of}AtLeast` || part === `${of}Below`);
  const isLow = ({ part, so }: Literal) => (part === `${of}AtLeast`) === so;
  const number = ({ stated }: Literal) => stated as number;
  const lows = sides.filter(isLow);
  const highs = sides.filter((literal) => !isLow(literal));
  const tooHigh = lows.find((literal) => number(literal) > most);
  if (tooHigh) return `${inWords(tooHigh)}, and no lead has more than ${most} points of ${of}`;
  const tooLow = highs.find((literal) => number(literal) <= least);
  if (tooLow) return `${inWords(tooLow)}, and no lead has fewer than ${least} points of ${of}`;
  return pair(lows, highs, (low, high) => number(low) >= number(high));
}

/** A lead is in one segment, and gives one answer to a question. */
const ONE_AT_A_TIME = ["segment", "country", "address", "lifecycle", "answers", "outcome"] as const;

function subjects(part: string, literals: readonly Literal[]): readonly (readonly Literal[])[] {
  const own = literals.filter((literal) => literal.part === part);
  return [...Map.groupBy(own, ({ of }) => of).values()];
}

function oneAtATime(literals: readonly Literal[]): string | undefined {
  const [some, ...others] = literals.filter(({ so }) => so);
  if (some === undefined) return undefined;
  const out = literals.filter(({ so }) => !so).flatMap(listed);
  const left = listed(some).filter(
    (value) => !out.includes(value) && others.every((other) => listed(other).includes(value)),
  );
  return left.length === 0 ? exclude(literals) : undefined;
}

/** Text says any of these, or several of them. */
const LISTS = [
  ...["industry", "jobTitle", "installedProduct", "message", "has", "domain"],
  ...["source", "form", "clicked", "opened", "did"],
];

function lists(literals: readonly Literal[]): string | undefined {
  const [some, none] = [literals.filter(({ so }) => so), literals.filter(({ so }) => !so)];
  const empty = some.find((literal) => listed(literal).length === 0);
  if (empty) return exclude([empty]);
  return pair(some, none, (a, b) => listed(a).every((value) => listed(b).includes(value)));
}

function replied(literals: readonly Literal[]): string | undefined {
  return pair(literals, literals, (a, b) => (a.stated === a.so) !== (b.stated === b.so));
}

function listed({ part, stated }: Literal): readonly string[] {
  return (stated as readonly string[]).map((value) => COMPARED[part]?.(value) ?? value);
}

const lowerCase = (text: string) => text.toLowerCase();
const byWords = (text: string) => plain(text.trim());

/** As conditions compare them; names of our own are compared as they stand. */
const COMPARED: { readonly [Part in Literal["part"]]?: (text: string) => string } = {
  country: lowerCase,
  domain: lowerCase,
  industry: byWords,
  jobTitle: byWords,
  installedProduct: byWords,
  message: byWords,
  answers: byWords,
  source: byWords,
};

function pair(
  ones: readonly Literal[],
  others: readonly Literal[],
  excludeEachOther: (one: Literal, other: Literal) => boolean,
): string | undefined {
  return first(ones, (one) => {
    const other = others.find((each) => excludeEachOther(one, each));
    return other && exclude([one, other]);
  });
}

function exclude(literals: readonly Literal[]): string {
  const [one, ...others] = literals.map(inWords);
  if (others.length === 0) return `${one} is nothing that a lead can be`;
  return `${[one, ...others].join(" and ")} exclude each other`;
}

/** `fitAtLeast: 50`, `not segment: [pharma]`. */
function inWords({ part, of, stated, so }: Literal): string {
  const value = Array.isArray(stated) ? `[${stated.join(", ")}]` : String(stated);
  const name = of === undefined ? part : `${part}.${of}`;
  return `\`${so ? "" : "not "}${name}: ${value}\``;
}
