/** Which campaigns are paused, in memory. */
import type { CampaignStanding, Standings } from "../../functions/world/world.ts";

export class MemoryStandings implements Standings {
  private readonly paused = new Map<string, CampaignStanding>();

  async read(campaign: string): Promise<CampaignStanding> {
    return this.paused.get(campaign) ?? {};
  }

  async pause(campaign: string, at: number, because: string): Promise<void> {
    this.paused.set(campaign, { pausedAt: at, ...this.paused.get(campaign), because });
  }

  async resume(campaign: string): Promise<void> {
    this.paused.delete(campaign);
  }
}
