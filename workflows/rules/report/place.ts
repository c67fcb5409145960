/** Campaigns stand in their own order, and those that are no more after them. */
import type { RunningCampaign } from "../campaign.ts";

export function placeOf(campaign: string, campaigns: readonly RunningCampaign[]): number {
  const place = campaigns.findIndex(({ name }) => name === campaign);
  return place < 0 ? campaigns.length : place;
}
