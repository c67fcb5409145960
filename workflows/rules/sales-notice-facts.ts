/** What stands in a notice to sales below its first sentence: of a new lead everything, of one that is known what serves. */
import { isoOf } from "./clock.ts";
import { consentInALine } from "./consent-in-words.ts";
import { dayInWords, momentInWords } from "./date-in-words.ts";
import type { What } from "./decision.ts";
import { nameOf } from "./desk-people.ts";
import type { Handoff } from "./life.ts";
import { oneLine } from "./one-line.ts";
import { runs, understood } from "./playbook.ts";
import type { Telling } from "./sales-notice.ts";
import { firstSentence } from "./sales-notice-first-sentence.ts";
import type { NoticeJson } from "./sales-notice-json.ts";
import { answersOf, mailsOf, scoreOf } from "./sales-notice-story.ts";
import { told } from "./telling.ts";
import type { Instant } from "./time.ts";
import { doubtsOf } from "./understand.ts";

/**
 * Longest values, in characters. All at their longest, in the text and in JSON, come to well under SNS's 256 kB, whatever
 * they are written in: 3 bytes a character in the one, 4 in the other.
 */
const LONGEST = { field: 300, message: 1_000, note: 500 } as const;
const MOST_LISTED = 10;

type Facts = Omit<NoticeJson, "version" | "kind" | "to" | "campaign" | "pool" | "subject" | "says">;

export function factsOfNotice(telling: Telling): Facts {
  const { life, handoff, what, context } = telling;
  const isFull = FULL.has(what);
  const isFollowedUp = what.startsWith("follow-up");
  return {
    ...due(telling),
    leadId: life.leadId,
    handoff: handoff.n,
    ...(isFollowedUp || what === "left" ? {} : { whyNow: oneLine(handoff.because, LONGEST.field) }),
    ...listed("acts", what === "act" ? (context.acts ?? []).map((act) => oneLine(act, LONGEST.field)) : []),
    lead: leadOf(telling),
    ...(isFull ? story(telling) : {}),
    consent: consentInALine(life.lead),
    ...(isFull || what === "act" ? { firstSentence: firstSentence(telling) } : {}),
    links: linksOf(telling),
  };
}

/** Told to whoever meets the lead for the first time. */
const FULL = new Set<What>(["release", "next person"]);
const UNTIL_ANSWERED = new Set<What>(["release", "reminder", "next person", "manager"]);

/** As it will be once this is told: then the clock starts. */
function due({ life, handoff, what, playbook, now, zone }: Telling): Pick<Facts, "due"> {
  if (what.startsWith("follow-up")) return until(handoff.promised?.contactBy, zone);
  if (!UNTIL_ANSWERED.has(what)) return {};
  const then = told(life, handoff, what, playbook, now).handoffs?.[0] ?? handoff;
  return until(then.dueAt, zone);
}

const until = (at: Instant | undefined, zone: string) => (at === undefined ? {} : { due: moment(at, zone) });

function moment(at: Instant, zone: string) {
  return { at: isoOf(at), inWords: momentInWords(at, zone) };
}

const LABELS = {
  company: "Company",
  jobTitle: "Job",
  phone: "Phone",
  website: "Website",
  city: "City",
  country: "Country",
  industry: "Industry",
  employees: "Employees",
  installedProduct: "Uses",
  message: "Message",
} as const;
const TO_REACH_THEM = new Set<string>(["company", "jobTitle", "phone"]);

function leadOf({ life: { lead }, name, what, playbook }: Telling): Facts["lead"] {
  const doubts = FULL.has(what) ? doubtsOf(understood(lead, playbook)) : undefined;
  const typed = name === lead.address ? lead.profile.name : name;
  const rows = Object.entries(LABELS).flatMap(([field, label]): [string, string][] => {
    const value = lead.profile[field as keyof typeof LABELS];
    if (value === undefined || !(FULL.has(what) || TO_REACH_THEM.has(field))) return [];
    return [[label, oneLine(value, field === "message" ? LONGEST.message : LONGEST.field)]];
  });
  return Object.fromEntries([
    ...(typed ? [["Name", oneLine(typed, LONGEST.field)]] : []),
    ["E-mail", oneLine(lead.address, LONGEST.field)],
    ...(doubts === undefined ? [] : [["Take care", doubts]]),
    ...rows,
  ]);
}

function story(telling: Telling): Partial<Facts> {
  const { life, handoff, playbook, context } = telling;
  const { campaign } = runs(life, playbook).find((run) => run.campaign.name === handoff.campaign) ?? {};
  const { form, utm } = life.lead.source;
  const colleagues = context.colleagues.slice(0, MOST_LISTED).map(({ name, state }) => ({
    name: oneLine(name, LONGEST.field),
    state: oneLine(state, LONGEST.field),
  }));
  return {
    ...listed("answers", answersOf(life, campaign, MOST_LISTED)),
    ...(campaign ? { score: scoreOf(telling, campaign) } : {}),
    mails: mailsOf(life, MOST_LISTED).map(({ at, ...mail }) => ({ ...mail, sent: moment(at, telling.zone) })),
    source: [form, ...Object.values(utm).slice(0, MOST_LISTED)].map((each) => oneLine(each, 200)).join(", "),
    ...listed("colleagues", colleagues),
    ...listed("earlier", earlier(telling)),
  };
}

function earlier({ life, handoff, playbook, zone }: Telling): NonNullable<Facts["earlier"]> {
  const before = life.handoffs.filter(({ n }) => n < handoff.n).slice(-MOST_LISTED / 2);
  return before.map((each) => ({
    when: moment(each.closedAt ?? each.releasedAt, zone),
    said: oneLine(whatWasSaid(each, playbook.desk, zone), LONGEST.field),
    ...(each.note ? { note: oneLine(each.note, LONGEST.note) } : {}),
  }));
}

function whatWasSaid(
  { status, answeredBy, reason = "", until }: Handoff,
  desk: Telling["playbook"]["desk"],
  zone: string,
): string {
  const who = nameOf(answeredBy, desk);
  if (status === "accepted") return `${who} accepted it`;
  if (status === "rejected") return `${who} gave it back (${desk.reasons[reason]?.say ?? reason})`;
  if (status === "snoozed")
    return `${who} put it off${until === undefined ? "" : ` until ${dayInWords(until, zone)}`}`;
  return "Nobody answered";
}

/** What is yet to be answered has a link for each answer. */
function linksOf({ handoff: { status }, context: { links } }: Telling): Facts["links"] {
  const { answer, dossier, mine } = links;
  const isOpen = status === "released" || status === "snoozed";
  return {
    ...(isOpen
      ? Object.fromEntries(["accept", "reject", "snooze"].map((how) => [how, `${answer}?answer=${how}`]))
      : { answer }),
    ...(dossier === undefined ? {} : { dossier }),
    ...(mine === undefined ? {} : { mine }),
  };
}

/** Nothing rather than an empty list. */
function listed<K extends string, T>(name: K, items: readonly T[]): { [key in K]?: T[] } {
  return (items.length === 0 ? {} : { [name]: [...items] }) as { [key in K]?: T[] };
}
