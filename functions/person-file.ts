/** Everything that is held of a person: what Ripen stores, what it works out from that, and where else to look. */
import { accountOf } from "../workflows/rules/account.ts";
import type { Lead, LeadId, Tombstone } from "../workflows/rules/lead.ts";
import { isKnown, type Known, type Life, type Touch } from "../workflows/rules/life.ts";
import { type Playbook, runs, understood } from "../workflows/rules/playbook.ts";
import { type Score, score } from "../workflows/rules/score.ts";
import type { Understood } from "../workflows/rules/understand.ts";
import {
  everybodyWith,
  STAYS,
  type Stay,
  type WhoWasTold,
  whoWasTold,
} from "../workflows/rules/what-stays.ts";
import { playbook } from "./commit.ts";
import type { KeptMail } from "./world/sent-mails.ts";
import type { DeskAnswer, MailboxLimit, World } from "./world/world.ts";

/** Instants in milliseconds, as they are stored; `isoTimes` writes them out. */
export interface PersonFile {
  readonly version: 1;
  readonly madeAt: number;
  readonly address: string;
  /** A keyed hash of the address. */
  readonly leadId: LeadId;
  /** Where the person is no lead, or was erased, all below is empty but what is said of that. */
  readonly lead?: Lead;
  readonly tombstone?: Tombstone;
  readonly enrolments: Life["enrolments"];
  readonly touches: Life["touches"];
  readonly ledger: Life["ledger"];
  readonly handoffs: Life["handoffs"];
  /** Those that went, or may have gone. */
  readonly mails: readonly (KeptMail & { readonly touchId: string })[];
  /** Items of a life before this one, which wait to be deleted and which nobody reads. */
  readonly remains: boolean;
  readonly desk: {
    readonly heldBy: readonly string[];
    readonly answers: readonly (DeskAnswer & { readonly person: string })[];
  };
  readonly account?: { readonly domain: string; readonly isMember: boolean; readonly owner?: string };
  /** Stored under another keyed hash than the lead's. */
  readonly limit?: MailboxLimit;
  /** Worked out anew at each step, never stored. */
  readonly workedOut?: {
    readonly meaning: Understood;
    readonly scores: readonly (Score & { readonly campaign: string })[];
  };
  readonly told: readonly WhoWasTold[];
  /** What may lie outside of what is listed here. */
  readonly elsewhere: readonly Stay[];
}

/** Reads, and changes nothing. `address` as anybody writes it. */
export async function personFile(world: World, address: string, at: number): Promise<PersonFile> {
  const [leadId, mailbox] = await Promise.all([
    world.identity.leadId(address),
    world.identity.mailbox(address),
  ]);
  const [life, mails, limit] = await Promise.all([
    world.leads.read(leadId),
    keptMails(world, leadId),
    world.erasing.limit(mailbox),
  ]);
  const { lead, tombstone, enrolments, touches, ledger, handoffs, remains = false } = life;
  const rules = playbook(world);
  return {
    version: 1,
    madeAt: at,
    address: lead?.address ?? address,
    leadId,
    ...(lead ? { lead } : {}),
    ...(tombstone ? { tombstone } : {}),
    enrolments,
    touches,
    ledger,
    handoffs,
    mails: mails.filter(({ touchId }) =>
      touches.some((touch) => touch.touchId === touchId && mayHaveGone(touch)),
    ),
    remains,
    desk: await onTheDesk(world, life),
    ...(await accountWith(world, life)),
    ...(limit ? { limit } : {}),
    ...(isKnown(life) ? { workedOut: workedOut(life, rules, at) } : {}),
    told: isKnown(life) ? whoWasTold(life, rules) : [],
    elsewhere: STAYS.filter(({ where }) => where !== "do-not-contact list"),
  };
}

async function keptMails(world: World, leadId: LeadId): Promise<PersonFile["mails"]> {
  const found: (KeptMail & { touchId: string })[] = [];
  for await (const touchId of world.sentMails.list(leadId)) {
    const mail = await world.sentMails.read(leadId, touchId);
    if (mail !== undefined) found.push({ touchId, ...mail });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** One that no mail service took was composed and kept, and sent to nobody. */
function mayHaveGone({ status, sentAt }: Touch): boolean {
  return sentAt !== undefined || status === "claimed" || status === "sent" || status === "unknown";
}

async function onTheDesk(world: World, life: Life): Promise<PersonFile["desk"]> {
  const heldBy: string[] = [];
  const answers: (DeskAnswer & { person: string })[] = [];
  for (const person of everybodyWith(life)) {
    for await (const leadId of world.rota.held(person)) if (leadId === life.leadId) heldBy.push(person);
    for await (const answer of world.rota.answers(person, 0))
      if (answer.leadId === life.leadId) answers.push({ person, ...answer });
  }
  return { heldBy, answers: answers.sort((a, b) => a.at - b.at) };
}

async function accountWith(world: World, { lead, leadId }: Life): Promise<Pick<PersonFile, "account">> {
  const domain = lead && accountOf(lead.address);
  if (domain === undefined) return {};
  let isMember = false;
  for await (const colleague of world.rota.colleagues(domain)) isMember ||= colleague === leadId;
  const owner = await world.rota.accountOwner(domain);
  return { account: { domain, isMember, ...(owner === undefined ? {} : { owner }) } };
}

function workedOut(life: Known, rules: Playbook, at: number): NonNullable<PersonFile["workedOut"]> {
  const scores = runs(life, rules).map(({ campaign }) => ({
    campaign: campaign.name,
    ...score(life, campaign, rules, at),
  }));
  return { meaning: understood(life.lead, rules), scores };
}
