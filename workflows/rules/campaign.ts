/** What a campaign can say. The YAML of `workflows/campaigns/<name>/campaign.yaml`, checked, with its mails compiled in. */
import * as z from "zod/mini";
import { Condition } from "./condition.ts";
import { AtMost } from "./frequency.ts";
import { Evergreen, Step, Style } from "./journey.ts";
import { Name } from "./name.ts";
import { PointKind, PointsCap } from "./points-cap.ts";
import { Span } from "./time.ts";
import { Window } from "./window.ts";

const Points = z.int().check(z.gte(-100), z.lte(100));

export const FitRule = z.strictObject({
  when: Condition,
  points: Points,
  because: z.string().check(z.minLength(1)),
});
export type FitRule = z.infer<typeof FitRule>;

export const Question = z.strictObject({
  ask: z.string().check(z.minLength(1)),
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
  links: z.optional(z.int()),
  from: z.optional(z.string()),
});
export type Mail = z.infer<typeof Mail>;

/** What whoever calls or writes is told, as compiled: Liquid in both. */
export const Brief = z.strictObject({ title: z.string(), text: z.string() });
export type Brief = z.infer<typeof Brief>;

/** A condition with its reason in words, which is what people read. */
export const Reasoned = z.strictObject({ when: Condition, because: z.string().check(z.minLength(1)) });
export type Reasoned = z.infer<typeof Reasoned>;

const Enter = z
  .strictObject({
    /** The forms whose posts enrol a lead. */
    forms: z._default(z.array(Name), []),
    /** The imports, by their source's name. */
    imports: z._default(z.array(Name), []),
    /** The activities, such as `registered`. */
    activities: z._default(z.array(Name), []),
    /** Whether a lead whose run has ended comes in again: never, or this long after the end. */
    again: z._default(z.union([z.literal("never"), Span]), "never"),
    /** Who doesn't belong here: our own people, customers, competitors. Looked at on entering and before every touch. */
    except: z._default(z.array(Reasoned), []),
  })
  .check(
    z.refine(({ forms, imports, activities }) => forms.length + imports.length + activities.length > 0, {
      error: "a campaign that no form, import or activity enters is for nobody",
      params: { right: "Name one, such as `forms: [cold-store-guide]`." },
    }),
  );

export const Validate = z.enum(["none", "ask", "call"]);
export type Validate = z.infer<typeof Validate>;

const Release = z.strictObject({
  /** The total, fit and engagement together, at which a lead is ripe. */
  score: z.int().check(z.positive()),
  /** And the least fit that goes with it. */
  fit: z._default(z.int().check(z.nonnegative()), 0),
  /** A lead of which any of these holds is handed to sales at once, whatever its score. */
  handRaised: z._default(z.array(Condition), []),
  /** What stands between ripe by points and sales: nothing, a short letter (`ask.md`), or a call (`validate.md`). */
  validate: z._default(Validate, "none"),
  /** How long that may take, and what its silence means. */
  validateWithin: z._default(Span, "7 days"),
  silence: z._default(z.enum(["nurture", "release"]), "nurture"),
  /** Working time in which sales commits to answer for a lead that is ripe by points; as the sales desk says where absent. */
  answerWithin: z.optional(Span),
  /** A lead that sales returned, or that said "not now", is not handed over again before this; as the desk says where absent. */
  coolOff: z.optional(Span),
});

const Send = z.strictObject({
  /** What the lead agrees to; campaigns of one topic share its consent. */
  topic: z._default(Name, "letters"),
  /** Who it is from, and who is answered; the stack's sender where absent. */
  from: z.optional(z.string()),
  replyTo: z.optional(z.email()),
  /** From the lead's owner, where it has one. */
  fromOwner: z._default(z.boolean(), false),
  style: z._default(Style, "letter"),
  /** Days and hours in the lead's zone; at any hour where absent. */
  window: z.optional(Window),
  /** Over all campaigns together. */
  atMost: z.optional(AtMost),
  /** Leads that are due at the same moment are spread over this span. */
  spread: z._default(Span, "30 minutes"),
});

/** `yes` and `no` are YAML's words of old, and people's. */
const YesNo = z.union([
  z.boolean(),
  z.pipe(
    z.enum(["yes", "no"]),
    z.transform((word) => word === "yes"),
  ),
]);

export const Campaign = z.strictObject({
  name: Name,
  title: z.string().check(z.minLength(1)),
  enter: Enter,
  consent: z.strictObject({
    /** Nothing but one confirmation mail and one reminder until the lead confirmed its address. */
    doubleOptIn: z._default(YesNo, true),
    /** The words beside the form's box, as the lead reads them: kept as proof of what it agreed to. */
    wording: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
    /** Stands at the foot of every mail: why the reader gets it. */
    why: z.optional(z.string().check(z.minLength(1))),
  }),
  questions: z.record(Name, Question),
  fit: z.strictObject({ most: z.int().check(z.positive()), rules: z.array(FitRule) }),
  /** A lead of which any of these holds is never handed to sales nor nurtured. */
  disqualify: z._default(z.array(Reasoned), []),
  segments: z._default(
    z.array(z.strictObject({ name: Name, when: Condition, because: z.string().check(z.minLength(1)) })),
    [],
  ),
  engagement: z.strictObject({
    /** Points for one act of each kind, before decay. A kind that is not listed earns none. */
    points: z.strictObject({
      form: z._default(Points, 0),
      open: z._default(Points, 0),
      click: z._default(Points, 0),
      reply: z._default(Points, 0),
      confirm: z._default(Points, 0),
      /** A call that reached the lead. */
      spoke: z._default(Points, 0),
      /** By the activity's name. */
      activities: z._default(z.record(Name, Points), {}),
    }),
    /** The most that acts of one kind earn in any stretch of a length: `click: 45 per 30 days`. No cap where absent. */
    atMost: z._default(z.partialRecord(PointKind, PointsCap), {}),
    /** In this span, half of an act's points have faded. */
    halfLife: Span,
    /** A click counts when it has stood this long without evidence of a machine. */
    settle: z._default(Span, "10 minutes"),
    /** The activities that only people do: a lead that is ripe by its points needs one, or another act of a person. */
    human: z._default(z.array(Name), ["attended"]),
  }),
  release: Release,
  send: z.prefault(Send, {}),
  /** What ends a lead's run, looked at before every touch. */
  leave: z._default(z.array(Reasoned), []),
  touches: z.array(Step).check(z.minLength(1)),
  evergreen: z.optional(Evergreen),
  /** Without a person's sign for this long the lead is asked once more (`stay.md`), and then left in peace. */
  sunset: z._default(Span, "12 months"),
});
export type Campaign = z.infer<typeof Campaign>;

/** A campaign as it runs: its mails compiled, and a version that changes with any of its bytes. */
export const RunningCampaign = z.strictObject({
  ...Campaign.shape,
  version: z.string(),
  /** By touch name, and the letters of the house: `confirm`, `ask`, `stay`. */
  mails: z.record(z.string(), Mail),
  /** For whoever calls or writes, by touch name, and `validate`. */
  briefs: z._default(z.record(z.string(), Brief), {}),
});
export type RunningCampaign = z.infer<typeof RunningCampaign>;

/** The same as it lies beside the functions' code: of its mails only the names, and the mails of all campaigns by themselves. */
export type WithoutMails = Omit<RunningCampaign, "mails"> & { readonly mails: readonly string[] };
export type MailsByCampaign = Readonly<Record<string, RunningCampaign["mails"]>>;
