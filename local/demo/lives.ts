/** What became of everybody: each number computed from the table and the mailbox. */
import { actsOf } from "../../workflows/rules/acts.ts";
import { byMachine } from "../../workflows/rules/bots.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import { heldHandoff } from "../../workflows/rules/holder.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { type Handoff, isKnown, type Known } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { runs } from "../../workflows/rules/playbook.ts";
import { NO_WORD } from "../../workflows/rules/promise.ts";
import { score } from "../../workflows/rules/score.ts";
import type { StoredMail } from "../console/sources.ts";
import type { Laptop } from "../laptop.ts";
import { addressOf, nameOf } from "./actors.ts";
import { answerOf, salesStory, toldAt } from "./handoffs.ts";
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
  /** The hand-offs that somebody accepted, given back later or not. */
  readonly accepted: number;
  readonly ended: string;
  /** Why this life is lost: nobody looks after it any more though somebody should. */
  readonly lost: string | undefined;
  /** It is for sales to act on, and nobody there has it. */
  readonly isNobodys: boolean;
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
  const leftAt = life.lead.consent.withdrawnAt ?? life.lead.suppressedAt ?? Number.POSITIVE_INFINITY;
  const mayNot = (at: number) => at > leftAt || life.handoffs.some((handoff) => isWithSales(handoff, at));
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
    sales: salesStory(life, playbook.desk),
    accepted: life.handoffs.filter((handoff) => answerOf(life, handoff)?.isYes).length,
    ended: life.lead.lifecycle,
    lost: lost(life, laptop),
    isNobodys: isNobodys(life, playbook.desk),
    mailedAfterLeaving: mails.filter((mail) => mayNot(Date.parse(mail.sentAt))).length,
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

/** From the release until it is nurture's again. */
function isWithSales({ status, releasedAt, closedAt, doneAt, outcome }: Handoff, at: number): boolean {
  const isBack = status === "rejected" || status === "expired";
  const until = isBack ? closedAt : outcome === NO_WORD ? doneAt : undefined;
  return at > releasedAt && at < (until ?? Number.POSITIVE_INFINITY);
}

const WITH_SALES: ReadonlySet<string> = new Set(["mql", "sal", "sql"]);

function isNobodys(life: Known, { people }: Desk): boolean {
  const held = heldHandoff(life);
  return held === undefined ? WITH_SALES.has(life.lead.lifecycle) : people[held.to ?? ""] === undefined;
}

const ACTS: ReadonlySet<string> = new Set(["form", "click", "reply", "confirm", "activity", "answer"]);

/**
 * For each time that an act made the lead ripe, from when the act counted until sales was told, in milliseconds: a click
 * counts once it has stood. A lead that somebody forgot and another gets is not ripe anew. Virtual time stands still while
 * work is done, so this is waiting and nothing else: for a letter, the sweeper, a clock.
 */
function waitsOf(life: Known, playbook: Playbook): readonly number[] {
  return life.handoffs.flatMap((handoff, i) => {
    const told = toldAt(life, handoff);
    const campaign = playbook.campaigns.find(({ name }) => name === handoff.campaign);
    const wasForgotten = life.handoffs[i - 1]?.outcome === NO_WORD;
    if (told === undefined || campaign === undefined || wasForgotten) return [];
    const counted = actsOf(life, campaign)
      .filter(({ line }) => ACTS.has(line.kind))
      .flatMap(({ countsFrom }) => countsFrom ?? []);
    return [told - Math.max(...counted.filter((at) => at <= handoff.releasedAt))];
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

function lost({ lead, leadId }: Known, laptop: Laptop): string | undefined {
  if (lead.endedAt !== undefined) return undefined;
  const now = laptop.sources.time.now();
  if (lead.nextWakeAt === undefined || lead.nextWakeAt < now) return "nobody will look at it again";
  const alive = laptop.sources.leads.executions(leadId).some(({ status }) => status === "RUNNING");
  return alive ? undefined : "its workflow is gone";
}
