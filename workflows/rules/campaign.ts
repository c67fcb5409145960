/** What a campaign can say. The YAML of `workflows/campaigns/<name>/campaign.yaml`, checked, with its mails compiled in. */
import * as z from "zod";
import { Condition } from "./condition.ts";
import { AtMost } from "./frequency.ts";
import { Evergreen, Step, Style } from "./journey.ts";
import { Name } from "./name.ts";
import { PointKind, PointsCap } from "./points-cap.ts";
import { Span } from "./time.ts";
import { Window } from "./window.ts";

const Points = z.int().min(-100).max(100);

export const FitRule = z.strictObject({ when: Condition, points: Points, because: z.string().min(1) });
export type FitRule = z.infer<typeof FitRule>;

export const Question = z.strictObject({
  ask: z.string().min(1),
  answers: z.record(z.string(), z.string()),
});
export type Question = z.infer<typeof Question>;

/** A mail as compiled: Liquid in all of it, filled and escaped at run time. `from` where it isn't the stack's sender. */
export const Mail = z.strictObject({
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  /** How many different links a reader can follow that are counted as clicks. */
  links: z.int().optional(),
  from: z.string().optional(),
});
export type Mail = z.infer<typeof Mail>;

/** What whoever calls or writes is told, as compiled: Liquid in both. */
export const Brief = z.strictObject({ title: z.string(), text: z.string() });
export type Brief = z.infer<typeof Brief>;

/** A condition with its reason in words, which is what people read. */
export const Reasoned = z.strictObject({ when: Condition, because: z.string().min(1) });
export type Reasoned = z.infer<typeof Reasoned>;

const Enter = z
  .strictObject({
    /** The forms whose posts enrol a lead. */
    forms: z.array(Name).default([]),
    /** The imports, by their source's name. */
    imports: z.array(Name).default([]),
    /** The activities, such as `registered`. */
    activities: z.array(Name).default([]),
    /** Whether a lead whose run has ended comes in again: never, or this long after the end. */
    again: z.union([z.literal("never"), Span]).default("never"),
    /** Who doesn't belong here: our own people, customers, competitors. Looked at on entering and before every touch. */
    except: z.array(Reasoned).default([]),
  })
  .refine(({ forms, imports, activities }) => forms.length + imports.length + activities.length > 0, {
    error: "a campaign that no form, import or activity enters is for nobody",
    params: { right: "Name one, such as `forms: [cold-store-guide]`." },
  });

export const Validate = z.enum(["none", "ask", "call"]);
export type Validate = z.infer<typeof Validate>;

const Release = z.strictObject({
  /** The total, fit and engagement together, at which a lead is ripe. */
  score: z.int().positive(),
  /** And the least fit that goes with it. */
  fit: z.int().nonnegative().default(0),
  /** A lead of which any of these holds is handed to sales at once, whatever its score. */
  handRaised: z.array(Condition).default([]),
  /** What stands between ripe by points and sales: nothing, a short letter (`ask.md`), or a call (`validate.md`). */
  validate: Validate.default("none"),
  /** How long that may take, and what its silence means. */
  validateWithin: Span.default("7 days"),
  silence: z.enum(["nurture", "release"]).default("nurture"),
  /** Working time in which sales commits to answer for a lead that is ripe by points; as the sales desk says where absent. */
  answerWithin: Span.optional(),
  /** A lead that sales returned, or that said "not now", is not handed over again before this; as the desk says where absent. */
  coolOff: Span.optional(),
});

const Send = z.strictObject({
  /** What the lead agrees to; campaigns of one topic share its consent. */
  topic: Name.default("letters"),
  /** Who it is from, and who is answered; the stack's sender where absent. */
  from: z.string().optional(),
  replyTo: z.email().optional(),
  /** From the lead's owner, where it has one. */
  fromOwner: z.boolean().default(false),
  style: Style.default("letter"),
  /** Days and hours in the lead's zone; at any hour where absent. */
  window: Window.optional(),
  /** Over all campaigns together. */
  atMost: AtMost.optional(),
  /** Leads that are due at the same moment are spread over this span. */
  spread: Span.default("30 minutes"),
});

/** `yes` and `no` are YAML's words of old, and people's. */
const YesNo = z.union([z.boolean(), z.enum(["yes", "no"]).transform((word) => word === "yes")]);

export const Campaign = z.strictObject({
  name: Name,
  title: z.string().min(1),
  enter: Enter,
  consent: z.strictObject({
    /** Nothing but one confirmation mail and one reminder until the lead confirmed its address. */
    doubleOptIn: YesNo.default(true),
    /** The words beside the form's box, as the lead reads them: kept as proof of what it agreed to. */
    wording: z.string().min(1).max(1000).optional(),
    /** Stands at the foot of every mail: why the reader gets it. */
    why: z.string().min(1).optional(),
  }),
  questions: z.record(Name, Question),
  fit: z.strictObject({ most: z.int().positive(), rules: z.array(FitRule) }),
  /** A lead of which any of these holds is never handed to sales nor nurtured. */
  disqualify: z.array(Reasoned).default([]),
  segments: z.array(z.strictObject({ name: Name, when: Condition, because: z.string().min(1) })).default([]),
  engagement: z.strictObject({
    /** Points for one act of each kind, before decay. A kind that is not listed earns none. */
    points: z.strictObject({
      form: Points.default(0),
      open: Points.default(0),
      click: Points.default(0),
      reply: Points.default(0),
      confirm: Points.default(0),
      /** A call that reached the lead. */
      spoke: Points.default(0),
      /** By the activity's name. */
      activities: z.record(Name, Points).default({}),
    }),
    /** The most that acts of one kind earn in any stretch of a length: `click: 45 per 30 days`. No cap where absent. */
    atMost: z.partialRecord(PointKind, PointsCap).default({}),
    /** In this span, half of an act's points have faded. */
    halfLife: Span,
    /** A click counts when it has stood this long without evidence of a machine. */
    settle: Span.default("10 minutes"),
    /** The activities that only people do: a lead that is ripe by its points needs one, or another act of a person. */
    human: z.array(Name).default(["attended"]),
  }),
  release: Release,
  send: Send.prefault({}),
  /** What ends a lead's run, looked at before every touch. */
  leave: z.array(Reasoned).default([]),
  touches: z.array(Step).min(1),
  evergreen: Evergreen.optional(),
  /** Without a person's sign for this long the lead is asked once more (`stay.md`), and then left in peace. */
  sunset: Span.default("12 months"),
});
export type Campaign = z.infer<typeof Campaign>;

/** A campaign as it runs: its mails compiled, and a version that changes with any of its bytes. */
export const RunningCampaign = z.strictObject({
  ...Campaign.shape,
  version: z.string(),
  /** By touch name, and the letters of the house: `confirm`, `ask`, `stay`. */
  mails: z.record(z.string(), Mail),
  /** For whoever calls or writes, by touch name, and `validate`. */
  briefs: z.record(z.string(), Brief).default({}),
});
export type RunningCampaign = z.infer<typeof RunningCampaign>;
