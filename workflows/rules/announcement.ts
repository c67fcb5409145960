/**
 * What other systems hear of a lead's life, one event each. They say which lead, and nothing of who that is: an archive
 * keeps them, and so may whoever listens. Additive: fields and values may come, none goes, none changes its meaning.
 */
import * as z from "zod/mini";
import { LeadId, Lifecycle } from "./lead.ts";
import { TouchId } from "./life.ts";
import { Name } from "./name.ts";
import { Instant } from "./time.ts";
import { TouchChannel } from "./touches.ts";

/** Of all events. Another one only where a field had to go; then both are told for a year. */
export const VERSION = "1";

const common = {
  version: z.literal(VERSION).check(z.describe("Of the event's shape: fields may come, none goes.")),
  id: z
    .string()
    .check(
      z.describe("The same however often it is told: who has seen it may drop it. Letters, digits, . and -."),
    ),
  leadId: LeadId.check(z.describe("32 hex digits, a keyed hash of the address.")),
  at: Instant.check(z.describe("When it happened, not when it was told.")),
};

const handoff = z.int().check(z.gte(1), z.describe("Which of the lead's hand-offs, counted from 1."));
const campaign = z.string().check(z.describe("The campaign's name."));
const touchId = TouchId.check(z.describe("Of the mail or the task that it belongs to."));
const person = z
  .optional(z.string())
  .check(z.describe("Whoever of sales has it, or had it: their key in workflows/sales.yaml."));

/** What counts as engagement here; judged by nobody yet. */
export const Act = z.enum(["form", "click", "reply", "activity", "answer", "confirm", "talk"]);
export type Act = z.infer<typeof Act>;

/** By the event's name, which is its `detail-type` on the bus; each describes the `detail`. */
export const EVENTS = {
  LeadCaptured: z
    .object({
      ...common,
      form: z
        .optional(Name)
        .check(z.describe("The form's or the import's name; absent where a stranger made one up.")),
      agreedToMail: z.boolean().check(z.describe("Whether it agreed to mails; perhaps unconfirmed.")),
    })
    .check(z.describe("A lead is new here, or came back after it was erased.")),
  TouchSent: z
    .object({
      ...common,
      touchId,
      campaign,
      touch: z.string().check(z.describe("The touch's name in the campaign.")),
      channel: TouchChannel.check(
        z.describe("How: a mail that SES took, or a task that people were asked for."),
      ),
      round: z
        .optional(z.int())
        .check(z.describe("Of the slow lane after the last touch, or the try of a call.")),
    })
    .check(z.describe("SES took a mail, or people were asked for a call, a postcard, a note or an answer.")),
  LeadEngaged: z
    .object({
      ...common,
      act: Act.check(
        z.describe(
          "What was recorded. Clicks are judged later, so a scanner's may be among them; opens are not told at all.",
        ),
      ),
      touchId: z.optional(touchId),
      link: z.optional(z.string()).check(z.describe("Of a click: the link's name or a hash of it.")),
      form: z.optional(Name).check(z.describe("Of a form post.")),
      activity: z.optional(Name).check(z.describe("As your program told of it: `attended`.")),
      answer: z.optional(z.string()).check(z.describe("Of an answer or a talk: its code.")),
      asksForSales: z.boolean().check(z.describe("Whether it raised its hand by this.")),
      perhapsMachine: z.boolean().check(z.describe("Whether its network or program speaks for a scanner.")),
    })
    .check(z.describe("The lead did something, as it was recorded.")),
  LeadReleased: z
    .object({
      ...common,
      handoff,
      campaign,
      byHand: z.boolean().check(z.describe("Whether it asked for sales; else its points released it.")),
      score: z.number(),
      threshold: z
        .optional(z.number())
        .check(z.describe("The campaign's on that day; absent for a raised hand.")),
    })
    .check(
      z.describe("The lead is ripe and sales is to answer for it. Whose it is shows when somebody accepts."),
    ),
  LeadAccepted: z
    .object({
      ...common,
      handoff,
      campaign,
      person,
      contactBy: z.optional(Instant).check(z.describe("By when they promised the first contact.")),
    })
    .check(z.describe("Somebody of sales promised to act.")),
  LeadRejected: z
    .object({
      ...common,
      handoff,
      campaign,
      person,
      reason: z.optional(z.string()).check(z.describe("A code of workflows/sales.yaml.")),
      until: z.optional(Instant).check(z.describe("Not before then, where that was said.")),
    })
    .check(z.describe("Sales gave it back, before or after accepting it.")),
  LeadRecycled: z
    .object({
      ...common,
      from: Lifecycle.check(z.describe("Where it stood before.")),
    })
    .check(z.describe("Back from sales to nurture: given back, or nobody answered in time.")),
  LeadLeft: z
    .object({
      ...common,
      why: z
        .enum(["unsubscribed", "no-contact", "suppressed", "disqualified", "customer", "erased"])
        .check(
          z.describe(
            "`erased`: delete what you hold of it, too. `suppressed`: its mailbox is gone, or it complained.",
          ),
        ),
    })
    .check(z.describe("Nurture ends, by the lead's wish or for another reason.")),
};

export type EventName = keyof typeof EVENTS;

/** One event as the rules tell it: instants in milliseconds, which the bus gets as ISO 8601. */
export type Announcement = {
  [Type in EventName]: { readonly type: Type; readonly detail: z.infer<(typeof EVENTS)[Type]> };
}[EventName];
