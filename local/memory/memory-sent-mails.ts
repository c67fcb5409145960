/** Sent mails in memory. */
import type { ErasedMark, KeptMail, LeftMark, SentMails } from "../../functions/world/sent-mails.ts";

export class MemorySentMails implements SentMails {
  private readonly kept = new Map<string, KeptMail>();
  private readonly marks = new Map<string, ErasedMark>();
  private readonly leftMarks = new Map<string, LeftMark>();

  async keep(leadId: string, touchId: string, mail: KeptMail): Promise<void> {
    this.kept.set(`${leadId}/${touchId}`, mail);
  }

  async read(leadId: string, touchId: string): Promise<KeptMail | undefined> {
    return this.kept.get(`${leadId}/${touchId}`);
  }

  async *list(leadId: string): AsyncGenerator<string> {
    for (const key of [...this.kept.keys()].sort())
      if (key.startsWith(`${leadId}/`)) yield key.slice(leadId.length + 1);
  }

  async clear(leadId: string, until: number): Promise<number> {
    const old = [...this.kept].filter(([key, { at }]) => key.startsWith(`${leadId}/`) && at <= until);
    for (const [key] of old) this.kept.delete(key);
    return old.length;
  }

  async markErased(mark: ErasedMark): Promise<void> {
    this.marks.set(JSON.stringify(mark), mark);
  }

  async *erased(): AsyncGenerator<ErasedMark> {
    yield* this.marks.values();
  }

  async markLeft(mark: LeftMark): Promise<void> {
    this.leftMarks.set(JSON.stringify(mark), mark);
  }

  async *left(): AsyncGenerator<LeftMark> {
    yield* this.leftMarks.values();
  }
}
