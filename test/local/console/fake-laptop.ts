/** A laptop in memory for the console's tests: it shows what it is given and remembers what it was asked to do. */

import { Changes } from "../../../local/console/changes.ts";
import type {
  BusEvent,
  CallCount,
  Desk,
  LaptopSources,
  Pause,
  StoredMail,
  Time,
  TopicNotice,
} from "../../../local/console/sources.ts";
import { LeadsRefused } from "../../../local/leads/leads-refused.ts";
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import type { Known, Life } from "../../../workflows/rules/life.ts";
import { GREEN_BANANAS, START } from "./sample-life.ts";

export interface FakeLaptop extends LaptopSources {
  /** What was asked of it, in order: `click mail-1 0`. */
  readonly acts: readonly string[];
}

interface Contents {
  readonly lives?: readonly Life[];
  readonly mails?: readonly StoredMail[];
  readonly links?: readonly { readonly label: string; readonly href: string }[];
  readonly notices?: readonly TopicNotice[];
  readonly tasks?: readonly TopicNotice[];
  readonly next?: ReturnType<Time["next"]>;
  readonly now?: number;
  readonly console?: string;
  readonly api?: string;
  readonly campaigns?: readonly RunningCampaign[];
  readonly paused?: ReadonlyMap<string, Pause>;
  readonly calls?: readonly CallCount[];
  readonly events?: readonly BusEvent[];
  /** Why nobody may be added or taken. */
  readonly deskRefuses?: string;
  /** False: it cannot begin anew. */
  readonly startsOver?: boolean;
}

export function fakeLaptop(contents: Contents = {}): FakeLaptop {
  const { lives = [], notices = [] } = contents;
  const acts: string[] = [];
  return {
    acts,
    salesDesk: () => anyHourDesk(),
    time: fakeTime(contents, acts),
    mailbox: fakeMailbox(contents, acts),
    salesInbox: { list: () => notices },
    tasksInbox: { list: () => contents.tasks ?? [] },
    leads: {
      list: async () => lives.map((life) => life.lead).filter((lead) => lead !== undefined),
      read: async (leadId) => lives.find((life) => life.leadId === leadId) ?? nobody(leadId),
      executions: (leadId) => (known(lives, leadId) ? [running(leadId)] : []),
    },
    desk: fakeDesk(contents, acts),
    campaigns: () => contents.campaigns ?? [GREEN_BANANAS],
    paused: async () => contents.paused ?? new Map(),
    defaultTimeZone: "Europe/London",
    calls: async () => contents.calls ?? [],
    bus: { log: () => contents.events ?? [] },
    changes: new Changes(),
    ...(contents.startsOver === false ? {} : { startOver: async () => void acts.push("start over") }),
    stateHash: async () => "ab".repeat(32),
    urls: {
      api: contents.api ?? "http://127.0.0.1:4000",
      console: contents.console ?? "http://127.0.0.1:4001",
      aws: "http://127.0.0.1:4566",
    },
  };
}

/** Moving past the next due event lets it happen: then nothing is due. */
function fakeTime({ now = START, next }: Contents, acts: string[]): Time {
  let at = now;
  return {
    now: () => at,
    next: () => (next && next.at > at ? next : undefined),
    async moveTo(target) {
      acts.push(`moveTo ${new Date(target).toISOString()}`);
      at = target;
    },
    async settle() {
      acts.push("settle");
    },
  };
}

function fakeDesk({ lives = [], deskRefuses }: Contents, acts: string[]): Desk {
  const note = (...words: readonly unknown[]) => {
    if (deskRefuses !== undefined) throw new LeadsRefused(deskRefuses);
    acts.push(words.join(" "));
  };
  return {
    async add(fields, origin) {
      note("add", JSON.stringify(fields), JSON.stringify(origin));
      return { leadId: lives[0]?.leadId ?? "", inWords: "is new" };
    },
    take: async (leadId, because) => note("take", leadId, because),
  };
}

function fakeMailbox({ mails = [], links = [] }: Contents, acts: string[]): LaptopSources["mailbox"] {
  const note = async (...words: unknown[]) => {
    acts.push(words.join(" "));
  };
  return {
    list: () => mails,
    count: () => mails.length,
    get: (messageId) => mails.find((mail) => mail.messageId === messageId),
    open: (messageId) => note("open", messageId),
    async click(messageId, n) {
      await note("click", messageId, n);
      return links[n]?.href ?? "";
    },
    bounce: (messageId, kind) => note("bounce", messageId, kind),
    complain: (messageId) => note("complain", messageId),
    reply: (messageId, text) => note("reply", messageId, text),
    async scan(messageId, robot) {
      await note("scan", messageId, robot);
      return links.length + 1;
    },
    autoReply: (messageId, text) => note("auto-reply", messageId, text),
    links: () => links,
  };
}

function known(lives: readonly Life[], leadId: string): Known["lead"] | undefined {
  return lives.find((life) => life.leadId === leadId)?.lead;
}

function running(leadId: string) {
  return { name: `${leadId}-${START}`, status: "RUNNING", state: SLEEPS, startedAt: START };
}

const SLEEPS = "Sleep until something is due or happens";

function nobody(leadId: string): Life {
  return {
    leadId: leadId as LeadId,
    lead: undefined,
    tombstone: undefined,
    enrolments: [],
    touches: [],
    ledger: [],
    handoffs: [],
  };
}
