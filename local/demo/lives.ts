/** What became of everybody: each number computed from the table, the mailbox and the sales inbox. */
import { actsOf } from "../../workflows/rules/acts.ts";
import { byMachine } from "../../workflows/rules/bots.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { isKnown } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { runs } from "../../workflows/rules/playbook.ts";
import { score } from "../../workflows/rules/score.ts";
import type { StoredMail } from "../console/sources.ts";
import type { Laptop } from "../laptop.ts";
import { addressOf, nameOf } from "./actors.ts";
import type { Person } from "./people.ts";

export interface LivedLife {
  readonly person: Person;
  readonly name: string;
  readonly life: Known;
  /** How many reached it by each channel, in the order of `CHANNELS`. */
  readonly touches: readonly number[];
  readonly bestSignal: string;
  readonly startScore: number;
  readonly peakScore: number;
  /** From a lead that is ripe to sales who know of it, each time; in milliseconds. */
  readonly waits: readonly number[];
  /** How many of its clicks a machine made. */
  readonly machineClicks: number;
  readonly sales: string;
  readonly ended: string;
  /** Why this life is lost: nobody looks after it any more though somebody should. */
  readonly lost: string | undefined;
  /** Mails that went out after the lead had left or was with sales. */
  readonly mailedAfterLeaving: number;
}

/** What a lead is touched by: its sign in the table's head, and how many there were. A channel more is a line more. */
export const CHANNELS: readonly { readonly sign: string; count(life: Known, mails: Mails): number }[] = [
  { sign: "✉", count: (_, mails) => mails.length },
];
type Mails = readonly StoredMail[];

export async function livesOf(laptop: Laptop, people: readonly Person[]): Promise<readonly LivedLife[]> {
  const { leads, campaigns, salesDesk, defaultTimeZone } = laptop.sources;
  const playbook = { campaigns: campaigns(), desk: salesDesk(), defaultTimeZone, holidays: HOLIDAYS };
  const rows = new Map((await leads.list()).map((lead) => [lead.address.toLowerCase(), lead.leadId]));
  return Promise.all(
    people.map(async (person) => {
      const leadId = rows.get(addressOf(person).toLowerCase());
      const life = leadId && (await leads.read(leadId));
      if (!life || !isKnown(life)) throw new Error(`${person.id} posted a form and is no lead`);
      return lived(person, life, playbook, laptop);
    }),
  );
}

function lived(person: Person, life: Known, playbook: Playbook, laptop: Laptop): LivedLife {
  const mails = laptop.sources.mailbox.list().filter((mail) => mail.leadId === life.leadId);
  const leftAt =
    life.lead.consent.withdrawnAt ?? life.lead.suppressedAt ?? acceptedAt(life) ?? Number.POSITIVE_INFINITY;
  return {
    person,
    name: nameOf(person),
    life,
    touches: CHANNELS.map(({ count }) => count(life, mails)),
    bestSignal: bestSignal(life),
    startScore: scoreAt(life, playbook, life.lead.createdAt),
    peakScore: Math.max(...countings(life, playbook).map((at) => scoreAt(life, playbook, at))),
    waits: waitsOf(life, playbook),
    machineClicks: life.ledger.filter((line) => line.kind === "click" && byMachine(line, life)).length,
    sales: salesStory(life),
    ended: life.lead.lifecycle,
    lost: lost(life, laptop),
    mailedAfterLeaving: mails.filter((mail) => Date.parse(mail.sentAt) > leftAt).length,
  };
}

/** Whenever something happened, or had stood long enough to count. */
function countings(life: Known, playbook: Playbook): readonly number[] {
  const counted = runs(life, playbook).flatMap(({ campaign }) =>
    actsOf(life, campaign).flatMap(({ countsFrom }) => countsFrom ?? []),
  );
  return [...life.ledger.map(({ at }) => at), ...counted];
}

/** The score as it was: what happened up to then, seen from then. */
function scoreAt(life: Known, playbook: Playbook, at: number): number {
  const then = { ...life, ledger: life.ledger.filter((line) => line.at <= at) };
  return Math.max(
    0,
    ...runs(life, playbook).map(({ campaign }) => score(then, campaign, playbook, at).total),
  );
}

function acceptedAt(life: Known): number | undefined {
  return life.handoffs.find((handoff) => handoff.status === "accepted")?.closedAt;
}

const ACTS: ReadonlySet<string> = new Set(["form", "click", "reply", "confirm", "activity", "answer"]);

/**
 * For each hand-off of which sales was told, the time from when the lead's act that made it ripe counted until then, in
 * milliseconds: a click counts once it has stood. Virtual time stands still while work is done, so this is waiting and
 * nothing else: for a letter, the sweeper, a clock.
 */
function waitsOf(life: Known, playbook: Playbook): readonly number[] {
  return life.handoffs.flatMap(({ campaign: name, releasedAt, notifiedAt }) => {
    const campaign = playbook.campaigns.find((each) => each.name === name);
    if (notifiedAt === undefined || campaign === undefined) return [];
    const counted = actsOf(life, campaign)
      .filter(({ line }) => ACTS.has(line.kind))
      .flatMap(({ countsFrom }) => countsFrom ?? []);
    return [notifiedAt - Math.max(...counted.filter((at) => at <= releasedAt))];
  });
}

const SIGNALS = ["click", "open", "unsubscribe", "bounce"] as const;

function bestSignal(life: Known): string {
  const hand = life.ledger.find((line) => line.handRaised !== undefined);
  if (hand) return "asks for sales";
  const people = life.ledger.filter((line) => !byMachine(line, life));
  const kind = SIGNALS.find((each) => people.some((line) => line.kind === each));
  const count = people.filter((line) => line.kind === kind).length;
  if (kind === undefined) return people.length < life.ledger.length ? "only a scanner" : "—";
  return kind === "click" || kind === "open" ? `${count} ${kind}${count > 1 ? "s" : ""}` : kind;
}

/** `Tom 5 h`: who answered, how long after being told. */
function salesStory(life: Known): string {
  const answers = life.handoffs.map(({ notifiedAt, closedAt, answeredBy, status }) => {
    if (notifiedAt === undefined) return "nobody told";
    if (closedAt === undefined || (status !== "accepted" && status !== "rejected")) return "nobody";
    return `${answeredBy} ${span(closedAt - notifiedAt)}`;
  });
  return answers.join("; ") || "—";
}

function span(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours >= 48) return `${Math.round(hours / 24)} d`;
  return hours >= 1 ? `${Math.round(hours)} h` : `${Math.round(milliseconds / 60_000)} min`;
}

function lost({ lead, leadId }: Known, laptop: Laptop): string | undefined {
  if (lead.endedAt !== undefined) return undefined;
  const now = laptop.sources.time.now();
  if (lead.nextWakeAt === undefined || lead.nextWakeAt < now) return "nobody will look at it again";
  const alive = laptop.sources.leads.executions(leadId).some(({ status }) => status === "RUNNING");
  return alive ? undefined : "its workflow is gone";
}
