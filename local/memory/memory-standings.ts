/** Which campaigns are paused, and what became of their mails by day, in memory. */
import type { CampaignStanding, Standings } from "../../functions/world/world.ts";
import { type Counted, dayOfMail, type MailDay } from "../../workflows/rules/reputation.ts";

export class MemoryStandings implements Standings {
  private readonly standings = new Map<string, CampaignStanding>();
  private readonly counts = new Map<string, Map<number, MailDay>>();

  async read(campaign: string): Promise<CampaignStanding> {
    return this.standings.get(campaign) ?? {};
  }

  async pause(campaign: string, at: number, because: string): Promise<void> {
    this.standings.set(campaign, { pausedAt: at, ...this.standings.get(campaign), because });
  }

  async resume(campaign: string, at: number): Promise<void> {
    if (this.standings.get(campaign)?.pausedAt === undefined) return;
    this.standings.set(campaign, { countedBefore: this.dayOf(campaign, at) });
  }

  async count({ campaign, what, at }: Counted): Promise<void> {
    const day = this.dayOf(campaign, at);
    const days = this.counts.get(campaign) ?? new Map<number, MailDay>();
    this.counts.set(campaign, days.set(day.day, { ...day, [what]: day[what] + 1 }));
  }

  async *days(campaign: string): AsyncGenerator<MailDay> {
    const days = [...(this.counts.get(campaign)?.values() ?? [])];
    yield* days.sort((a, b) => b.day - a.day);
  }

  private dayOf(campaign: string, at: number): MailDay {
    const day = dayOfMail(at);
    return this.counts.get(campaign)?.get(day) ?? { day, sent: 0, bounced: 0, complained: 0 };
  }
}
