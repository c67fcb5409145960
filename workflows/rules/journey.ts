/** What a campaign does with a lead, step by step: touches, branches and waits. The schema of `touches:` in the YAML. */
import * as z from "zod/mini";
import { Condition } from "./condition.ts";
import { Name } from "./name.ts";
import { Span } from "./time.ts";
import { OwnWindow } from "./window.ts";

const Markdown = z
  .string()
  .check(z.regex(/^[a-z0-9-]+\.md$/, "the name of a Markdown file, such as welcome.md"));

/** A letter's look: as a person writes, or with the firm's layout. */
export const Style = z.enum(["letter", "designed"]);
export type Style = z.infer<typeof Style>;

/** One touch, by exactly one channel; each channel names its Markdown file: the mail, or the brief for whoever does the task. */
export const Touch = z.strictObject({
  /** Stable: a lead has had a touch by its name. */
  name: Name,
  /** Since the touch before it; since entering for the first; in the evergreen lane its `every` counts. */
  after: z.optional(Span),
  mail: z.optional(Markdown),
  /** A call task. */
  call: z.optional(Markdown),
  /** A postcard task. */
  postcard: z.optional(Markdown),
  /** A handwritten note. */
  note: z.optional(Markdown),
  /** One line: what the reader can do afterwards. */
  helps: z.string().check(z.minLength(1)),
  /** `product` only with a `when` by which the lead has asked. */
  about: z._default(z.enum(["help", "product"]), "help"),
  /** Only for leads of these segments, and of which this holds; others pass it by. */
  segments: z.optional(z.array(Name).check(z.minLength(1))),
  when: z.optional(Condition),
  /** Other hours than the campaign's. */
  window: z.optional(OwnWindow),
  /** The lead asked for this one: it goes out at any hour, and no cap holds it back. */
  promised: z._default(z.boolean(), false),
  style: z.optional(Style),
  /** A task is overdue after this; then the journey goes on without it. */
  due: z.optional(Span),
  /** A call that reached nobody is asked for again after this, so often in all. */
  again: z.optional(z.strictObject({ after: Span, most: z.int().check(z.gte(2), z.lte(10)) })),
  /** Its names in the past: who had one of them has had this touch. */
  formerly: z._default(z.array(Name), []),
  /** Added to a running campaign: also for leads that stand further on. */
  toAll: z._default(z.boolean(), false),
  /** In its place for a lead that its channel can't reach. */
  get else(): z.ZodMiniOptional<typeof Touch> {
    return z.optional(Touch);
  },
});
export type Touch = z.infer<typeof Touch>;

/** Two ways; which one shows when the first step of either is due. A lead that has gone one stays on it. */
export const Branch = z.strictObject({
  branch: Name,
  when: Condition,
  get do(): z.ZodMiniDefault<z.ZodMiniArray<typeof Step>> {
    return z._default(z.array(Step), []);
  },
  get else(): z.ZodMiniDefault<z.ZodMiniArray<typeof Step>> {
    return z._default(z.array(Step), []);
  },
});
export type Branch = z.infer<typeof Branch>;

/** Waits until the condition holds, and goes the one way; at the deadline the other. Holds it already, nobody waits. */
export const Wait = z.strictObject({
  wait: Name,
  until: Condition,
  /** Counted from the touch before it. */
  atMost: Span,
  get do(): z.ZodMiniDefault<z.ZodMiniArray<typeof Step>> {
    return z._default(z.array(Step), []);
  },
  get else(): z.ZodMiniDefault<z.ZodMiniArray<typeof Step>> {
    return z._default(z.array(Step), []);
  },
});
export type Wait = z.infer<typeof Wait>;

export const Step: z.ZodMiniUnion<readonly [typeof Touch, typeof Branch, typeof Wait]> = z.union([
  Touch,
  Branch,
  Wait,
]);
export type Step = z.infer<typeof Step>;

/** The slow lane after the last step: its touches in rounds, until the lead ripens, leaves or goes silent. */
export const Evergreen = z.strictObject({
  every: Span,
  touches: z.array(Touch).check(z.minLength(1)),
});
export type Evergreen = z.infer<typeof Evergreen>;
