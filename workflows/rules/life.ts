/** A lead's life: everything stored under its id, as one consistent read returns it. */
import * as z from "zod/mini";
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
  by: z.optional(z.enum(["form", "import", "activity", "hand"])),
  /** The waits that it has behind it. */
  passed: z.optional(z.array(Passed)),
  endedAt: z.optional(Instant),
  /** What kind of end: a run that only went silent is taken up again. */
  end: z.optional(
    z.enum(["completed", "silent", "left", "excluded", "deleted", "broken", "replied", "accepted"]),
  ),
  because: z.optional(z.string()),
  /** The campaign's version that ended it. */
  version: z.optional(z.string()),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** `<campaign>_<enrolment n>_<touch name>_<round>`: the same across retries, wakes and generations. */
export const TouchId = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/));
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
  channel: z.optional(TouchChannel),
  /** The campaign's version that decided it. */
  version: z.optional(z.string()),
  /** Which round of the evergreen lane, or which try of a call; 1 where absent. */
  round: z.optional(z.int()),
  status: z.enum(["claimed", "sent", "refused", "failed", "unknown", "done", "overdue", "skipped"]),
  /** Which try this is: a result settles only the try it belongs to. */
  attempt: z.string(),
  tries: z.int(),
  claimedAt: Instant,
  sentAt: z.optional(Instant),
  messageId: z.optional(z.string()),
  subject: z.string(),
  /** How many different links a reader of the mail can follow, without the ways out at its foot. */
  links: z.optional(z.int()),
  /** When the receiving server took the mail, as the mail service says. */
  deliveredAt: z.optional(Instant),
  refusal: z.optional(z.string()),
  retryAt: z.optional(Instant),
  /** Of a task: until when it should be done; what came of it, when, and who says so. */
  dueAt: z.optional(Instant),
  outcome: z.optional(z.string()),
  settledAt: z.optional(Instant),
  by: z.optional(z.string()),
  /** Of a task to answer: the ledger keys of the replies that it tells of. */
  about: z.optional(z.array(z.string())),
});
export type Touch = z.infer<typeof Touch>;

/** One engagement or decision. The key is its meaning, so that the same thing told twice is one line. */
export const LedgerLine = z.object({
  key: z.string(),
  /** When it happened; the first time, where it happened again. */
  at: Instant,
  /** The same again later, such as one image fetched many times: when, in order of time. */
  again: z.optional(z.array(Instant)),
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
  touchId: z.optional(TouchId),
  messageId: z.optional(z.string()),
  form: z.optional(z.string()),
  /** Of a form post or an import: where it came from, as its address said, and the host of the page before. */
  utm: z.optional(z.record(z.string(), z.string())),
  referrer: z.optional(z.string()),
  /** The activity's name, such as `attended`. */
  activity: z.optional(z.string()),
  /** What came of a task, or of the question "Shall we call you?". */
  outcome: z.optional(z.string()),
  /** The link's name or hash, never its URL. */
  link: z.optional(z.string()),
  /** Of a consent, or of its end: what stands as proof. */
  proof: z.optional(Proof),
  /** Why this post asks for a salesperson now, in words. */
  handRaised: z.optional(z.string()),
  /** The mail service's own word that this was a machine's doing. What its neighbours say of it, see bots.ts. */
  machine: z.optional(z.string()),
  /** What speaks for a machine and proves nothing: the network or the program it came from. */
  probable: z.optional(z.string()),
  /** Of a bounce: for good, or perhaps only for now. */
  bounce: z.optional(z.enum(["hard", "soft"])),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** One release to sales: `released` until somebody answers or the clock runs out; an accepted one is kept until it is `doneAt`. */
export const Handoff = z.object({
  n: z.int(),
  campaign: z.string(),
  /** The campaign's version that released it. */
  version: z.optional(z.string()),
  status: z.enum(["released", "accepted", "rejected", "snoozed", "expired"]),
  releasedAt: Instant,
  /** Why now, in words: the line that crossed the threshold, or the hand that was raised. */
  because: z.string(),
  score: z.number(),
  /** The campaign's threshold on that day; absent for a raised hand, which needs none. */
  threshold: z.optional(z.number()),
  /** A hand was raised: sales has minutes, not hours. */
  byHand: z.optional(z.boolean()),
  /** When it asked while sales had yet to answer; what was asked before the release, that tells. */
  handAt: z.optional(Instant),
  /** Whose it is, by the key on the desk; nobody's yet where absent, or everybody's of a pool that shares. */
  to: z.optional(z.string()),
  pool: z.optional(z.string()),
  /** Who let the time run out, or lost it, in order. */
  asked: z.optional(z.array(z.string())),
  /** 1: the first person's time, 2: the next one's, 3: the manager knows. */
  stage: z.optional(z.int().check(z.gte(1), z.lte(3))),
  /** Since when nobody has room for it, when that was last tried, and when the manager was told. */
  fullSince: z.optional(Instant),
  triedAt: z.optional(Instant),
  fullToldAt: z.optional(Instant),
  /** After the publish, so that a crash between the two tells sales twice, never not at all. */
  notifiedAt: z.optional(Instant),
  /** When the topic last had no confirmed subscriber: nobody was told, the clock has not started. */
  toldNobodyAt: z.optional(Instant),
  remindAt: z.optional(Instant),
  dueAt: z.optional(Instant),
  remindedAt: z.optional(Instant),
  /** When whoever has it was told that the lead left. */
  leftToldAt: z.optional(Instant),
  promised: z.optional(Promised),
  /** What came of it in the end, and when. */
  outcome: z.optional(z.string()),
  doneAt: z.optional(Instant),
  /** When it was answered, snoozed or ran out. */
  closedAt: z.optional(Instant),
  answeredBy: z.optional(z.string()),
  reason: z.optional(z.string()),
  note: z.optional(z.string()),
  /** Snoozed, or rejected for bad timing: not before this. */
  until: z.optional(Instant),
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
