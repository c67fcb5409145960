/** What a lead wishes of us, said on its own page: which topics, by which ways, how closely watched, and when. */
import { gone } from "./consent.ts";
import type { Proof } from "./consent-proof.ts";
import { welcomed } from "./entering.ts";
import type { Consent, Lead } from "./lead.ts";
import { type Change, isKnown, type Known, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { confirmation, present, unsubscribe } from "./subscription.ts";
import { after, type Instant, type Span } from "./time.ts";

/** How long a pause lasts that a lead asks for. */
export const PAUSE: Span = "30 days";
const PAUSED = "the lead asked for a pause of its letters";

export interface Wishes {
  /** Every topic that it wants; none is leaving the mails. */
  readonly topics: readonly string[];
  readonly calls: boolean;
  readonly letters: boolean;
  readonly tracked: boolean;
}

/** One topic, and what there is to read of it. */
export interface Topic {
  readonly topic: string;
  readonly titles: readonly string[];
}

/** Everything that one can agree to, in the order of the campaigns. */
export function topicsOf({ campaigns }: Playbook): readonly Topic[] {
  const byTopic = Map.groupBy(campaigns, ({ send }) => send.topic);
  return [...byTopic].map(([topic, those]) => ({ topic, titles: those.map(({ title }) => title) }));
}

/** What it wishes now, as the page shows it. */
export function wishesOf({ consent, suppressedAt }: Lead, playbook: Playbook): Wishes {
  const all = topicsOf(playbook).map(({ topic }) => topic);
  const isIn = consent.givenAt !== undefined && gone({ consent, suppressedAt }) === undefined;
  const may = (own: Consent["call"]) => (own === undefined ? isIn : own.withdrawnAt === undefined);
  return {
    topics: isIn ? all.filter((topic) => consent.topics?.includes(topic) ?? true) : [],
    calls: may(consent.call),
    letters: may(consent.letter),
    tracked: consent.untrackedAt === undefined,
  };
}

/**
 * The change that its wishes make, or undefined where nothing is new. Whoever says so on the page behind a mail's link
 * has that mailbox: an address yet to be confirmed is.
 */
export function takeWishes(
  life: Life,
  wishes: Wishes,
  at: Instant,
  playbook: Playbook,
  said: Partial<Proof> = {},
): Change | undefined {
  if (!isKnown(life)) return undefined;
  const before = wishesOf(life.lead, playbook);
  const what = inWords(before, wishes);
  if (what.length === 0) return undefined;
  if (wishes.topics.length === 0 && before.topics.length > 0) return leaving(life, before, wishes, at, said);
  const { lead } = life;
  const consent = consentAfter(lead.consent, before, wishes, at, playbook);
  const confirms = consent.confirmedAt !== lead.consent.confirmedAt;
  const isBack = before.topics.length === 0 && wishes.topics.length > 0;
  return {
    set: { consent, ...(isBack ? welcomed(lead, "agreed to mail on its own page") : {}) },
    ledger: [
      line(at, what, wishes, said),
      ...(confirms ? [confirmation(consent, at, { ...said, how: "preferences" })] : []),
    ],
  };
}

/** No topic is left: it leaves the mails, by the same rule as by any link. */
function leaving(
  life: Known,
  wishesBefore: Wishes,
  wishes: Wishes,
  at: Instant,
  said: Partial<Proof>,
): Change | undefined {
  const { lead } = life;
  const what = inWords(wishesBefore, wishes);
  const consent = channelsAfter(lead.consent, wishesBefore, wishes, at);
  const left = unsubscribe({ ...life, lead: { ...lead, consent } }, at, "on its preferences page", said);
  return left && { ...left, ledger: [...(left.ledger ?? []), line(at, what, wishes, said)] };
}

function consentAfter(
  consent: Consent,
  before: Wishes,
  wishes: Wishes,
  at: Instant,
  playbook: Playbook,
): Consent {
  const channels = channelsAfter(consent, before, wishes, at);
  if (wishes.topics.length === 0) return channels;
  const all = topicsOf(playbook).map(({ topic }) => topic);
  const gone = before.topics.length === 0;
  const { withdrawnAt, noContactAt, noContactToldAt, ...rest } = channels;
  const kept = gone ? rest : channels;
  // Topics of campaigns that are no more stay agreed to: nobody was asked about them.
  const others = gone ? [] : (consent.topics ?? []).filter((topic) => !all.includes(topic));
  return {
    ...kept,
    givenAt: gone ? at : (consent.givenAt ?? at),
    topics: [...wishes.topics, ...others],
    confirmedAt: consent.confirmedAt ?? at,
  };
}

/**
 * Calls and letters follow the mails, and end with them, until somebody says otherwise of them: a box that was ticked
 * before and is left so says nothing.
 */
function channelsAfter(consent: Consent, before: Wishes, wishes: Wishes, at: Instant): Consent {
  const mailed = wishes.topics.length > 0;
  const own = (stands: Consent["call"], had: boolean, wanted: boolean): Consent["call"] => {
    if (had === wanted) return stands;
    if (!wanted) return { givenAt: stands?.givenAt ?? at, withdrawnAt: at };
    return stands === undefined && mailed ? undefined : { givenAt: at };
  };
  const { call, letter, untrackedAt, ...rest } = consent;
  return {
    ...rest,
    ...present({
      call: own(call, before.calls, wishes.calls),
      letter: own(letter, before.letters, wishes.letters),
      untrackedAt: wishes.tracked ? undefined : (untrackedAt ?? at),
    }),
  };
}

/** What is different, each in words; empty where it wishes what it had. */
function inWords(before: Wishes, wishes: Wishes): readonly string[] {
  const [had, has] = [new Set(before.topics), new Set(wishes.topics)];
  const more = wishes.topics.filter((topic) => !had.has(topic)).map((topic) => `wants "${topic}"`);
  const less = before.topics.filter((topic) => !has.has(topic)).map((topic) => `wants no more "${topic}"`);
  const turned = (is: boolean, was: boolean, yes: string, no: string) => (is === was ? [] : [is ? yes : no]);
  return [
    ...more,
    ...less,
    ...turned(wishes.calls, before.calls, "may be called", "wants no calls"),
    ...turned(wishes.letters, before.letters, "may be sent letters", "wants no letters by post"),
    ...turned(wishes.tracked, before.tracked, "may be tracked", "wants no tracking of opens and clicks"),
  ];
}

function line(
  at: Instant,
  what: readonly string[],
  { topics, calls, letters }: Wishes,
  said: Partial<Proof>,
) {
  const channels = [
    ...(topics.length > 0 ? (["mail"] as const) : []),
    ...(calls ? (["call"] as const) : []),
    ...(letters ? (["letter"] as const) : []),
  ];
  return {
    key: `preferences#${at}`,
    at,
    kind: "consent" as const,
    what: what.join(", "),
    proof: { how: "preferences" as const, channels, topics: [...topics], ...said },
  };
}

/** No letter for a month; again begins a month anew. Undefined for whoever gets none. */
export function takePause(life: Life, at: Instant, zone: string): Change | undefined {
  if (!isKnown(life) || gone(life.lead) !== undefined || life.lead.consent.givenAt === undefined)
    return undefined;
  const until = after(at, PAUSE, zone);
  const { pausedUntil = 0 } = life.lead;
  if (pausedUntil >= until) return undefined;
  return {
    set: { pausedUntil: until, pausedBecause: PAUSED },
    ledger: [{ key: `preferences#${at}#pause`, at, kind: "consent", what: `asked for a pause of ${PAUSE}` }],
  };
}

/** It wants its letters again; only its own pause ends by that. */
export function endPause(life: Life, at: Instant): Change | undefined {
  if (!isKnown(life) || !isPaused(life.lead, at)) return undefined;
  return {
    set: { pausedUntil: at },
    ledger: [{ key: `preferences#${at}#resume`, at, kind: "consent", what: "wants its letters again" }],
  };
}

/** Whether its letters wait because it said so itself. */
export function isPaused({ pausedUntil = 0, pausedBecause }: Lead, at: Instant): boolean {
  return pausedUntil > at && pausedBecause === PAUSED;
}
