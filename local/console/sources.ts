/** All that the laptop's own pages may ask of the laptop. The laptop implements it, the console only shows it. */

import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Desk as SalesDesk } from "../../workflows/rules/desk.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import type { Changes } from "./changes.ts";

export interface LaptopSources {
  readonly time: Time;
  readonly mailbox: Mailbox;
  readonly salesInbox: TopicInbox;
  /** What the people who call and write were told to do. */
  readonly tasksInbox: TopicInbox;
  readonly leads: {
    list(): Promise<readonly Lead[]>;
    read(leadId: string): Promise<Life>;
    /** The executions of this lead's workflow, newest first. */
    executions(
      leadId: string,
    ): readonly { name: string; status: string; state: string | undefined; startedAt: number }[];
  };
  /** Absent where the program has no leads. */
  readonly desk?: Desk;
  readonly bus: {
    /** What was put on the event buses, oldest first. */
    log(): readonly BusEvent[];
  };
  /** The AWS calls made for one lead so far, by service, then action. */
  calls(leadId: string): Promise<readonly CallCount[]>;
  readonly campaigns: () => readonly RunningCampaign[];
  readonly salesDesk: () => SalesDesk;
  /** Those that are paused, by name. */
  paused(): Promise<ReadonlyMap<string, Pause>>;
  /** IANA zone for leads whose own is unknown, as the functions have it in their settings. */
  readonly defaultTimeZone: string;
  /** SHA-256, in hex, over all items of the table in key order. */
  stateHash(): Promise<string>;
  /** Where the pages' links lead. */
  readonly urls: { readonly api: string; readonly console: string; readonly aws: string };
  /** Fires when anything that a page shows may have changed. */
  readonly changes: Changes;
  /** Empties everything and runs on as on the first day, on the same addresses. Absent where that is not ours to do. */
  readonly startOver?: () => Promise<void>;
}

export interface BusEvent {
  readonly id: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON. */
  readonly detail: string;
  /** The time that it says, or else when it was put; virtual time, in milliseconds. */
  readonly at: number;
}

/** What people of ours do with leads, by hand. Either throws LeadsRefused, which says why not. */
export interface Desk {
  /** `fields` by the profile's names, and `email`; `source` as a campaign's `enter.imports` has it. */
  add(
    fields: Readonly<Record<string, string>>,
    origin: { readonly source: string; readonly consent?: string },
  ): Promise<{ readonly leadId: string; readonly inWords: string }>;
  /** They called: sales is told now, for this reason. */
  take(leadId: string, because: string): Promise<void>;
}

/** Since when, in milliseconds, and what for. */
export interface Pause {
  readonly pausedAt: number;
  readonly because: string;
}

export interface CallCount {
  /** As people say it: `DynamoDB`, `SES`, `Step Functions`. */
  readonly service: string;
  /** As in AWS's reference: `TransactWriteItems`. */
  readonly action: string;
  readonly count: number;
  /** Who made them: from a function's name, `advance-lead`, or `the workflow`, to how many. Their sum is `count`. */
  readonly by: Readonly<Record<string, number>>;
}

export interface Time {
  /** Virtual time, in milliseconds. */
  now(): number;
  /** The next thing that is due, if anything is. Background schedules (the sweeper's ticks) are not counted. */
  next(): { readonly at: number; readonly what: string } | undefined;
  /**
   * Moves virtual time forward to `target`, letting everything that falls due on the way happen in order, and
   * resolves when nothing that was due is left undone: streams, queues and wakes included.
   */
  moveTo(target: number): Promise<void>;
  /** Resolves when nothing that is due now is left undone. */
  settle(): Promise<void>;
}

export interface StoredMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As delivered: tracked links and the open pixel included, as SES rewrites them. */
  readonly html: string;
  readonly text: string;
  /** ISO 8601, virtual time. */
  readonly sentAt: string;
  readonly leadId: string | undefined;
  readonly touchId: string | undefined;
  /** Its sender asked for no word of who opens it and clicks. */
  readonly isUntracked?: true;
  /** What has happened to it since, oldest first. */
  readonly events: readonly { readonly type: string; readonly at: string; readonly detail: string }[];
}

/**
 * `known` (unless stated) says that it is a robot, and fetches the picture and every link, the one included that people don't see.
 * `disguised` does the same and calls itself a browser. `sparing` says who made it, and follows the first link only.
 */
export const ROBOTS = ["known", "disguised", "sparing"] as const;
export type Robot = (typeof ROBOTS)[number];

export interface Mailbox {
  list(): readonly StoredMail[];
  count(): number;
  get(messageId: string): StoredMail | undefined;
  /** As the reader's mail program would: fetches the pixel. Publishes SES's Open event. `userAgent`: the reader's browser, if known. */
  open(messageId: string, userAgent?: string): Promise<void>;
  /** As a person would: follows the `n`th of `links` (0 is the first). Publishes Click; resolves to where it leads. */
  click(messageId: string, n: number, userAgent?: string): Promise<string>;
  bounce(messageId: string, kind: "Permanent" | "Transient" | "Undetermined"): Promise<void>;
  complain(messageId: string): Promise<void>;
  /** As a scanner would, through the links and the pixel themselves. Resolves to how many it fetched. */
  scan(messageId: string, robot?: Robot): Promise<number>;
  /** Kept with the mail it answers, and told to Ripen, as whatever watches the reply-to mailbox would. */
  reply(messageId: string, text: string): Promise<void>;
  /** Like a reply, but sent by the reader's mail program: kept as an event of type `AutoReply`. */
  autoReply(messageId: string, text: string): Promise<void>;
  /** The links of the HTML part, in order: what they say and where they lead. */
  links(messageId: string): readonly { readonly label: string; readonly href: string }[];
}

/** One notification as SNS took it. */
export interface TopicNotice {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string;
  /** As people get it. */
  readonly message: string;
  /** As programs get it, where that is something else: JSON. */
  readonly forPrograms?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** ISO 8601, virtual time. */
  readonly sentAt: string;
  /** Who has it: protocol and endpoint of each subscription that was confirmed at that moment, and lets it through. */
  readonly deliveredTo: readonly { readonly protocol: string; readonly endpoint: string }[];
}

export interface TopicInbox {
  list(): readonly TopicNotice[];
}
