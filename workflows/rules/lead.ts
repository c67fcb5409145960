/** The lead's own row: who it is, what it told us, where it stands, and the two counters that guard and wake. */
import * as z from "zod/mini";
import { Instant } from "./time.ts";

/** 32 hex digits: a keyed hash of the folded address, so an id tells nobody who it is. */
export const LeadId = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/))
  .brand<"LeadId">();
export type LeadId = z.infer<typeof LeadId>;

/** What the lead typed, as typed (trimmed). What it means is worked out by `understand`, never stored. */
export const Profile = z.object({
  name: z.optional(z.string()),
  company: z.optional(z.string()),
  jobTitle: z.optional(z.string()),
  phone: z.optional(z.string()),
  website: z.optional(z.string()),
  street: z.optional(z.string()),
  city: z.optional(z.string()),
  postcode: z.optional(z.string()),
  country: z.optional(z.string()),
  timeZone: z.optional(z.string()),
  industry: z.optional(z.string()),
  employees: z.optional(z.string()),
  installedProduct: z.optional(z.string()),
  message: z.optional(z.string()),
});
export type Profile = z.infer<typeof Profile>;

/** A channel that was agreed to for itself: it outlasts leaving the mails. */
const OwnConsent = z.object({ givenAt: Instant, withdrawnAt: z.optional(Instant) });

/**
 * Whether we may send nurture mail, since when, and by which form; where it was said and in which words stands as proof
 * in the ledger. `confirmedAt` is the double opt-in's second step.
 */
export const Consent = z.object({
  givenAt: z.optional(Instant),
  form: z.optional(z.string()),
  /** What it agreed to, by the campaigns' topics; to all of them where absent. */
  topics: z.optional(z.array(z.string())),
  /** Where no form was ticked: how it agreed, in the words of whoever brought it in. */
  how: z.optional(z.string()),
  confirmedAt: z.optional(Instant),
  withdrawnAt: z.optional(Instant),
  call: z.optional(OwnConsent),
  letter: z.optional(OwnConsent),
  /** When it asked to be contacted no more, by nobody of ours; and when sales was told. */
  noContactAt: z.optional(Instant),
  noContactToldAt: z.optional(Instant),
  noContactTriedAt: z.optional(Instant),
  /** Since when neither its opens nor its clicks are tracked. */
  untrackedAt: z.optional(Instant),
});
export type Consent = z.infer<typeof Consent>;

/** Where the lead came from, first touch: it never changes. `form` is the import's name for imported ones. */
export const Source = z.object({ form: z.string(), utm: z.record(z.string(), z.string()), at: Instant });
export type Source = z.infer<typeof Source>;

/** Marketing's view, in the field's terms; the sales status stands on the hand-off. */
export const Lifecycle = z.enum([
  "captured",
  "nurturing",
  "mql",
  "sal",
  "sql",
  "customer",
  "recycled",
  "disqualified",
  "unsubscribed",
  "suppressed",
  "dormant",
]);
export type Lifecycle = z.infer<typeof Lifecycle>;

export const ScoreSnapshot = z.object({
  fit: z.number(),
  engagement: z.number(),
  total: z.number(),
  at: Instant,
});
export type ScoreSnapshot = z.infer<typeof ScoreSnapshot>;

export const Lead = z.object({
  leadId: LeadId,
  /** The address as typed, trimmed: mail goes here. */
  address: z.string(),
  profile: Profile,
  /** Answers to the campaigns' questions, by the question's name. */
  answers: z.record(z.string(), z.string()),
  source: Source,
  consent: Consent,
  lifecycle: Lifecycle,
  /** Why the lifecycle is what it is, in words. */
  because: z.string(),
  /** A hard bounce, a complaint or three soft bounces in a row: no mail ever again, whatever the lifecycle says. */
  suppressedAt: z.optional(Instant),
  segment: z.optional(z.string()),
  /** No letters before this, and why: somebody of ours asked for a pause. */
  pausedUntil: z.optional(Instant),
  pausedBecause: z.optional(z.string()),
  /** Nor before this: the lead asked for a pause itself, which nobody of ours ends. */
  ownPauseUntil: z.optional(Instant),
  /** It asked to be erased, or had left, in a life before this one: nothing that we say of it ourselves holds until it confirms. */
  leftBefore: z.optional(z.boolean()),
  /** Names the mailbox behind the address, for the sending limit; absent on leads of long ago. */
  mailbox: z.optional(z.string()),
  /** The person of ours that it knows. */
  owner: z.optional(z.object({ name: z.string(), address: z.string() })),
  score: ScoreSnapshot,
  createdAt: Instant,
  /** Counts every write that can change a decision. Nobody acts on, or sleeps past, a count it has not seen. */
  ledgerSeq: z.int(),
  /** The instant of the write that asked for the current execution; `leadId-generation` is its name. */
  generation: z.int(),
  /** Counts the writes after which the lead needs something else or sooner: the stream wakes on a change. */
  wakeSeq: z.int(),
  wakeToken: z.optional(z.string()),
  /** When somebody should have looked at this lead: the sweeper looks 15 minutes after. */
  nextWakeAt: z.optional(Instant),
  /** The instant of the newest decision to sleep or to end: nothing is decided as of before it. */
  decidedAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  /** Partition of the sweeper's sparse index. */
  dueShard: z.string(),
  /** The name of the last error that sent this lead's workflow into its trouble sleep, and how many there were. */
  trouble: z.optional(z.string()),
  troubles: z.optional(z.int()),
});
export type Lead = z.infer<typeof Lead>;

/**
 * What is left of a lead that asked to be erased: nothing personal, and no generation that a workflow could match.
 * `erasedAt` is not before the last generation, so that a lead that returns gets a fresh one.
 */
export const Tombstone = z.object({
  leadId: LeadId,
  erasedAt: Instant,
  /** It asked for this, or had left before: nothing that we say of it ourselves brings it back. */
  doNotContact: z.optional(z.boolean()),
  /** While what belonged to it is still to be deleted: the sweeper looks 15 minutes after. */
  nextWakeAt: z.optional(Instant),
  dueShard: z.optional(z.string()),
});
export type Tombstone = z.infer<typeof Tombstone>;
