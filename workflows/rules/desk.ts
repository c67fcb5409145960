/**
 * The sales desk: who gets a ripe lead, how long they have to answer, and what follows when they give it back. The schema
 * of `workflows/sales.yaml`.
 */
import * as z from "zod/mini";
import { Condition } from "./condition.ts";
import { Name } from "./name.ts";
import { Span } from "./time.ts";
import { Window } from "./window.ts";

/** A day of the calendar: `2026-12-21`. */
const Day = z.iso.date();

/** ISO 3166-1 alpha-2. */
const Country = z
  .string()
  .check(z.regex(/^[A-Za-z]{2}$/, "an ISO 3166-1 code of two letters, such as DE or GB"));

export const Person = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1)),
  email: z.email(),
  /** IANA name. */
  zone: z.string(),
  /** Working days and hours by the person's own clock, the end excluded. */
  days: Window.shape.days,
  hours: Window.shape.hours,
  /** The country whose public holidays the person has; without it no day is one. */
  holidays: z.optional(Country),
  /** Both days included. */
  away: z._default(z.array(z.strictObject({ from: Day, to: Day })), []),
  /** Nobody gets more leads than this to work on at once. */
  atMost: z._default(z.int().check(z.positive()), 25),
});
export type Person = z.infer<typeof Person>;

export const Pool = z.strictObject({
  name: Name,
  /** All that is stated must hold; a pool that states nothing takes every lead. */
  regions: z.optional(z.array(Name).check(z.minLength(1))),
  segments: z.optional(z.array(Name).check(z.minLength(1))),
  campaigns: z.optional(z.array(Name).check(z.minLength(1))),
  when: z.optional(Condition),
  /** By their keys under `people`, in the order of their first turn. */
  people: z.array(Name).check(z.minLength(1)),
  /** Nobody's turn: all are told, and the first who accepts has it. */
  share: z._default(z.boolean(), false),
});
export type Pool = z.infer<typeof Pool>;

/** What follows from a reason: rest until a day, back to nurture, never again, or no lead any more but a customer. */
export const Consequence = z.enum(["later", "nurture", "never", "customer"]);

export const Reason = z.strictObject({ say: z.string().check(z.trim(), z.minLength(1)), next: Consequence });
export type Reason = z.infer<typeof Reason>;

const REASONS: Readonly<Record<string, Reason>> = {
  "bad-timing": { say: "Right company, wrong time: ask again later", next: "later" },
  "no-budget": { say: "No budget in sight: back to nurture", next: "nurture" },
  "wrong-person": { say: "Not the one who decides: back to nurture", next: "nurture" },
  "not-reached": { say: "Could not be reached: back to nurture", next: "nurture" },
  "not-our-market": { say: "We cannot help them: never again", next: "never" },
  "already-customer": { say: "Already a customer", next: "customer" },
};

export const Desk = z.strictObject({
  /** By key: who is told of what nobody answers. */
  manager: Name,
  /** By key, which is never given to somebody else. */
  people: z.record(Name, Person),
  /** The first that fits a lead has it, so the last states no condition. */
  pools: z.array(Pool).check(z.minLength(1)),
  /** Countries by the region's name. */
  regions: z._default(z.record(Name, z.array(Country).check(z.minLength(1))), {}),
  /** Who has an account, by its domain. */
  accounts: z._default(z.record(z.string(), Name), {}),
  answer: z.prefault(
    z.strictObject({
      /** Of working time. */
      scored: z._default(Span, "4 hours"),
      /** Of plain time, at any hour: whoever asks for us is called while the wish is warm. */
      handRaised: z._default(Span, "30 minutes"),
    }),
    {},
  ),
  contact: z.prefault(
    z.strictObject({
      /** Of working time: from the acceptance to the first contact, and from one try to the next. */
      within: z._default(Span, "1 day"),
      /** So many tries before a lead counts as out of reach. */
      attempts: z._default(z.int().check(z.positive()), 3),
      /** Of working time: from a talk to the question what came of it. */
      result: z._default(Span, "10 days"),
    }),
    {},
  ),
  /** How long a lead that was given back isn't handed over again on its points; a campaign may say otherwise. */
  coolOff: z._default(Span, "30 days"),
  /** When it has been given back so often, it is disqualified. */
  giveBacks: z._default(z.int().check(z.positive()), 3),
  /** By code. The rules themselves use `bad-timing`, `wrong-person` and `not-reached`. */
  reasons: z._default(z.record(Name, Reason), REASONS),
  /** When nobody has room for another lead, the manager is told after this. */
  tellManagerWhenFullFor: z._default(Span, "4 hours"),
  /** The local time at which everybody gets the day's list, on working days: `08:00`. None where absent. */
  digest: z.optional(
    z
      .string()
      .check(z.regex(/^([01]\d|2[0-3]):(00|30)$/, "a full or half hour of the 24-hour day, such as `08:00`")),
  ),
});
export type Desk = z.infer<typeof Desk>;
