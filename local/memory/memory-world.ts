/** The World in memory: the same ports, no network, no disk, seeded chance. */
import { keyedIdentity } from "../../functions/world/keyed-identity.ts";
import type { Metric } from "../../functions/world/report.ts";
import type { KeyRing } from "../../functions/world/secret.ts";
import {
  FormSettings,
  type Notice,
  type Settings,
  type Topic,
  type Workflows,
  type World,
} from "../../functions/world/world.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import type { Clock } from "../clock.ts";
import { MemoryBus } from "./memory-bus.ts";
import { MemoryDoor } from "./memory-door.ts";
import type { MemoryLeads } from "./memory-leads.ts";
import { memoryLinks } from "./memory-links.ts";
import type { MemoryMail } from "./memory-mail.ts";
import { MemorySentMails } from "./memory-sent-mails.ts";
import { memoryStages } from "./memory-stages.ts";
import { MemoryStandings } from "./memory-standings.ts";

export interface MemoryParts {
  readonly clock: Clock;
  readonly leads: MemoryLeads;
  readonly mail: MemoryMail;
  readonly sales: MemoryTopic;
  readonly tasks: MemoryTopic;
  readonly workflows: Workflows;
  readonly campaigns: () => readonly RunningCampaign[];
  readonly desk: () => Desk;
  readonly random: () => number;
}

export const API_URL = "https://api.ripen.example";

const SETTINGS: Settings = {
  sender: "Nora Lindqvist <nora@orchard-cold-chain.example>",
  replyTo: "nora@orchard-cold-chain.example",
  postalAddress: "Orchard Cold Chain, 12 Harbour Road, Cork T12 X4Y5, Ireland",
  defaultTimeZone: "Europe/Dublin",
  thankYouUrls: { "cold-store-guide": "https://www.orchard-cold-chain.example/thank-you" },
  form: FormSettings.parse({ origins: ["https://www.orchard-cold-chain.example"] }),
};

/** `counts` are the metrics so far. */
export function memoryWorld(parts: MemoryParts): {
  readonly world: World;
  readonly counts: Map<Metric, number>;
} {
  const counts = new Map<Metric, number>();
  let attempts = 0;
  const world: World = {
    ...parts,
    erasing: parts.leads,
    stages: memoryStages(parts.leads),
    rota: parts.leads.desk,
    standings: new MemoryStandings(),
    sentMails: new MemorySentMails(),
    bus: new MemoryBus(),
    identity: keyedIdentity(async () => ring("id")),
    links: memoryLinks(() => ring("link"), API_URL),
    door: new MemoryDoor(),
    report: {
      info: () => undefined,
      warn: () => undefined,
      count: (metric) => void counts.set(metric, (counts.get(metric) ?? 0) + 1),
      measure: () => undefined,
    },
    settings: SETTINGS,
    receivedAt: () => parts.clock.now(),
    // A pause gives others their turn; it takes no time of its own.
    pause: () => Promise.resolve(),
    attemptId: () => `try-${++attempts}`,
  };
  return { world, counts };
}

function ring(of: string): KeyRing {
  return { keyId: "k1", key: `the ${of} key of a world in memory, of no use elsewhere`, former: {} };
}

export interface PublishedNotice extends Notice {
  readonly at: number;
}

/** A topic in memory. */
export class MemoryTopic implements Topic {
  readonly notices: PublishedNotice[] = [];
  subscribers = 1;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  async confirmedSubscribers(): Promise<number> {
    return this.subscribers;
  }

  async publish(notice: Notice): Promise<void> {
    this.notices.push({ ...notice, at: this.now() });
  }
}
