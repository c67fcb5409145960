/** Whether a campaign's condition holds for a lead. What is not known, or not understood, never holds. */
import type { Condition } from "./campaign.ts";
import type { Profile } from "./lead.ts";
import { mentions } from "./mentions.ts";
import type { Understood } from "./understand.ts";
import { plain, words } from "./words.ts";

/** What a condition may look at: the lead's words, its answers by question, and what its words mean. */
export interface Facts {
  readonly profile: Profile;
  readonly answers: Readonly<Record<string, string>>;
  readonly understood: Understood;
}

type Part = keyof Condition;

/** All parts that are stated hold. A condition that states nothing holds for everyone (a last segment says so). */
export function holds(condition: Condition, facts: Facts): boolean {
  return (Object.keys(TESTS) as Part[]).every(
    (part) => condition[part] === undefined || passes(part, condition, facts),
  );
}

type Tests = { readonly [P in Part]: (stated: NonNullable<Condition[P]>, facts: Facts) => boolean };

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
};

function passes<P extends Part>(part: P, condition: Condition, facts: Facts): boolean {
  const stated = condition[part];
  return stated !== undefined && TESTS[part](stated as NonNullable<Condition[P]>, facts);
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
