/** What a campaign does with a lead, step by step: touches, branches and waits. The schema of `touches:` in the YAML. */
import * as z from "zod";
import { Condition } from "./condition.ts";
import { Name } from "./name.ts";
import { Span } from "./time.ts";
import { OwnWindow } from "./window.ts";

const Markdown = z.string().regex(/^[a-z0-9-]+\.md$/, "the name of a Markdown file, such as welcome.md");

/** A letter's look: as a person writes, or with the firm's layout. */
export const Style = z.enum(["letter", "designed"]);
export type Style = z.infer<typeof Style>;

/** One touch, by exactly one channel; each channel names its Markdown file: the mail, or the brief for whoever does the task. */
export const Touch = z.strictObject({
  /** Stable: a lead has had a touch by its name. */
  name: Name,
  /** Since the touch before it; since entering for the first; in the evergreen lane its `every` counts. */
  after: Span.optional(),
  mail: Markdown.optional(),
  /** A call task. */
  call: Markdown.optional(),
  /** A postcard task. */
  postcard: Markdown.optional(),
  /** A handwritten note. */
  note: Markdown.optional(),
  /** One line: what the reader can do afterwards. */
  helps: z.string().min(1),
  /** `product` only with a `when` by which the lead has asked. */
  about: z.enum(["help", "product"]).default("help"),
  /** Only for leads of these segments, and of which this holds; others pass it by. */
  segments: z.array(Name).min(1).optional(),
  when: Condition.optional(),
  /** Other hours than the campaign's. */
  window: OwnWindow.optional(),
  /** The lead asked for this one: it goes out at any hour, and no cap holds it back. */
  promised: z.boolean().default(false),
  style: Style.optional(),
  /** A task is overdue after this; then the journey goes on without it. */
  due: Span.optional(),
  /** A call that reached nobody is asked for again after this, so often in all. */
  again: z.strictObject({ after: Span, most: z.int().min(2).max(10) }).optional(),
  /** Its names in the past: who had one of them has had this touch. */
  formerly: z.array(Name).default([]),
  /** Added to a running campaign: also for leads that stand further on. */
  toAll: z.boolean().default(false),
  /** In its place for a lead that its channel can't reach. */
  get else(): z.ZodOptional<typeof Touch> {
    return Touch.optional();
  },
});
export type Touch = z.infer<typeof Touch>;

/** Two ways; which one shows when the first step of either is due. A lead that has gone one stays on it. */
export const Branch = z.strictObject({
  branch: Name,
  when: Condition,
  get do(): z.ZodDefault<z.ZodArray<typeof Step>> {
    return z.array(Step).default([]);
  },
  get else(): z.ZodDefault<z.ZodArray<typeof Step>> {
    return z.array(Step).default([]);
  },
});
export type Branch = z.infer<typeof Branch>;

/** Waits until the condition holds, and goes the one way; at the deadline the other. Holds it already, nobody waits. */
export const Wait = z.strictObject({
  wait: Name,
  until: Condition,
  /** Counted from the touch before it. */
  atMost: Span,
  get do(): z.ZodDefault<z.ZodArray<typeof Step>> {
    return z.array(Step).default([]);
  },
  get else(): z.ZodDefault<z.ZodArray<typeof Step>> {
    return z.array(Step).default([]);
  },
});
export type Wait = z.infer<typeof Wait>;

export const Step: z.ZodUnion<readonly [typeof Touch, typeof Branch, typeof Wait]> = z.union([
  Touch,
  Branch,
  Wait,
]);
export type Step = z.infer<typeof Step>;

/** The slow lane after the last step: its touches in rounds, until the lead ripens, leaves or goes silent. */
export const Evergreen = z.strictObject({
  every: Span,
  touches: z.array(Touch).min(1),
});
export type Evergreen = z.infer<typeof Evergreen>;
