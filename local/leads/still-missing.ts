/** What stands between a lead and sales in one campaign, each thing in words. */
import { SCANNED_BY } from "../../workflows/rules/bots.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import { isProven } from "../../workflows/rules/proof.ts";
import { cooledOffAt, ripe, settledWith } from "../../workflows/rules/ripe.ts";
import { countedActs, score } from "../../workflows/rules/score.ts";
import { MINUTE } from "../../workflows/rules/time.ts";
import { inWords } from "../console/moment.ts";

/** Empty where nothing is missing: the lead is ripe, or sales has it. */
export function stillMissing(
  life: Known,
  campaign: RunningCampaign,
  playbook: Playbook,
  now: number,
): readonly string[] {
  if (isWithSales(life) || ripe(life, campaign, playbook, now)?.proven) return [];
  const { release } = campaign;
  const { zone } = understood(life.lead, playbook);
  const { fit, total } = score(life, campaign, playbook, now);
  const coolsOff = cooledOffAt(life, campaign, playbook, now);
  const settled = settledWith(life, campaign, now);
  const acts = countedActs(life, campaign, now).filter(({ at }) => at > settled);
  const found: readonly (readonly [boolean, string])[] = [
    [hasLeft(life), "a hand raised anew, since it left: of whoever left, points alone are not enough"],
    [total < release.score, points(release.score - total, "")],
    [fit < release.fit, points(release.fit - fit, " for what it is")],
    [coolsOff !== undefined, `time: sales isn't told of it again before ${inWords(coolsOff ?? now, zone)}`],
    [settled >= 0 && acts.length === 0, `anything new from it since ${inWords(Math.max(settled, 0), zone)}`],
    [!isProven(life, campaign, playbook, now, settled), onlyAPerson(campaign, settled >= 0)],
  ];
  return found.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

export function isWithSales({ handoffs }: Known): boolean {
  const last = handoffs.at(-1);
  return last !== undefined && last.status !== "rejected" && last.status !== "expired";
}

function hasLeft({ lead: { consent, suppressedAt } }: Known): boolean {
  return consent.withdrawnAt !== undefined || suppressedAt !== undefined;
}

function points(count: number, what: string): string {
  return `${count} more ${count === 1 ? "point" : "points"}${what}`;
}

function onlyAPerson({ engagement: { human } }: RunningCampaign, isAgain: boolean): string {
  const acts = ["a reply", "a form", "an answer on our pages", "a call that reaches it", ...human.map(named)];
  const soon = `within ${SCANNED_BY / MINUTE} minutes of its letter, when scanners come`;
  return `something ${isAgain ? "new " : ""}that only a person does: ${acts.join(", ")}; or clicks in two letters on two days, not each of them ${soon}`;
}

/** As programs of ours tell of it, see docs/activities.md. */
function named(activity: string): string {
  return `the activity "${activity}"`;
}
