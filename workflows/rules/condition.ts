/** What a campaign's tests on a lead can say. */
import * as z from "zod";
import { Lifecycle } from "./lead.ts";

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
