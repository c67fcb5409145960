/** A lead's life: everything stored under its id, as one consistent read returns it. */
import * as z from "zod";
import { Proof } from "./consent-proof.ts";
import type { Lead, LeadId, Tombstone } from "./lead.ts";
import { Passed } from "./passed.ts";
import { Promised } from "./promised.ts";
import { Instant } from "./time.ts";
import { TouchChannel } from "./touches.ts";

/** One run of one campaign. */
export const Enrolment = z.object({
  campaign: z.string(),
  n: z.int(),
  /** May lie ahead: imported leads are spread. */
  startedAt: Instant,
  /** How it came in: by a post, or among many that are spread. */
  by: z.enum(["form", "import", "activity", "hand"]).optional(),
  /** The waits that it has behind it. */
  passed: z.array(Passed).optional(),
  endedAt: Instant.optional(),
  /** What kind of end: a run that only went silent is taken up again. */
  end: z
    .enum(["completed", "silent", "left", "excluded", "deleted", "broken", "replied", "accepted"])
    .optional(),
  because: z.string().optional(),
  /** The campaign's version that ended it. */
  version: z.string().optional(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** `<campaign>_<enrolment n>_<touch name>_<round>`: the same across retries, wakes and generations. */
export const TouchId = z.string().regex(/^[A-Za-z0-9_-]+$/);
export type TouchId = z.infer<typeof TouchId>;

/**
 * One touch. A mail: `claimed` before anything goes out; `sent` once SES said so (by its answer or by its Send event);
 * `refused` when SES would not take it now (tried again at `retryAt`); `failed` when we gave up, or the lead wants it no more;
 * `unknown` when no answer came, which is never sent again. A task: `sent` once it was asked for, `done` with its outcome, `overdue` when
 * nobody told of one in time, `unknown` when its lead left before anybody knew whether it was asked for. Either:
 * `skipped`, because it couldn't reach the lead.
 */
export const Touch = z.object({
  touchId: TouchId,
  campaign: z.string(),
  enrolment: z.int(),
  name: z.string(),
  /** A mail where absent. */
  channel: TouchChannel.optional(),
  /** The campaign's version that decided it. */
  version: z.string().optional(),
  /** Which round of the evergreen lane, or which try of a call; 1 where absent. */
  round: z.int().optional(),
  status: z.enum(["claimed", "sent", "refused", "failed", "unknown", "done", "overdue", "skipped"]),
  /** Which try this is: a result settles only the try it belongs to. */
  attempt: z.string(),
  tries: z.int(),
  claimedAt: Instant,
  sentAt: Instant.optional(),
  messageId: z.string().optional(),
  subject: z.string(),
  /** How many different links a reader of the mail can follow, without the ways out at its foot. */
  links: z.int().optional(),
  /** When the receiving server took the mail, as the mail service says. */
  deliveredAt: Instant.optional(),
  refusal: z.string().optional(),
  retryAt: Instant.optional(),
  /** Of a task: until when it should be done; what came of it, when, and who says so. */
  dueAt: Instant.optional(),
  outcome: z.string().optional(),
  settledAt: Instant.optional(),
  by: z.string().optional(),
  /** Of a task to answer: the ledger keys of the replies that it tells of. */
  about: z.array(z.string()).optional(),
});
export type Touch = z.infer<typeof Touch>;

/** One engagement or decision. The key is its meaning, so that the same thing told twice is one line. */
export const LedgerLine = z.object({
  key: z.string(),
  /** When it happened; the first time, where it happened again. */
  at: Instant,
  /** The same again later, such as one image fetched many times: when, in order of time. */
  again: z.array(Instant).optional(),
  kind: z.enum([
    "form",
    "import",
    "consent",
    "delay",
    "open",
    "click",
    "reply",
    "bounce",
    "complaint",
    "reject",
    "unsubscribe",
    "confirm",
    "handoff",
    "enrolment",
    "qualification",
    "touch",
    "task",
    "activity",
    "answer",
    "autoreply",
    "other",
  ]),
  /** One sentence for the timeline. */
  what: z.string(),
  touchId: TouchId.optional(),
  messageId: z.string().optional(),
  form: z.string().optional(),
  /** Of a form post or an import: where it came from, as its address said, and the host of the page before. */
  utm: z.record(z.string(), z.string()).optional(),
  referrer: z.string().optional(),
  /** The activity's name, such as `attended`. */
  activity: z.string().optional(),
  /** What came of a task, or of the question "Shall we call you?". */
  outcome: z.string().optional(),
  /** The link's name or hash, never its URL. */
  link: z.string().optional(),
  /** Of a consent, or of its end: what stands as proof. */
  proof: Proof.optional(),
  /** Why this post asks for a salesperson now, in words. */
  handRaised: z.string().optional(),
  /** The mail service's own word that this was a machine's doing. What its neighbours say of it, see bots.ts. */
  machine: z.string().optional(),
  /** What speaks for a machine and proves nothing: the network or the program it came from. */
  probable: z.string().optional(),
  /** Of a bounce: for good, or perhaps only for now. */
  bounce: z.enum(["hard", "soft"]).optional(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** One release to sales: `released` until somebody answers or the clock runs out; an accepted one is kept until it is `doneAt`. */
export const Handoff = z.object({
  n: z.int(),
  campaign: z.string(),
  /** The campaign's version that released it. */
  version: z.string().optional(),
  status: z.enum(["released", "accepted", "rejected", "snoozed", "expired"]),
  releasedAt: Instant,
  /** Why now, in words: the line that crossed the threshold, or the hand that was raised. */
  because: z.string(),
  score: z.number(),
  /** The campaign's threshold on that day; absent for a raised hand, which needs none. */
  threshold: z.number().optional(),
  /** A hand was raised: sales has minutes, not hours. */
  byHand: z.boolean().optional(),
  /** When it asked while sales had yet to answer; what was asked before the release, that tells. */
  handAt: Instant.optional(),
  /** Whose it is, by the key on the desk; nobody's yet where absent, or everybody's of a pool that shares. */
  to: z.string().optional(),
  pool: z.string().optional(),
  /** Who let the time run out, or lost it, in order. */
  asked: z.array(z.string()).optional(),
  /** 1: the first person's time, 2: the next one's, 3: the manager knows. */
  stage: z.int().min(1).max(3).optional(),
  /** Since when nobody has room for it, when that was last tried, and when the manager was told. */
  fullSince: Instant.optional(),
  triedAt: Instant.optional(),
  fullToldAt: Instant.optional(),
  /** After the publish, so that a crash between the two tells sales twice, never not at all. */
  notifiedAt: Instant.optional(),
  /** When the topic last had no confirmed subscriber: nobody was told, the clock has not started. */
  toldNobodyAt: Instant.optional(),
  remindAt: Instant.optional(),
  dueAt: Instant.optional(),
  remindedAt: Instant.optional(),
  /** When whoever has it was told that the lead left. */
  leftToldAt: Instant.optional(),
  promised: Promised.optional(),
  /** What came of it in the end, and when. */
  outcome: z.string().optional(),
  doneAt: Instant.optional(),
  /** When it was answered, snoozed or ran out. */
  closedAt: Instant.optional(),
  answeredBy: z.string().optional(),
  reason: z.string().optional(),
  note: z.string().optional(),
  /** Snoozed, or rejected for bad timing: not before this. */
  until: Instant.optional(),
});
export type Handoff = z.infer<typeof Handoff>;

export interface Life {
  readonly leadId: LeadId;
  readonly lead: Lead | undefined;
  readonly tombstone: Tombstone | undefined;
  readonly enrolments: readonly Enrolment[];
  readonly touches: readonly Touch[];
  readonly ledger: readonly LedgerLine[];
  readonly handoffs: readonly Handoff[];
  /** Items of a life before this one still lie there, to be deleted. Nobody reads them. */
  readonly remains?: true;
}

/** As an id reads that nothing is stored under. */
export function lifeOfNobody(leadId: LeadId): Life {
  return {
    leadId,
    lead: undefined,
    tombstone: undefined,
    enrolments: [],
    touches: [],
    ledger: [],
    handoffs: [],
  };
}

/** A life with its lead. */
export type Known = Life & { readonly lead: Lead };

export function isKnown(life: Life): life is Known {
  return life.lead !== undefined;
}

/**
 * The instant to decide as of: the given one, or the newest fact or decision this life holds if that is later, so
 * that nothing is decided before what was already decided.
 */
export function asOf(given: Instant, life: Life): Instant {
  return Math.max(
    given,
    life.lead?.decidedAt ?? 0,
    ...life.ledger.map((line) => line.again?.at(-1) ?? line.at),
    ...life.touches.map((touch) => touch.claimedAt),
    ...life.handoffs.map(
      (handoff) =>
        handoff.doneAt ?? handoff.closedAt ?? handoff.remindedAt ?? handoff.notifiedAt ?? handoff.releasedAt,
    ),
  );
}
