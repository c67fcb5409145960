/**
 * How long we keep what we know of a lead that nothing is left to do for: a month if it never confirmed its address, and
 * else as long as the firm keeps anybody who gives no more signs.
 */
import type { RunningCampaign } from "./campaign.ts";
import { after } from "./clock.ts";
import { awaitsConfirmation, gone, mailable } from "./consent.ts";
import type { Decision } from "./decision.ts";
import type { Lead } from "./lead.ts";
import type { Known, LedgerLine } from "./life.ts";
import { HOUSE, isOfTheHouse } from "./planned-touch.ts";
import { type Playbook, runs } from "./playbook.ts";
import { saidNo } from "./taken-back.ts";
import type { Instant, Span } from "./time.ts";

/** From the letter that asks, or the last post if that came later. */
export const UNCONFIRMED_KEPT: Span = "30 days";

type End = Decision & { readonly do: "end" };

/** `end`: what it needs otherwise. */
export function keptOrForgotten(life: Known, end: End, playbook: Playbook, now: Instant): Decision {
  const unconfirmed = unconfirmedUntil(life, playbook);
  if (unconfirmed !== undefined)
    return now >= unconfirmed
      ? { do: "erase", because: `not confirmed within ${UNCONFIRMED_KEPT}`, doNotContact: saidNo(life) }
      : { do: "sleep", until: unconfirmed, because: "until its address is confirmed, or it is erased" };
  const { retention } = playbook;
  if (retention === undefined || isOfSales(life)) return end;
  const forgetAt = after(lastHadToDo(life), retention, playbook.defaultTimeZone);
  if (now < forgetAt) return { ...end, forgetAt };
  const because = `no sign of it for ${retention}`;
  return { do: "erase", because, doNotContact: saidNo(life) };
}

/** Until when a lead is kept that was asked for its confirmation and is nothing but a form post so far; undefined for any other. */
export function unconfirmedUntil(life: Known, playbook: Playbook): Instant | undefined {
  const { lead, handoffs, touches, ledger } = life;
  const { givenAt, confirmedAt } = lead.consent;
  if (givenAt === undefined || confirmedAt !== undefined || gone(lead) !== undefined) return undefined;
  if (lead.owner !== undefined || handoffs.length > 0 || ledger.some(isMoreThanAPost)) return undefined;
  const open = runs(life, playbook).filter(({ enrolment }) => enrolment.endedAt === undefined);
  if (open.some(({ campaign }) => mailsWithoutAsking(lead, campaign))) return undefined;
  const asked = touches.filter(({ name }) => name === HOUSE.confirm).map(({ claimedAt }) => claimedAt);
  // Whoever had other mails came in by consent alone, and the campaign has become stricter since.
  if (asked.length === 0 || touches.some(({ name }) => !isOfTheHouse(name))) return undefined;
  const posts = ledger.filter(({ kind }) => kind === "form").map(({ at }) => at);
  return after(Math.max(Math.min(...asked), ...posts), UNCONFIRMED_KEPT, playbook.defaultTimeZone);
}

/** The consent on its form is enough for a campaign that goes on. */
function mailsWithoutAsking(lead: Lead, campaign: RunningCampaign): boolean {
  return !awaitsConfirmation(lead, campaign) && mailable(lead, campaign.send.topic).may;
}

/** It asked for sales, wrote, acted, or was brought in by us. */
function isMoreThanAPost({ kind, handRaised }: LedgerLine): boolean {
  return handRaised !== undefined || MORE.has(kind);
}

const MORE = new Set<LedgerLine["kind"]>(["import", "reply", "answer", "activity", "task", "handoff"]);

/** Whoever sales has, or sold to, is kept for reasons of their own. */
function isOfSales({ lead: { lifecycle } }: Known): boolean {
  return lifecycle === "customer" || lifecycle === "sal" || lifecycle === "sql";
}

/** When it and we last had to do with each other: letters of the campaigns are none, a call or a hand-off is. */
function lastHadToDo({ lead, ledger }: Known): Instant {
  const signs = ledger.filter(({ kind }) => HAD_TO_DO.has(kind)).map(({ at, again }) => again?.at(-1) ?? at);
  return Math.max(lead.createdAt, ...signs);
}

const HAD_TO_DO = new Set<LedgerLine["kind"]>([
  "form",
  "import",
  "consent",
  "open",
  "click",
  "reply",
  "complaint",
  "unsubscribe",
  "confirm",
  "handoff",
  "task",
  "activity",
  "answer",
]);
