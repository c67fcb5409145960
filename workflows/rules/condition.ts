/** What a campaign's tests on a lead can say. */
import * as z from "zod/mini";
import { Lifecycle } from "./lead.ts";

const Words = z.array(z.string()).check(z.minLength(1));
const Points = z.int().check(z.gte(-1000), z.lte(1000));

/**
 * A test on what is known of a lead. All that is stated must hold. Text is compared without regard to case;
 * a list means any of these; what the lead did not say, or what is not understood, never holds.
 */
export const Condition = z.strictObject({
  /** The range of employees lies at or above this. */
  employeesAtLeast: z.optional(z.int().check(z.positive())),
  /** The range of employees lies below this. */
  employeesBelow: z.optional(z.int().check(z.positive())),
  /** The profile field says one of these words or phrases, see `mentions`. */
  industry: z.optional(Words),
  jobTitle: z.optional(Words),
  installedProduct: z.optional(Words),
  message: z.optional(Words),
  /** ISO 3166-1 alpha-2 codes. */
  country: z.optional(z.array(z.string().check(z.length(2))).check(z.minLength(1))),
  /** These profile fields are filled in. */
  has: z.optional(z.array(z.enum(["name", "company", "jobTitle", "phone", "website", "city", "country"]))),
  /** Answers to the campaign's questions, by name. */
  answers: z.optional(z.record(z.string(), z.array(z.string()))),
  /** The kind of address: a role account (info@), free mail, or a disposable one. */
  address: z.optional(z.array(z.enum(["role", "free", "disposable", "company"]))),
  /** The address is of one of these domains, or of one below them. */
  domain: z.optional(Words),
  /** It came by one of these: a form, an import, or a value of its utm fields. */
  source: z.optional(Words),
  /** It filled in one of these forms, now or earlier. */
  form: z.optional(Words),
  /** The campaign's segment it is in today. */
  segment: z.optional(Words),
  fitAtLeast: z.optional(Points),
  fitBelow: z.optional(Points),
  /** Fit and engagement together, as of today. */
  scoreAtLeast: z.optional(Points),
  scoreBelow: z.optional(Points),
  /** A person followed a link, or opened the mail, of one of these touches. */
  clicked: z.optional(Words),
  opened: z.optional(Words),
  /** It wrote back to any mail, since it came in. */
  replied: z.optional(z.boolean()),
  /** One of these activities was told of it: registered, attended, …; in a second run, since the first one ended. */
  did: z.optional(Words),
  /** What came of a call or a letter, by the touch's name. */
  outcome: z.optional(z.record(z.string(), Words)),
  lifecycle: z.optional(z.array(Lifecycle).check(z.minLength(1))),
  /** Every one, at least one, and none of these conditions. */
  get all(): z.ZodMiniOptional<z.ZodMiniArray<typeof Condition>> {
    return z.optional(z.array(Condition).check(z.minLength(1)));
  },
  get any(): z.ZodMiniOptional<z.ZodMiniArray<typeof Condition>> {
    return z.optional(z.array(Condition).check(z.minLength(1)));
  },
  get not(): z.ZodMiniOptional<typeof Condition> {
    return z.optional(Condition);
  },
});
export type Condition = z.infer<typeof Condition>;
