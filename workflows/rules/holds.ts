/** Whether a campaign's tests hold for a lead. What is not known, or not understood, never holds. */
import type { Condition } from "./condition.ts";
import type { Lifecycle, Profile, Source } from "./lead.ts";
import { mentions } from "./mentions.ts";
import type { Understood } from "./understand.ts";
import { plain, words } from "./words.ts";

/** What a lead did, as far as its campaign's conditions may ask: by names, people's acts only. */
export interface Deeds {
  readonly clicked: ReadonlySet<string>;
  readonly opened: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly activities: ReadonlySet<string>;
  readonly replied: boolean;
  /** The outcome of a task by its touch's name. */
  readonly outcomes: ReadonlyMap<string, string>;
}

/** What a condition may look at: the lead's words and what they mean; and, where a campaign's course is asked, the rest. */
export interface Facts {
  readonly profile: Profile;
  readonly answers: Readonly<Record<string, string>>;
  readonly understood: Understood;
  readonly address?: string;
  readonly source?: Source;
  readonly lifecycle?: Lifecycle;
  readonly segment?: string | undefined;
  readonly fit?: number;
  readonly score?: number;
  readonly deeds?: Deeds;
}

type Part = keyof Condition;

/** All parts that are stated hold. A condition that states nothing holds for everyone (a last segment says so). */
export function holds(condition: Condition, facts: Facts): boolean {
  return (Object.keys(condition) as Part[]).every((part) => passes(part, condition, facts));
}

type Tests = { readonly [P in Part]-?: (stated: NonNullable<Condition[P]>, facts: Facts) => boolean };

const TESTS: Tests = {
  employeesAtLeast: (least, { understood }) =>
    understood.employees !== undefined && understood.employees.min >= least,
  employeesBelow: (limit, { understood }) => (understood.employees?.max ?? Number.POSITIVE_INFINITY) < limit,
  industry: (any, { profile }) => mentions(profile.industry, any),
  jobTitle: (any, { profile }) => mentions(profile.jobTitle, any),
  installedProduct: (any, { profile }) => mentions(profile.installedProduct, any),
  message: (any, { profile }) => mentions(profile.message, any, "unless denied"),
  country: (any, { understood }) => any.some((code) => code.toUpperCase() === understood.countryCode),
  has: (fields, facts) => fields.every((field) => FILLED[field](facts)),
  answers: (stated, { answers }) =>
    Object.entries(stated).every(([question, any]) => any.some((answer) => same(answer, answers[question]))),
  address: (any, { understood }) => any.includes(understood.addressKind),
  domain: (any, { address }) => any.some((domain) => isUnder(domain, address)),
  source: (any, { source }) => any.some((name) => sourceNames(source).some((each) => same(name, each))),
  form: (any, { deeds }) => any.some((name) => deeds?.forms.has(name)),
  segment: (any, { segment }) => segment !== undefined && any.includes(segment),
  fitAtLeast: (least, { fit }) => fit !== undefined && fit >= least,
  fitBelow: (limit, { fit }) => fit !== undefined && fit < limit,
  scoreAtLeast: (least, { score }) => score !== undefined && score >= least,
  scoreBelow: (limit, { score }) => score !== undefined && score < limit,
  clicked: (any, { deeds }) => any.some((touch) => deeds?.clicked.has(touch)),
  opened: (any, { deeds }) => any.some((touch) => deeds?.opened.has(touch)),
  replied: (wanted, { deeds }) => deeds?.replied === wanted,
  did: (any, { deeds }) => any.some((activity) => deeds?.activities.has(activity)),
  outcome: (stated, { deeds }) =>
    Object.entries(stated).every(([touch, any]) => any.includes(deeds?.outcomes.get(touch) ?? "")),
  lifecycle: (any, { lifecycle }) => lifecycle !== undefined && any.includes(lifecycle),
  all: (every, facts) => every.every((condition) => holds(condition, facts)),
  any: (some, facts) => some.some((condition) => holds(condition, facts)),
  not: (condition, facts) => !holds(condition, facts),
};

function passes(part: Part, condition: Condition, facts: Facts): boolean {
  const test = TESTS[part] as (stated: unknown, facts: Facts) => boolean;
  return condition[part] === undefined || test(condition[part], facts);
}

type Field = NonNullable<Condition["has"]>[number];

/** Filled in with something: a dash or `n/a` is nothing, a name or a country must be understood. */
const FILLED: { readonly [F in Field]: (facts: Facts) => boolean } = {
  name: ({ understood }) => understood.displayName !== undefined,
  country: ({ understood }) => understood.countryCode !== undefined,
  phone: ({ profile }) => (profile.phone?.match(/\p{N}/gu)?.length ?? 0) >= 6,
  company: ({ profile }) => isSomething(profile.company),
  jobTitle: ({ profile }) => isSomething(profile.jobTitle),
  website: ({ profile }) => isSomething(profile.website),
  city: ({ profile }) => isSomething(profile.city),
};

function isSomething(typed: string | undefined): boolean {
  const said = words(typed ?? "").join("");
  return said !== "" && !["na", "none", "no", "nil", "null", "x", "xx", "xxx", "test"].includes(said);
}

function same(answer: string, given: string | undefined): boolean {
  return given !== undefined && plain(answer.trim()) === plain(given.trim());
}

function isUnder(domain: string, address: string | undefined): boolean {
  const own = address?.split("@").at(-1)?.toLowerCase() ?? "";
  return own === domain.toLowerCase() || own.endsWith(`.${domain.toLowerCase()}`);
}

function sourceNames(source: Source | undefined): readonly string[] {
  return source === undefined ? [] : [source.form, ...Object.values(source.utm)];
}
