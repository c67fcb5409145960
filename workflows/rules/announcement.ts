/**
 * What other systems hear of a lead's life, one event each. They say which lead, and nothing of who that is: an archive
 * keeps them, and so may whoever listens. Additive: fields and values may come, none goes, none changes its meaning.
 */
import * as z from "zod";
import { LeadId, Lifecycle } from "./lead.ts";
import { TouchId } from "./life.ts";
import { Name } from "./name.ts";
import { Instant } from "./time.ts";
import { TouchChannel } from "./touches.ts";

/** Of all events. Another one only where a field had to go; then both are told for a year. */
export const VERSION = "1";

const common = {
  version: z.literal(VERSION).meta({ description: "Of the event's shape: fields may come, none goes." }),
  id: z.string().meta({
    description: "The same however often it is told: who has seen it may drop it. Letters, digits, . and -.",
  }),
  leadId: LeadId.meta({ description: "32 hex digits, a keyed hash of the address." }),
  at: Instant.meta({ description: "When it happened, not when it was told." }),
};

const handoff = z.int().min(1).meta({ description: "Which of the lead's hand-offs, counted from 1." });
const campaign = z.string().meta({ description: "The campaign's name." });
const touchId = TouchId.meta({ description: "Of the mail or the task that it belongs to." });
const person = z
  .string()
  .optional()
  .meta({ description: "Whoever of sales has it, or had it: their key in workflows/sales.yaml." });

/** What counts as engagement here; judged by nobody yet. */
export const Act = z.enum(["form", "click", "reply", "activity", "answer", "confirm", "talk"]);
export type Act = z.infer<typeof Act>;

/** By the event's name, which is its `detail-type` on the bus; each describes the `detail`. */
export const EVENTS = {
  LeadCaptured: z
    .object({
      ...common,
      form: Name.optional().meta({
        description: "The form's or the import's name; absent where a stranger made one up.",
      }),
      agreedToMail: z.boolean().meta({ description: "Whether it agreed to mails; perhaps unconfirmed." }),
    })
    .meta({ description: "A lead is new here, or came back after it was erased." }),
  TouchSent: z
    .object({
      ...common,
      touchId,
      campaign,
      touch: z.string().meta({ description: "The touch's name in the campaign." }),
      channel: TouchChannel.meta({
        description: "How: a mail that SES took, or a task that people were asked for.",
      }),
      round: z
        .int()
        .optional()
        .meta({ description: "Of the slow lane after the last touch, or the try of a call." }),
    })
    .meta({
      description: "SES took a mail, or people were asked for a call, a postcard, a note or an answer.",
    }),
  LeadEngaged: z
    .object({
      ...common,
      act: Act.meta({
        description:
          "What was recorded. Clicks are judged later, so a scanner's may be among them; opens are not told at all.",
      }),
      touchId: touchId.optional(),
      link: z.string().optional().meta({ description: "Of a click: the link's name or a hash of it." }),
      form: Name.optional().meta({ description: "Of a form post." }),
      activity: Name.optional().meta({ description: "As your program told of it: `attended`." }),
      answer: z.string().optional().meta({ description: "Of an answer or a talk: its code." }),
      asksForSales: z.boolean().meta({ description: "Whether it raised its hand by this." }),
      perhapsMachine: z
        .boolean()
        .meta({ description: "Whether its network or program speaks for a scanner." }),
    })
    .meta({ description: "The lead did something, as it was recorded." }),
  LeadReleased: z
    .object({
      ...common,
      handoff,
      campaign,
      byHand: z.boolean().meta({ description: "Whether it asked for sales; else its points released it." }),
      score: z.number(),
      threshold: z
        .number()
        .optional()
        .meta({ description: "The campaign's on that day; absent for a raised hand." }),
    })
    .meta({
      description: "The lead is ripe and sales is to answer for it. Whose it is shows when somebody accepts.",
    }),
  LeadAccepted: z
    .object({
      ...common,
      handoff,
      campaign,
      person,
      contactBy: Instant.optional().meta({ description: "By when they promised the first contact." }),
    })
    .meta({ description: "Somebody of sales promised to act." }),
  LeadRejected: z
    .object({
      ...common,
      handoff,
      campaign,
      person,
      reason: z.string().optional().meta({ description: "A code of workflows/sales.yaml." }),
      until: Instant.optional().meta({ description: "Not before then, where that was said." }),
    })
    .meta({ description: "Sales gave it back, before or after accepting it." }),
  LeadRecycled: z
    .object({
      ...common,
      from: Lifecycle.meta({ description: "Where it stood before." }),
    })
    .meta({ description: "Back from sales to nurture: given back, or nobody answered in time." }),
  LeadLeft: z
    .object({
      ...common,
      why: z.enum(["unsubscribed", "no-contact", "suppressed", "disqualified", "customer", "erased"]).meta({
        description:
          "`erased`: delete what you hold of it, too. `suppressed`: its mailbox is gone, or it complained.",
      }),
    })
    .meta({ description: "Nurture ends, by the lead's wish or for another reason." }),
};

export type EventName = keyof typeof EVENTS;

/** One event as the rules tell it: instants in milliseconds, which the bus gets as ISO 8601. */
export type Announcement = {
  [Type in EventName]: { readonly type: Type; readonly detail: z.infer<(typeof EVENTS)[Type]> };
}[EventName];
