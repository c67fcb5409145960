/** What an erase can't reach, and for how long that is there: said to whoever has to answer the person. */
import { personNamed } from "./desk-people.ts";
import { holderOf } from "./holder.ts";
import type { Known, LedgerLine } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { Instant } from "./time.ts";

export interface Stay {
  readonly where: string;
  readonly what: string;
  readonly howLong: string;
}

/** The numbers are AWS's own, or the stack's: a test holds them to the template. */
export const STAYS: readonly Stay[] = [
  {
    where: "do-not-contact list",
    what: "a keyed hash of the address and the day of the erase: no list of yours brings the person back",
    howLong: "for good, or until the person posts a form again",
  },
  {
    where: "marks beside the sent mails",
    what: "the same hash and instant, outside the table, and those of each time that the person left: nobody whom you erased comes back by a restore, and nobody who left is written to",
    howLong: "400 days",
  },
  {
    where: "sending limit",
    what: "a keyed hash of the mailbox, the ids (keyed hashes too) of the addresses that had mails there before anybody confirmed, and when the last three of them went",
    howLong:
      "until somebody there confirms, at most 90 days after the last of them; what the form's door counted, 2 days",
  },
  {
    where: "account of the company",
    what: "its mail domain, and who of yours looks after it, where somebody does; nothing of the person",
    howLong: "for good",
  },
  {
    where: "point-in-time recovery of the table",
    what: "all that was stored, for whoever may restore the table; npm run leads -- restore brings nobody back who was erased",
    howLong: "35 days",
  },
  {
    where: "stream of the table",
    what: "the row as it was, for the two that follow it",
    howLong: "24 hours",
  },
  {
    where: "queues of mail events and dead letters",
    what: "what SES told of mails, with the address, only where it could not be recorded",
    howLong: "14 days",
  },
  {
    where: "event bus and its archive",
    what: "events with the lead's id (a keyed hash), codes and numbers, no person",
    howLong: "as long as context.retention.logs says: 3 months unless you said otherwise",
  },
  { where: "histories of executions", what: "ids and counters, no person", howLong: "90 days" },
  {
    where: "logs",
    what: "ids and codes, no person",
    howLong: "as long as context.retention.logs says: 3 months unless you said otherwise",
  },
  {
    where: "mailboxes of sales and of whoever calls and writes",
    what: "the notifications that they got: see who was told, and ask them",
    howLong: "as long as they keep them",
  },
  {
    where: "suppression list of SES in your account",
    what: "the address, if it bounced for good or complained",
    howLong: "until somebody takes it off, with aws sesv2 delete-suppressed-destination",
  },
  {
    where: "the person's own mailbox, your CRM and whatever else you fed",
    what: "mails that arrived, and what was copied",
    howLong: "not ours to say",
  },
];

/** Somebody of ours to whom a notification went. */
export interface WhoWasTold {
  readonly who: string;
  readonly of: string;
  readonly at: Instant;
}

/**
 * As the story has it, each once a hand-off, when they first were. Beside these, the inbox of sales hears of all hand-offs,
 * and that of tasks of all tasks.
 */
export function whoWasTold({ ledger, touches, lead }: Known, playbook: Playbook): readonly WhoWasTold[] {
  const heard = ledger.flatMap((line) => heardOf(line, playbook)).toSorted((a, b) => a.at - b.at);
  const first = [...new Map(heard.toReversed().map((each) => [`${each.who} ${each.of}`, each])).values()];
  const tasks = touches
    .filter(({ channel = "mail", sentAt }) => channel !== "mail" && sentAt !== undefined)
    .map(({ name, channel, sentAt = 0 }) => ({
      who: "whoever calls and writes",
      of: `${channel} "${name}"`,
      at: sentAt,
    }));
  const { owner, createdAt } = lead;
  const owned =
    owner === undefined || first.some(({ who }) => who.includes(owner.address))
      ? []
      : [{ who: `${owner.name}, ${owner.address}`, of: "mails in their name, and replies", at: createdAt }];
  return [...first, ...tasks, ...owned].toSorted((a, b) => a.at - b.at);
}

function heardOf({ key, at, what }: LedgerLine, { desk }: Playbook): readonly WhoWasTold[] {
  const [, n] = /^handoff#(\d+)#/.exec(key) ?? [];
  const [, who] = /^(.+?) was (?:told|reminded|asked)\b/.exec(what) ?? [];
  if (who === undefined || !(n !== undefined || key.startsWith("no-contact#"))) return [];
  const person = who === "the manager" ? desk.people[desk.manager] : personNamed(who, desk);
  const called = person ? `${person.name}, ${person.email}` : who === "sales" ? "everybody of sales" : who;
  return [{ who: called, of: n === undefined ? "its wish for no contact" : `hand-off ${n}`, at }];
}

/** Everybody on whose lists it may stand. */
export function everybodyWith({ handoffs }: Pick<Known, "handoffs">): ReadonlySet<string> {
  const holder = holderOf({ handoffs });
  const had = handoffs.flatMap(({ to, asked = [] }) => (to === undefined ? asked : [...asked, to]));
  return new Set(holder === undefined ? had : [...had, holder]);
}
