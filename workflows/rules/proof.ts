/** What a release rests on beside its points: that a person is there. A scanner's clicks look much like a reader's. */
import {
  type Fetch,
  isScan,
  linksOf,
  SCANNED_BY,
  SCANNED_WITHIN,
  sinceSend,
  type Visit,
  verdicts,
} from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import { dayAt } from "./clock.ts";
import { humanActs } from "./human-act.ts";
import type { Known, TouchId } from "./life.ts";
import { type Playbook, understood } from "./playbook.ts";
import { DAY, type Instant, milliseconds } from "./time.ts";

/** Whether a person has acted after `since`, as far as we know `now`: once as only people do, or by clicks in two mails on two days. */
export function isProven(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
  since: Instant,
): boolean {
  if (humanActs(life, campaign).some(({ at }) => at > since && at <= now)) return true;
  const settled = now - milliseconds(campaign.engagement.settle);
  const clicks = clicksOfPeople(life).filter(({ at }) => at > since && at <= settled);
  return (
    isNoScanners(clicks, life, now) &&
    isChoice(clicks, life) &&
    onTwoDays(clicks, understood(life.lead, playbook).zone)
  );
}

/** One mail may be scanned without a trace; two, on two days, each with one click that stood, hardly. */
function onTwoDays(clicks: readonly Fetch[], zone: string): boolean {
  const mails = Map.groupBy(clicks, ({ line }) => line.messageId);
  if (mails.size < 2) return false;
  const days = [...mails.values()].map((each) => new Set(each.map(({ at }) => dayAt(at, zone))));
  return days.some((one, index) =>
    days
      .slice(index + 1)
      .some((other) => one.size > 1 || other.size > 1 || ![...one].every((day) => other.has(day))),
  );
}

/** A scanner may let a mail pass; hardly two. */
const LEFT_ALONE = 2;
/** And never most of them. */
const MOST_LEFT_ALONE = 3;

/**
 * A scanner that leaves no other trace still comes to every mail, within minutes or half an hour. So one of these clicks must
 * be later than that, or in a mail that its scanner had visibly been to; or not all of them as soon as scanners come,
 * where some mails were left alone; or most mails were.
 */
function isNoScanners(clicks: readonly Fetch[], life: Known, now: Instant): boolean {
  const { visits } = verdicts(life);
  const sentTo = new Map(life.touches.map((touch) => [touch.touchId, touch]));
  const touchOf = ({ line }: Fetch) => sentTo.get(line.touchId ?? "");
  const scanned = new Set(visits.filter(isScan).map(mailOf));
  const isApart = (click: Fetch) =>
    scanned.has(click.line.touchId) || sinceSend(click.at, touchOf(click)) > SCANNED_BY;
  if (clicks.some(isApart)) return true;
  const alone = leftAlone(life, now).length;
  if (alone >= MOST_LEFT_ALONE && alone > new Set(visits.map(mailOf)).size) return true;
  return alone >= LEFT_ALONE && clicks.some((click) => sinceSend(click.at, touchOf(click)) > SCANNED_WITHIN);
}

/**
 * A scanner that looks again, hours later, opens all that it opened before. So where one is about, one of the clicks must be
 * choosier than that, or be made by something that isn't known for a scanner where the scanner is.
 */
function isChoice(clicks: readonly Fetch[], life: Known): boolean {
  const scans = Map.groupBy(verdicts(life).visits.filter(isScan), mailOf);
  if (scans.size === 0) return true;
  const links = new Map(
    life.touches.map((touch) => [touch.touchId, touch.links ?? Number.POSITIVE_INFINITY]),
  );
  const own = verdicts(life).visits.filter(({ fetches }) => clicks.some((click) => fetches.includes(click)));
  return own.some((visit) => {
    const seen = scans.get(mailOf(visit)) ?? [];
    const most = Math.max(
      links.get(mailOf(visit) ?? "") ?? 0,
      ...seen.map((scan) => linksOf(scan.fetches).size),
    );
    return seen.some(isMarked) || linksOf(visit.fetches).size < most;
  });
}

function isMarked({ fetches }: Visit): boolean {
  return fetches.some(({ line }) => line.machine !== undefined || line.probable !== undefined);
}

function mailOf({ fetches }: Visit): TouchId | undefined {
  return fetches[0]?.line.touchId;
}

/** The mails of which nobody, and nothing, had opened a link a day later. */
function leftAlone(life: Known, now: Instant): readonly Instant[] {
  return aloneFrom(life).filter((at) => at <= now);
}

/** When each of the mails that nobody has opened a link of yet will count as left alone. */
function aloneFrom(life: Known): readonly Instant[] {
  const visited = new Set(verdicts(life).visits.map(mailOf));
  return life.touches.flatMap(({ touchId, sentAt, links = 0 }) =>
    links > 0 && sentAt !== undefined && !visited.has(touchId) ? [sentAt + DAY] : [],
  );
}

/** The instants ahead at which mails left alone may prove a person, the next first. */
export function provingSilences(life: Known, now: Instant): readonly Instant[] {
  return aloneFrom(life)
    .filter((at) => at > now)
    .sort((a, b) => a - b);
}

function clicksOfPeople(life: Known): readonly Fetch[] {
  return verdicts(life)
    .visits.filter(({ machine }) => machine === undefined)
    .flatMap(({ fetches }) => fetches)
    .filter(({ line }) => line.probable === undefined);
}
