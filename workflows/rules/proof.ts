/** What a release rests on beside its points: that a person is there. A scanner's clicks look much like a reader's. */
import { type Fetch, SCANNED_BY, SCANNED_WITHIN, sinceSend, verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import { humanActs } from "./human-act.ts";
import type { Known, Touch } from "./life.ts";
import { type Playbook, understood } from "./playbook.ts";
import { DAY, dayOf, type Instant, milliseconds } from "./time.ts";

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
  return isNoScanners(clicks, life, now) && onTwoDays(clicks, understood(life.lead, playbook).zone);
}

/** One mail may be scanned without a trace; two, on two days, each with one click that stood, hardly. */
function onTwoDays(clicks: readonly Fetch[], zone: string): boolean {
  const mails = Map.groupBy(clicks, ({ line }) => line.messageId);
  if (mails.size < 2) return false;
  const days = [...mails.values()].map((each) => new Set(each.map(({ at }) => dayOf(at, zone))));
  return days.some((one, index) =>
    days
      .slice(index + 1)
      .some((other) => one.size > 1 || other.size > 1 || ![...one].every((day) => other.has(day))),
  );
}

/** A scanner may let a mail pass; hardly two. */
const LEFT_ALONE = 2;

/**
 * A scanner that leaves no other trace still comes to every mail, within minutes or half an hour. So one of these clicks must
 * be later than that; or not all of them as soon as scanners come, where some mails were left alone.
 */
function isNoScanners(clicks: readonly Fetch[], life: Known, now: Instant): boolean {
  const sentTo = new Map(life.touches.map((touch) => [touch.touchId, touch]));
  const touchOf = ({ line }: Fetch) => sentTo.get(line.touchId ?? "");
  if (clicks.some((click) => sinceSend(click.at, touchOf(click)) > SCANNED_BY)) return true;
  const isLater = clicks.some((click) => sinceSend(click.at, touchOf(click)) > SCANNED_WITHIN);
  return isLater && leftAlone(life, now).length >= LEFT_ALONE;
}

/** The mails of which nobody, and nothing, had opened a link a day later. */
function leftAlone(life: Known, now: Instant): readonly Touch[] {
  const visited = new Set(verdicts(life).visits.map(({ fetches }) => fetches[0]?.line.touchId));
  return life.touches.filter(
    ({ touchId, sentAt, links = 0 }) =>
      links > 0 && sentAt !== undefined && sentAt + DAY <= now && !visited.has(touchId),
  );
}

function clicksOfPeople(life: Known): readonly Fetch[] {
  return verdicts(life)
    .visits.filter(({ machine }) => machine === undefined)
    .flatMap(({ fetches }) => fetches)
    .filter(({ line }) => line.probable === undefined);
}
