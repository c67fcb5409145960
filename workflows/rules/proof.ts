/** What a release rests on beside its points: that a person is there. A scanner's clicks look much like a reader's. */
import { type Act, actsOf, isCounted } from "./acts.ts";
import { verdicts } from "./bots.ts";
import type { RunningCampaign } from "./campaign.ts";
import { humanActs } from "./human-act.ts";
import type { Known } from "./life.ts";
import { type Playbook, understood } from "./playbook.ts";
import { dayOf, type Instant } from "./time.ts";

/** Whether a person has acted after `since`, as far as we know `now`: once as only people do, or by clicks in two mails on two days. */
export function isProven(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: Instant,
  since: Instant,
): boolean {
  return (
    humanActs(life, campaign).some(({ at }) => at > since && at <= now) ||
    onTwoDays(clicksOfPeople(life, campaign, now, since), understood(life.lead, playbook).zone)
  );
}

/** One mail may be scanned without a trace; two, on two days, each with one click that stood, hardly. */
function onTwoDays(clicks: readonly Act[], zone: string): boolean {
  const mails = Map.groupBy(clicks, ({ line }) => line.messageId);
  if (mails.size < 2) return false;
  const days = [...mails.values()].map((each) => new Set(each.map(({ at }) => dayOf(at, zone))));
  return days.some((one, index) =>
    days
      .slice(index + 1)
      .some((other) => one.size > 1 || other.size > 1 || ![...one].every((day) => other.has(day))),
  );
}

function clicksOfPeople(life: Known, campaign: RunningCampaign, now: Instant, since: Instant) {
  const { of } = verdicts(life);
  return actsOf(life, campaign).filter(
    (act) =>
      act.line.kind === "click" &&
      act.at > since &&
      isCounted(act, now) &&
      of.get(act.line.key)?.by === "person",
  );
}
