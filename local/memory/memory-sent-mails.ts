/** Sent mails in memory. */
import type { KeptMail, SentMails } from "../../functions/world/world.ts";

export class MemorySentMails implements SentMails {
  private readonly kept = new Map<string, KeptMail>();

  async keep(leadId: string, touchId: string, mail: KeptMail): Promise<void> {
    this.kept.set(`${leadId}/${touchId}`, mail);
  }

  async read(leadId: string, touchId: string): Promise<KeptMail | undefined> {
    return this.kept.get(`${leadId}/${touchId}`);
  }
}
