/**
 * All that the functions may ask of the outside. Two implementations: AWS's services (the laptop's stand-ins
 * answer the same calls), and one in memory for fast simulation; one contract suite holds for both.
 */
import * as z from "zod/mini";
import type { Announcement } from "../../workflows/rules/announcement.ts";
import type { Rota } from "../../workflows/rules/assign.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Change } from "../../workflows/rules/change.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import { LeadId, type Lifecycle, type Tombstone } from "../../workflows/rules/lead.ts";
import { Handoff, type Life } from "../../workflows/rules/life.ts";
import type { Counted, MailDay } from "../../workflows/rules/reputation.ts";
import { Instant, type Span } from "../../workflows/rules/time.ts";
import type { Links } from "./links.ts";
import type { Report } from "./report.ts";
import type { SentMails } from "./sent-mails.ts";

export interface World {
  readonly leads: LeadTable;
  readonly erasing: Erasing;
  readonly stages: Stages;
  readonly rota: SalesRota;
  readonly standings: Standings;
  readonly mail: MailService;
  readonly sentMails: SentMails;
  /** Whoever hears of ripe leads. */
  readonly sales: Topic;
  /** Whoever calls and writes. */
  readonly tasks: Topic;
  /** Other systems, such as a CRM. */
  readonly bus: EventBus;
  readonly workflows: Workflows;
  readonly identity: Identity;
  readonly links: Links;
  readonly door: FormDoor;
  readonly report: Report;
  readonly settings: Settings;
  /** The campaigns as they are now. */
  campaigns(): readonly RunningCampaign[];
  /** The sales desk as it is now. */
  desk(): Desk;
  /** The time of receipt, in milliseconds. Used for `nextWakeAt`, generations and clamping only: rules take time from the event. */
  receivedAt(): number;
  /** Waits, for the few retries that are a matter of seconds. */
  pause(milliseconds: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  /** A fresh id for one try at something. */
  attemptId(): string;
}

export interface LeadTable {
  /** Everything under the id, consistently. An id never seen reads as an empty life. */
  read(leadId: LeadId): Promise<Life>;
  /**
   * One transaction, written only if the lead's row is as `life` read it (same `ledgerSeq` and `generation`, or still
   * absent) and no new ledger line stands already. `moved` means: nothing was written, read and decide again. `full`:
   * nothing was written, whoever would get the lead holds as many as they can work on. `limited`: nothing was written, the
   * mailbox has no place for another mail now.
   */
  write(life: Life, change: Change): Promise<Written>;
  /** Leads whose `nextWakeAt` is at or before the instant. May be a moment behind. */
  overdue(before: number): AsyncIterable<LeadId>;
}

/** Takes everything of a lead out of the table. */
export interface Erasing {
  /**
   * In one write the row becomes `tombstone`, and what the lead took of the sales desk is given back; what else was stored
   * of it is read by nobody from then on. `moved`: nothing was written, somebody wrote since `life` was read.
   */
  bury(life: Life, tombstone: Tombstone): Promise<"buried" | "moved">;
  /** Deletes what is left of a life before the one that stands, or of the one that a tombstone took the place of. Again deletes nothing more. */
  clear(leadId: LeadId): Promise<Cleared>;
  /** Nothing is left to be deleted: the sweeper need not look any more. */
  seal(tombstone: Tombstone): Promise<void>;
  /** What no erase takes away, so that nobody floods a mailbox by being erased: undefined where no mail was counted. */
  limit(mailbox: string): Promise<MailboxLimit | undefined>;
}

/** How many mails, three at most, a mailbox had of late with nobody there confirmed, whichever spelling they went to. It lies under a keyed hash. */
export interface MailboxLimit {
  readonly mails: number;
  readonly lastAt: Instant;
  readonly forgottenAt: Instant;
}

export type Written = "written" | "moved" | "full" | "limited";

/** How many items were deleted, by what they are. */
export type Cleared = Readonly<Record<"enrolments" | "touches" | "ledger" | "handoffs" | "answers", number>>;

/** Where all leads stand together, counted without reading one. */
export interface Stages {
  /** Leads that have ended but are kept are in it, tombstones aren't. May be a moment behind. */
  leadsIn(stage: Lifecycle): Promise<number>;
}

/** What the sales desk holds. It is written with the leads, in the same transactions, and read here. */
export interface SalesRota {
  /** Loads and turns in one consistent reading; people who are on the desk no more are in it too. */
  read(): Promise<Rota>;
  /** The leads that a person holds, by key; for `NOBODY` those that wait for somebody. */
  held(person: string): AsyncIterable<LeadId>;
  /** What a person accepted, gave back or let run out since then, in order of time. */
  answers(person: string, since: number): AsyncIterable<DeskAnswer>;
  /** Whose an account is, by its domain, if it has come to anybody. */
  accountOwner(domain: string): Promise<string | undefined>;
  /** Every lead of a company's domain. */
  colleagues(domain: string): AsyncIterable<LeadId>;
  /**
   * Whoever claims a person's digest of a day, or their new link of a minute, is alone to send it. False where that
   * period or a later one is claimed already. `period` sorts by time: `2026-11-23`, `2026-11-23T09:05`.
   */
  claim(person: string, what: "digest" | "link", period: string): Promise<boolean>;
}

export const DeskAnswer = z.object({
  at: Instant,
  leadId: LeadId,
  n: z.int(),
  status: Handoff.shape.status,
  reason: z.optional(z.string()),
  outcome: z.optional(z.string()),
});
export type DeskAnswer = z.infer<typeof DeskAnswer>;

/** Whether a campaign may send now, as somebody ordered or as its mails fared; apart from what its files say. */
export interface Standings {
  /** An empty standing for a campaign that nobody has ever paused. May be a moment behind. */
  read(campaign: string): Promise<CampaignStanding>;
  /** From the next send on. Paused again, it stays paused since the first time, for the newer reason. */
  pause(campaign: string, at: number, because: string): Promise<void>;
  /** What was counted until `at` no longer speaks against it. Resumed again changes nothing. */
  resume(campaign: string, at: number): Promise<void>;
  /** Adds one; told twice, it counts twice. */
  count(counted: Counted): Promise<void>;
  /** What became of its mails, by the day on which they were sent, the newest first; days without any are left out. */
  days(campaign: string): AsyncIterable<MailDay>;
}

/** `pausedAt`, an instant, is there while it is paused. */
export interface CampaignStanding {
  readonly pausedAt?: number;
  readonly because?: string;
  /** What the day of the last resume had counted by then. */
  readonly countedBefore?: MailDay;
}

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** `Nora Quinn <nora@acme.com>`, in any script; the stack's sender where absent. */
  readonly from?: string;
  /** Who is answered; the stack's reply address where absent. */
  readonly replyTo?: string;
  /** Neither opens nor clicks are to be tracked. */
  readonly untracked?: true;
  readonly headers: Readonly<Record<string, string>>;
  /** Come back with every event of this mail. `[A-Za-z0-9_-]`. */
  readonly tags: { readonly leadId: string; readonly touchId: string; readonly attempt: string };
}

/**
 * `sent`: accepted. `refused`: not accepted, nothing went out; `address` says that the address itself is at fault.
 * `unknown`: no answer came, it may have gone out. Never throws for the mail service's sake, never tries twice.
 */
export type SendAnswer =
  | { readonly answer: "sent"; readonly messageId: string }
  | { readonly answer: "refused"; readonly code: string; readonly address: boolean }
  | { readonly answer: "unknown"; readonly code: string };

export interface MailService {
  send(mail: OutgoingMail): Promise<SendAnswer>;
}

/** Some people who are to hear of something. */
export interface Topic {
  /** How many subscribers have confirmed. With none, SNS accepts a message and tells nobody. */
  confirmedSubscribers(): Promise<number>;
  /** Throws if the topic does not take it. */
  publish(notice: Notice): Promise<void>;
}

export interface Notice {
  /** Under 100 characters on one line. */
  readonly subject: string;
  /** As people read it. */
  readonly text: string;
  /** The same for programs; they get the text where there is none. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** What subscribers can filter by: a name and its value. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Where other systems hear what happens to leads. */
export interface EventBus {
  /** In order. Undefined once all are taken; else from `first` on they are to be put again, though some may have been taken. */
  put(events: readonly Announcement[]): Promise<NotTaken | undefined>;
}

export interface NotTaken {
  /** The place of the first that wasn't taken. */
  readonly first: number;
  readonly code: string;
}

export interface Workflows {
  /** Starts `leadId-generation`; started already, or ended already, is fine. */
  start(leadId: LeadId, generation: number): Promise<void>;
  /** Ends a sleep early. `gone`: no task waits on this token. */
  wake(token: string): Promise<"woken" | "gone">;
}

export interface Identity {
  /** The same for every spelling that reaches the same mailbox: case, spaces and IDN are folded, nothing else. */
  leadId(address: string): Promise<LeadId>;
  /** 32 hex digits: the same for every spelling that reaches the same mailbox, plus-tags and gmail's dots left out. For limits only. */
  mailbox(address: string): Promise<string>;
  /** 32 hex digits for a network as `networkOf` writes it. For limits only. */
  network(network: string): Promise<string>;
}

/** What the form's door counts, apart from the leads and in the same table. */
export interface FormDoor {
  /** Counts one more post, and answers how many the window has had, this one included. */
  count(window: CountingWindow): Promise<number>;
  /**
   * A write of the same kind as a lead's, that changes no lead: whoever counts our calls can't tell whether a post said
   * anything new. `mailbox` is its hash.
   */
  standIn(mailbox: string, at: number): Promise<void>;
}

/** From `from` until just before `until`, in milliseconds. It is forgotten a day after its end, or later. */
export interface CountingWindow {
  /** `MAILBOX#` or `NETWORK#` and a keyed hash: never an address. */
  readonly whose: string;
  readonly from: number;
  readonly until: number;
}

export interface Settings {
  readonly sender: string;
  readonly replyTo: string;
  readonly postalAddress: string;
  readonly defaultTimeZone: string;
  /** How long a lead is kept after its last sign; for good where absent. */
  readonly retention?: Span;
  /** Where a form's poster is sent afterwards, by form name. */
  readonly thankYouUrls: Readonly<Record<string, string>>;
  readonly form: FormSettings;
}

/** Who may post forms, and how often. */
export const FormSettings = z.object({
  /** The exact origins that forms stand on. */
  origins: z._default(z.array(z.string()), []),
  /** Whether a post needs to say, signed by us, when its form was shown. */
  stamp: z._default(z.enum(["optional", "required"]), "optional"),
  /** Posts of one mailbox a day, and from one network an hour. */
  limits: z._default(z.object({ mailboxPerDay: z.int(), networkPerHour: z.int() }), {
    mailboxPerDay: 20,
    networkPerHour: 300,
  }),
  /** What a CDN of ours shows in `x-ripen-front`; absent where none stands before the API. */
  front: z.optional(z.string()),
  /** Whether forms that go past it are refused: not before the DNS leads to it. */
  frontOnly: z._default(z.boolean(), false),
});
export type FormSettings = z.infer<typeof FormSettings>;
