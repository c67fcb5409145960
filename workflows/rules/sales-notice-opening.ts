/** How a notice to sales begins: its subject, and the sentence that says what it is about. */
import { momentInWords } from "./date-in-words.ts";
import type { What } from "./decision.ts";
import { nameOf } from "./desk-people.ts";
import { handoffKey } from "./handoff-line.ts";
import type { Lead } from "./lead.ts";
import { byTime } from "./ledger.ts";
import { LONGEST_SUBJECT, oneLine } from "./one-line.ts";
import type { Telling } from "./sales-notice.ts";
import type { Instant } from "./time.ts";

interface Opening {
  readonly subject: string;
  readonly says: string;
}

export function opening(telling: Telling): Opening {
  const { name, life } = telling;
  const company = life.lead.profile.company;
  const who = [oneLine(name, LONGEST_NAME), company && oneLine(company, LONGEST_NAME)]
    .filter(Boolean)
    .join(", ");
  const { before, after = "", says } = OPENINGS[telling.what](telling, who);
  return { subject: subjectOf(before, name, company, after), says };
}

/** In a sentence; a field of its own has it whole. */
const LONGEST_NAME = 80;

/** Between `before` and `after` stands whom it is about. A long company leaves the name its place, and the other way round. */
function subjectOf(before: string, name: string, company: string | undefined, after: string): string {
  const room = LONGEST_SUBJECT - before.length - after.length;
  const firm = company === undefined ? "" : oneLine(company, room);
  if (firm === "") return `${before}${oneLine(name, room)}${after}`;
  const forName = Math.max(Math.floor(room / 2), room - firm.length - 2);
  const person = oneLine(name, forName);
  return `${before}${person}, ${oneLine(firm, room - person.length - 2)}${after}`;
}

type Words = { readonly before: string; readonly after?: string; readonly says: string };

const OPENINGS: Record<What, (telling: Telling, who: string) => Words> = {
  release: ({ to }, who) => ({
    before: "Ripe lead: ",
    says: `${who} is ripe.${to ? ` It is yours, ${to.name}.` : ""}`,
  }),
  reminder: (_, who) => ({ before: "Still waiting: ", says: `${who} still waits for an answer.` }),
  "next person": passedOn,
  manager: (telling, who) => ({
    before: "Nobody answers: ",
    says: `Nobody has answered for ${who}${whoHadIt(telling)}.`,
  }),
  "nobody free": ({ handoff, zone }, who) => ({
    before: "No room for: ",
    says: `Nobody has room for ${who}: whoever might have this lead has as many as they can work, or is away${since(handoff.fullSince, zone)}.`,
  }),
  left: ({ life, name, zone }) => ({
    before: "No more mail: ",
    says: `${oneLine(name, LONGEST_NAME)} ${whyNoMail(life.lead, zone)}`,
  }),
  act: (_, who) => ({
    before: "News of your lead: ",
    says: `${who}, whom you accepted, has done something new.`,
  }),
  "follow-up": ({ handoff: { promised } }, who) =>
    promised?.spokeAt === undefined
      ? { before: "Did you reach ", after: "?", says: `Did you reach ${who}?` }
      : { before: "What came of ", after: "?", says: `You spoke with ${who}. What came of it?` },
  "follow-up manager": (telling, who) => {
    const owner = called(telling.handoff.to, telling);
    return {
      before: "No word on: ",
      says: `${oneLine(owner, LONGEST_NAME)} accepted ${who}, and hasn't said whether they spoke.`,
    };
  },
};

/** To the next one; or once more to whoever had it, where nobody else can have it, or to those who share it. */
function passedOn(telling: Telling, who: string): Words {
  const { handoff, to } = telling;
  const { asked = [] } = handoff;
  if (to !== undefined && to.key === asked.at(-1))
    return {
      before: "Still yours: ",
      says: `${who} had no answer in time. Nobody else can have it: it is still yours, ${to.name}.`,
    };
  if (handoff.to === undefined)
    return { before: "Still waiting: ", says: `${who} had no answer in time: whoever accepts first has it.` };
  const before = names([...new Set(asked)], telling);
  return {
    before: "Passed on: ",
    says: `${who} had no answer in time${from(before)}. It is yours now${to ? `, ${to.name}` : ""}.`,
  };
}

function whyNoMail({ consent, suppressedAt }: Lead, zone: string): string {
  const { withdrawnAt, noContactAt, call } = consent;
  if (noContactAt !== undefined)
    return `asked not to be contacted any more${on(noContactAt, zone)}: please don't write or call.`;
  if (suppressedAt !== undefined)
    return "can't be mailed any more: the address bounced or complained. A call is yours to judge.";
  const asked = `asked for no more mail${on(withdrawnAt, zone)}: don't write`;
  if (call === undefined) return `${asked}, a call is yours to judge.`;
  return call.withdrawnAt === undefined
    ? `${asked}. It agreed to calls apart from that.`
    : `${asked}, and don't call: it wants no calls either.`;
}

/** `: Tom had it until Monday …, Ines since Monday …`, as far as it is known when each was told. */
function whoHadIt(telling: Telling): string {
  const { life, handoff, zone } = telling;
  const { n, asked = [], to } = handoff;
  const people = to === undefined ? asked : [...asked, to];
  const given = life.ledger
    .filter(({ key }) => GIVEN.some((how) => key.startsWith(handoffKey(n, `${how}#`))))
    .toSorted(byTime);
  if (people.length === 0) return "";
  if (given.length !== people.length) return `: ${names([...new Set(people)], telling)} had it`;
  const each = people.flatMap((key, index) => {
    // Told once more because nobody else could have it: theirs all the while.
    if (key === people[index + 1]) return [];
    const until = given[index + 1]?.at;
    const from = given[people.findLastIndex((other, at) => at < index && other !== key) + 1]?.at;
    const person = called(key, telling);
    return until === undefined
      ? `${person} since ${momentInWords(from ?? 0, zone)}`
      : `${person} had it until ${momentInWords(until, zone)}`;
  });
  return `: ${each.join(", ")}`;
}

/** What the ledger says, as telling.ts writes it, when somebody got a hand-off. */
const GIVEN = ["told", "next person"];

const names = (keys: readonly string[], telling: Telling) =>
  keys.map((key) => called(key, telling)).join(" and ");

/** Somebody who has left the desk, as they were called when they answered for this lead. */
function called(key: string | undefined, { life, handoff, playbook: { desk } }: Telling): string {
  const answered = [handoff, ...life.handoffs.toReversed()].find(
    ({ to, answeredBy }) => to === key && answeredBy !== undefined,
  );
  return (key !== undefined && desk.people[key]?.name) || (answered?.answeredBy ?? nameOf(key, desk));
}

const from = (whom: string) => (whom === "" ? "" : ` from ${whom}`);
const on = (at: Instant | undefined, zone: string) =>
  at === undefined ? "" : ` on ${momentInWords(at, zone)}`;
const since = (at: Instant | undefined, zone: string) =>
  at === undefined ? "" : `, since ${momentInWords(at, zone)}`;
