/** A mail service in memory: takes mails, or answers as a story tells it to. */
import type { MailService, OutgoingMail, SendAnswer } from "../../functions/world/world.ts";

export interface SentMail extends OutgoingMail {
  readonly messageId: string;
  readonly sentAt: number;
}

/** What the service does with a mail: takes it, refuses it, or takes it and loses the answer. */
export type Mood = SendAnswer | "take" | "take and lose the answer";

export class MemoryMail implements MailService {
  readonly sent: SentMail[] = [];
  /** Asked for every mail; a story may set it. */
  mood: (mail: OutgoingMail) => Mood = () => "take";
  private readonly now: () => number;
  private readonly took: (mail: SentMail) => void;

  constructor(now: () => number, took: (mail: SentMail) => void) {
    this.now = now;
    this.took = took;
  }

  async send(mail: OutgoingMail): Promise<SendAnswer> {
    const mood = this.mood(mail);
    if (typeof mood === "object") return mood;
    const messageId = `mail-${this.sent.length + 1}`;
    const sent = { ...mail, messageId, sentAt: this.now() };
    this.sent.push(sent);
    this.took(sent);
    return mood === "take" ? { answer: "sent", messageId } : { answer: "unknown", code: "TimeoutError" };
  }
}
