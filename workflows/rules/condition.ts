/** A campaign's tests on a lead: what they can say, and whether they hold. What is not known, or not understood, never holds. */
import * as z from "zod";
import { Lifecycle, type Profile, type Source } from "./lead.ts";
import { mentions } from "./mentions.ts";
import type { Understood } from "./understand.ts";
import { plain, words } from "./words.ts";

const Words = z.array(z.string()).min(1);
const Points = z.int().min(-1000).max(1000);

/**
 * A test on what is known of a lead. All that is stated must hold. Text is compared without regard to case;
 * a list means any of these; what the lead did not say, or what is not understood, never holds.
 */
export const Condition = z.strictObject({
  /** The range of employees lies at or above this. */
  employeesAtLeast: z.int().positive().optional(),
  /** The range of employees lies below this. */
  employeesBelow: z.int().positive().optional(),
  /** The profile field says one of these words or phrases, see `mentions`. */
  industry: Words.optional(),
  jobTitle: Words.optional(),
  installedProduct: Words.optional(),
  message: Words.optional(),
  /** ISO 3166-1 alpha-2 codes. */
  country: z.array(z.string().length(2)).min(1).optional(),
  /** These profile fields are filled in. */
  has: z.array(z.enum(["name", "company", "jobTitle", "phone", "website", "city", "country"])).optional(),
  /** Answers to the campaign's questions, by name. */
  answers: z.record(z.string(), z.array(z.string())).optional(),
  /** The kind of address: a role account (info@), free mail, or a disposable one. */
  address: z.array(z.enum(["role", "free", "disposable", "company"])).optional(),
  /** The address is of one of these domains, or of one below them. */
  domain: Words.optional(),
  /** It came by one of these: a form, an import, or a value of its utm fields. */
  source: Words.optional(),
  /** It filled in one of these forms, now or earlier. */
  form: Words.optional(),
  /** The campaign's segment it is in today. */
  segment: Words.optional(),
  fitAtLeast: Points.optional(),
  fitBelow: Points.optional(),
  /** Fit and engagement together, as of today. */
  scoreAtLeast: Points.optional(),
  scoreBelow: Points.optional(),
  /** A person followed a link, or opened the mail, of one of these touches. */
  clicked: Words.optional(),
  opened: Words.optional(),
  /** It wrote back to any mail, since it came in. */
  replied: z.boolean().optional(),
  /** One of these activities was told of it: registered, attended, …; in a second run, since the first one ended. */
  did: Words.optional(),
  /** What came of a call or a letter, by the touch's name. */
  outcome: z.record(z.string(), Words).optional(),
  lifecycle: z.array(Lifecycle).min(1).optional(),
  /** Every one, at least one, and none of these conditions. */
  get all(): z.ZodOptional<z.ZodArray<typeof Condition>> {
    return z.array(Condition).min(1).optional();
  },
  get any(): z.ZodOptional<z.ZodArray<typeof Condition>> {
    return z.array(Condition).min(1).optional();
  },
  get not(): z.ZodOptional<typeof Condition> {
    return Condition.optional();
  },
});
export type Condition = z.infer<typeof Condition>;

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
