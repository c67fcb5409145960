/** What a lead wishes of us, said on its own page: which topics, by which ways, how closely watched, and when. */

import type { Change } from "./change.ts";
import { awaitsConfirmation, gone, touchable } from "./consent.ts";
import type { Proof } from "./consent-proof.ts";
import { resumed, welcomed } from "./entering.ts";
import type { Consent, Lead } from "./lead.ts";
import { type Enrolment, isKnown, type Known, type LedgerLine, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import { present } from "./present.ts";
import { confirmation, unsubscribe } from "./subscription.ts";
import type { Instant } from "./time.ts";

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

/**
 * What it wishes now, as the page shows it: a topic that it has yet to confirm is no wish so far. Calls and letters follow
 * the mails, but for what it said of them apart.
 */
export function wishesOf(lead: Lead, playbook: Playbook): Wishes {
  const { consent, suppressedAt } = lead;
  const pending = pendingOf(lead, playbook);
  const topics = namesOf(playbook).filter(
    (topic) => isIn(lead) && (consent.topics?.includes(topic) ?? true) && !pending.includes(topic),
  );
  const may = (own: Consent["call"]) =>
    own === undefined ? topics.length > 0 : own.withdrawnAt === undefined && suppressedAt === undefined;
  return {
    topics,
    calls: may(consent.call),
    letters: may(consent.letter),
    tracked: consent.untrackedAt === undefined,
  };
}

/** The topics that it was signed up for and has yet to confirm: anybody may have done that. */
export function pendingOf(lead: Lead, playbook: Playbook): readonly string[] {
  if (!isIn(lead)) return [];
  return namesOf(playbook).filter(
    (topic) =>
      (lead.consent.topics?.includes(topic) ?? true) &&
      playbook.campaigns
        .filter(({ send }) => send.topic === topic)
        .every((campaign) => awaitsConfirmation(lead, campaign)),
  );
}

const namesOf = (playbook: Playbook) => topicsOf(playbook).map(({ topic }) => topic);
const isIn = (lead: Lead) => lead.consent.givenAt !== undefined && gone(lead) === undefined;

/**
 * The change that its wishes make, or undefined where nothing is new, or no mail can reach it any more. Whoever asks for a
 * topic, calls or letters on the page behind a mail's link has that mailbox: an address yet to be confirmed is. A box left
 * as it was says nothing.
 */
export function takeWishes(
  life: Life,
  said: Wishes,
  at: Instant,
  playbook: Playbook,
  proof: Partial<Proof> = {},
): Change | undefined {
  if (!isKnown(life) || life.lead.suppressedAt !== undefined) return undefined;
  const wishes = { ...said, topics: namesOf(playbook).filter((topic) => said.topics.includes(topic)) };
  const before = wishesOf(life.lead, playbook);
  const what = inWords(before, wishes);
  if (what.length === 0) return undefined;
  const isLeaving = wishes.topics.length === 0 && before.topics.length > 0;
  const consent = consentByWishes(life.lead, before, wishes, at, playbook);
  const lead = { ...life.lead, consent };
  const change: Change = isLeaving
    ? (unsubscribe({ ...life, lead }, at, "on its preferences page", { ...proof, how: "preferences" }) ?? {})
    : staying(life, lead, before, wishes, at, playbook, proof);
  const after = change.set?.consent ?? consent;
  const line = lineOf(at, what, before, wishesOf({ ...lead, consent: after }, playbook), proof);
  return { ...change, ledger: [...(change.ledger ?? []), line] };
}

/** Whoever comes back is welcome again, and goes on where it stood. */
function staying(
  life: Known,
  lead: Lead,
  before: Wishes,
  { topics }: Wishes,
  at: Instant,
  playbook: Playbook,
  proof: Partial<Proof>,
): Change {
  const { consent } = lead;
  const fresh = topics.filter((topic) => !before.topics.includes(topic));
  const isAlone = topics.length === 0 && touchable(lead).may && !touchable(life.lead).may;
  const back = playbook.campaigns.filter(({ send }) => isAlone || fresh.includes(send.topic));
  const confirms = consent.confirmedAt !== life.lead.consent.confirmedAt;
  return {
    set: { consent, ...(fresh.length > 0 ? welcomed(lead, "agreed to mail on its own page") : {}) },
    enrolments: back.flatMap(({ name }) => takenUpAgain(life, name)),
    ledger: confirms ? [confirmation(consent, at, { ...proof, how: "preferences" })] : [],
  };
}

/** The campaign's newest run, if it was leaving that ended it. */
function takenUpAgain({ enrolments, ledger }: Known, campaign: string): readonly Enrolment[] {
  const last = enrolments.findLast((run) => run.campaign === campaign);
  const hasLeft = ledger.some(({ kind, at }) => kind === "unsubscribe" && at === last?.endedAt);
  return last !== undefined && hasLeft ? [resumed(last)] : [];
}

function consentByWishes(
  { consent, ...lead }: Lead,
  before: Wishes,
  wishes: Wishes,
  at: Instant,
  playbook: Playbook,
): Consent {
  const channels = channelsAfter(consent, before, wishes, at);
  const { noContactAt, noContactToldAt, noContactTriedAt, ...lifted } = channels;
  const stands = wishes.topics.length > 0 || wishes.calls || wishes.letters ? lifted : channels;
  const fresh = wishes.topics.filter((topic) => !before.topics.includes(topic));
  const isSame = fresh.length === 0 && wishes.topics.length === before.topics.length;
  if (isSame && hasTicked(before, wishes) && isIn({ ...lead, consent }))
    return { ...stands, confirmedAt: consent.confirmedAt ?? at };
  if (wishes.topics.length === 0 || isSame) return stands;
  if (!isIn({ ...lead, consent })) return begunAnew(stands, wishes, at);
  const known = namesOf(playbook);
  const pending = pendingOf({ ...lead, consent }, playbook);
  // Nobody was asked about topics of campaigns that are no more; one that is to be confirmed stays so.
  const others = [...(consent.topics ?? []).filter((topic) => !known.includes(topic)), ...pending];
  return {
    ...stands,
    topics: [...new Set([...wishes.topics, ...others])],
    ...(hasTicked(before, wishes) ? { confirmedAt: consent.confirmedAt ?? at } : {}),
  };
}

/** Whether it agrees to anything that it didn't before. */
function hasTicked(before: Wishes, { topics, calls, letters }: Wishes): boolean {
  const more = topics.some((topic) => !before.topics.includes(topic));
  return more || (calls && !before.calls) || (letters && !before.letters);
}

/** Agreed to here for the first time, or again after leaving: what it had agreed to before is over. */
function begunAnew({ withdrawnAt, form, how, ...rest }: Consent, { topics }: Wishes, at: Instant): Consent {
  return {
    ...rest,
    givenAt: at,
    how: "on its preferences page",
    topics: [...topics],
    confirmedAt: rest.confirmedAt ?? at,
  };
}

/**
 * Calls and letters follow the mails, and end with them, until somebody says otherwise of them: a box that was ticked
 * before and is left so gives no consent.
 */
function channelsAfter(consent: Consent, before: Wishes, wishes: Wishes, at: Instant): Consent {
  const isMailed = wishes.topics.length > 0;
  const own = (stands: Consent["call"], had: boolean, wanted: boolean): Consent["call"] => {
    if (wanted && !had) return stands === undefined && isMailed ? undefined : { givenAt: at };
    // Left as it was, unless it would come on with the mails.
    if (wanted === had && (wanted || !isMailed || stands !== undefined)) return stands;
    return { givenAt: stands?.givenAt ?? consent.givenAt ?? at, withdrawnAt: at };
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
    ...turned(wishes.letters, before.letters, "may be sent letters by post", "wants no letters by post"),
    ...turned(wishes.tracked, before.tracked, "may be tracked", "wants no tracking of opens and clicks"),
  ];
}

/**
 * `now`: what holds by this, which is more than what was said: calls may have ended with the mails. Topics stand in it only
 * where it chose among them: one that it was signed up for and has yet to confirm is not taken back by a word on calls.
 */
function lineOf(
  at: Instant,
  what: readonly string[],
  before: Wishes,
  now: Wishes,
  proof: Partial<Proof>,
): LedgerLine {
  const channels = [
    ...(now.topics.length > 0 ? (["mail"] as const) : []),
    ...(now.calls ? (["call"] as const) : []),
    ...(now.letters ? (["letter"] as const) : []),
  ];
  const hasChosen = String(now.topics) !== String(before.topics);
  return {
    key: `preferences#${at}`,
    at,
    kind: "consent",
    what: what.join(", "),
    proof: { how: "preferences", channels, ...(hasChosen ? { topics: [...now.topics] } : {}), ...proof },
  };
}
