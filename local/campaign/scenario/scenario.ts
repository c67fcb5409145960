/** What a scenario can say: a lead, what happens to it, and what a campaign must have made of it. The schema of `scenarios.yaml`. */
import * as z from "zod";
import { Lifecycle } from "../../../workflows/rules/lead.ts";
import { Name } from "../../../workflows/rules/name.ts";
import { DESK } from "./desk.ts";
import { After, AnyMoment, At, Expected } from "./times.ts";

/** A touch's name, or `campaign/touch` where it is another campaign's. */
const TouchName = z
  .string()
  .regex(/^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/, "a touch's name, or `campaign/touch` of another campaign");

/** What is typed into a form, by the fields' names. */
const Fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const Given = z.strictObject({
  at: At,
  /** The form that it posts, or the import that it comes with. */
  posts: z.optional(Name),
  imports: z.optional(Name),
  with: Fields,
});

/** One act, at its moment. One key says who does what; some need another beside it. */
export const Act = z.strictObject({
  after: After.optional(),
  at: At.optional(),
  /** The lead posts a form: `with` is what it types, beside its address. */
  posts: z.optional(Name),
  with: Fields.optional(),
  /** The lead, about a mail. `link` is its name as in SES's reports; the button where absent. */
  opens: TouchName.optional(),
  clicks: TouchName.optional(),
  link: z.string().optional(),
  unsubscribes: TouchName.optional(),
  complains: TouchName.optional(),
  /** Its mailbox: the address is gone for good. Its scanner follows every link. */
  bounces: TouchName.optional(),
  scannerClicks: TouchName.optional(),
  /** It writes back to a mail, or its mail program does while it is away. */
  replies: TouchName.optional(),
  outOfOffice: TouchName.optional(),
  /** The button behind a link of a letter of the house. */
  answers: z.enum(["confirm", "yes", "not-now", "no", "stay"]).optional(),
  /** Another system tells that the lead did something, and what it was about. */
  activity: z.optional(Name),
  about: z.string().optional(),
  /** Whoever calls or writes tells how a task ended. */
  task: TouchName.optional(),
  outcome: z.optional(Name),
  sales: z.enum(["accepts", "rejects", "snoozes"]).optional(),
  reason: z.enum(Object.keys(DESK.reasons)).optional(),
  until: z.iso.date({ error: "a day, such as 2027-01-11" }).optional(),
  campaign: z.enum(["paused", "resumed"]).optional(),
});
export type Act = z.infer<typeof Act>;

export const VERBS = [
  "posts",
  "opens",
  "clicks",
  "unsubscribes",
  "complains",
  "bounces",
  "scannerClicks",
  "replies",
  "outOfOffice",
  "answers",
  "activity",
  "task",
  "sales",
  "campaign",
] as const satisfies readonly (keyof Act)[];
export type Verb = (typeof VERBS)[number];

/** The key of what is expected when all is over. */
export const THE_END = "the end";

const KeyMoment = z.string().refine((key) => key === THE_END || AnyMoment.safeParse(key).success, {
  error:
    "a touch (`welcome`), a span after it (`welcome + 2 hours`) or after the beginning (`3 days`), or a date and a time",
});

/** One value for the end, or several, each at its moment. What is wrong with either is said of it alone. */
function overTime<T extends z.core.$ZodType>(value: T) {
  const several = z.record(KeyMoment, value);
  return z.unknown().transform((given, context): z.output<typeof several> => {
    const parsed = isMap(given) ? several.safeParse(given) : z.safeParse(value, given);
    for (const issue of parsed.error?.issues ?? []) context.addIssue({ ...issue });
    if (!parsed.success) return z.NEVER;
    return isMap(given)
      ? (parsed.data as z.output<typeof several>)
      : { [THE_END]: parsed.data as z.output<T> };
  });
}

/** A touch by its name alone, or `name: value`. */
function named<T extends z.core.$ZodType>(value: T) {
  const entry = z.record(TouchName, z.nullable(value)).transform((given, context) => {
    const [first, ...others] = Object.entries(given);
    if (first !== undefined && others.length === 0) return { name: first[0], value: first[1] };
    context.addIssue({
      code: "custom",
      message: "this is not one name",
      params: { right: "Give each name its own line, with a dash." },
    });
    return z.NEVER;
  });
  return z.preprocess((given) => (typeof given === "string" ? { [given]: null } : given), entry);
}

/** Something that happened once, as far as its time and its reason are stated. */
const Event = z.strictObject({ at: Expected.optional(), because: z.string().optional() });
export type Event = z.infer<typeof Event>;

const NEVER = "never";

/** `never`, one, or a list of as many as there were. */
const Events = z.preprocess((given) => {
  if (given === NEVER) return [];
  return isMap(given) ? [given] : given;
}, z.array(Event));

const Then = z
  .strictObject({
    /** All that went out, mails and tasks, in order; each with its time where that matters. */
    touches: z.array(named(Expected)).optional(),
    /** These never go out. */
    never: z.array(TouchName).min(1).optional(),
    /** All that was asked of those who call and write: `open`, `overdue`, or the outcome. */
    tasks: z.array(named(z.string())).optional(),
    score: overTime(z.int()).optional(),
    segment: overTime(z.string()).optional(),
    lifecycle: overTime(Lifecycle).optional(),
    salesTold: Events.optional(),
    /** The lead's run of the campaign. */
    ended: Events.optional(),
  })
  .refine((then) => Object.keys(then).length > 0, {
    error: "nothing is expected",
    params: { right: "Say what, such as `touches:` or `salesTold:`." },
  });

export const Scenario = z.strictObject({
  /** One sentence of business. */
  title: z.string().min(1),
  /** Other campaigns that run at the same time, by name. */
  beside: z.array(Name).default([]),
  given: Given,
  when: z.array(Act).default([]),
  /** When we stop looking; a span counts from the beginning. */
  until: AnyMoment.default({ is: "span", span: "2 years" }),
  // A scenario is no promise: nobody awaits it.
  // biome-ignore lint/suspicious/noThenProperty: given, when, then
  then: Then,
});
export type Scenario = z.infer<typeof Scenario>;

export const Scenarios = z.array(Scenario).min(1);

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
