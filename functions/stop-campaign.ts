/** Pauses a campaign whose newest mails fare too badly, and tells the operators by a metric. */
import { isEnough, type MailDay, whyStop } from "../workflows/rules/reputation.ts";
import type { Standings, World } from "./world/world.ts";

/**
 * Asked only when a hard bounce or a complaint was newly counted. A campaign that is paused already keeps its reason. Two
 * that ask at once may both pause it: for the same reason, since the same moment or nearly.
 */
export async function stopIfItFaresBadly(world: World, campaign: string): Promise<void> {
  const { pausedAt, countedBefore } = await world.standings.read(campaign);
  if (pausedAt !== undefined) return;
  const because = whyStop(await newestDays(world.standings, campaign, countedBefore), countedBefore);
  if (because === undefined) return;
  await world.standings.pause(campaign, world.receivedAt(), because);
  world.report.warn("a campaign stopped itself", { campaign, because });
  world.report.count("CampaignStopped");
}

/** As far back as the rule looks. */
export async function newestDays(
  standings: Standings,
  campaign: string,
  before?: MailDay,
): Promise<readonly MailDay[]> {
  const days: MailDay[] = [];
  for await (const day of standings.days(campaign)) {
    days.push(day);
    if (isEnough(days, before)) break;
  }
  return days;
}
