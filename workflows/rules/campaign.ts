/** What a campaign can say. The YAML of `workflows/campaigns/<name>/campaign.yaml`, checked, with its mails compiled in. */
import * as z from "zod";
import { Span } from "./time.ts";

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and dashes, a letter first");
const Points = z.int().min(-100).max(100);

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
  industry: z.array(z.string()).optional(),
  jobTitle: z.array(z.string()).optional(),
  installedProduct: z.array(z.string()).optional(),
  message: z.array(z.string()).optional(),
  /** ISO 3166-1 alpha-2 codes. */
  country: z.array(z.string().length(2)).optional(),
  /** These profile fields are filled in. */
  has: z.array(z.enum(["name", "company", "jobTitle", "phone", "website", "city", "country"])).optional(),
  /** Answers to the campaign's questions, by name. */
  answers: z.record(z.string(), z.array(z.string())).optional(),
  /** The kind of address: a role account (info@), free mail, or a disposable one. */
  address: z.array(z.enum(["role", "free", "disposable", "company"])).optional(),
});
export type Condition = z.infer<typeof Condition>;

export const FitRule = z.strictObject({ when: Condition, points: Points, because: z.string().min(1) });
export type FitRule = z.infer<typeof FitRule>;

export const Question = z.strictObject({
  ask: z.string().min(1),
  answers: z.record(z.string(), z.string()),
});
export type Question = z.infer<typeof Question>;

/** A mail as compiled: Liquid in all three, filled and escaped at run time. */
export const Mail = z.strictObject({
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
});
export type Mail = z.infer<typeof Mail>;

export const Touch = z.strictObject({
  name: Name,
  /** How long after the touch before it, or after the enrolment for the first. */
  after: Span,
  /** A Markdown file of the campaign's folder. */
  mail: z.string().regex(/^[a-z0-9-]+\.md$/),
  /** One line: what the reader can do afterwards. */
  helps: z.string().min(1),
});

const Release = z.strictObject({
  /** The total, fit and engagement together, at which a lead is ripe. */
  score: z.int().positive(),
  /** And the least fit that goes with it. */
  fit: z.int().nonnegative().default(0),
  /** A lead of which any of these holds is handed to sales at once, whatever its score. */
  handRaised: z.array(Condition).default([]),
  /** Sales commits to answer within this span; a reminder goes out at half of it. */
  answerWithin: Span,
  /** A lead that sales returned is not handed over again before this. */
  coolOff: Span,
});

export const Campaign = z.strictObject({
  name: Name,
  title: z.string().min(1),
  /** The forms whose posts enrol a lead. */
  enter: z.strictObject({ forms: z.array(Name).min(1) }),
  consent: z.strictObject({
    /** Nothing but one confirmation mail until the lead confirmed its address. */
    doubleOptIn: z.boolean().default(false),
    /** Stands at the foot of every mail: why the reader gets it. */
    why: z.string().min(1).optional(),
  }),
  questions: z.record(Name, Question),
  fit: z.strictObject({ most: z.int().positive(), rules: z.array(FitRule) }),
  /** A lead of which any of these holds is never handed to sales nor nurtured. */
  disqualify: z.array(z.strictObject({ when: Condition, because: z.string().min(1) })).default([]),
  segments: z.array(z.strictObject({ name: Name, when: Condition, because: z.string().min(1) })).default([]),
  engagement: z.strictObject({
    /** Points for one act of each kind, before decay. A kind that is not listed earns none. */
    points: z.strictObject({
      form: Points.default(0),
      open: Points.default(0),
      click: Points.default(0),
      reply: Points.default(0),
      confirm: Points.default(0),
    }),
    /** In this span, half of an act's points have faded. */
    halfLife: Span,
    /** A click counts when it has stood this long without evidence of a machine. */
    settle: Span,
  }),
  release: Release,
  touches: z.array(Touch).min(1),
});
export type Campaign = z.infer<typeof Campaign>;

/** A campaign as it runs: its mails compiled, and a version that changes with any of its bytes. */
export const RunningCampaign = z.strictObject({
  ...Campaign.shape,
  version: z.string(),
  /** By touch name, and `confirm` for the double opt-in's mail. */
  mails: z.record(z.string(), Mail),
});
export type RunningCampaign = z.infer<typeof RunningCampaign>;
export type CampaignTouch = RunningCampaign["touches"][number];
