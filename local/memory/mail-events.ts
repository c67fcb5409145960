/** The event records SES would publish of a mail in memory, in SES's own shape. */
import type { SentMail } from "./memory-mail.ts";

export type MailEvent =
  | { readonly eventType: "Send" | "Delivery" | "Reject" }
  | { readonly eventType: "Open"; readonly isBotEvent?: "Likely" | "Unlikely" }
  | {
      readonly eventType: "Click";
      readonly link: string;
      readonly linkTags?: Readonly<Record<string, readonly string[]>>;
      readonly isBotEvent?: "Likely" | "Unlikely";
    }
  | { readonly eventType: "Bounce"; readonly bounceType: "Permanent" | "Transient" | "Undetermined" }
  | { readonly eventType: "Complaint" };

export function eventRecord(mail: SentMail, event: MailEvent, at: number): string {
  const { eventType, ...detail } = event;
  const timestamp = new Date(at).toISOString();
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  const feedback = { feedbackId: `${eventType}-${mail.messageId}`, bounceSubType: "General" };
  const field = eventType.charAt(0).toLowerCase() + eventType.slice(1);
  return JSON.stringify({
    eventType,
    mail: {
      messageId: mail.messageId,
      timestamp: new Date(mail.sentAt).toISOString(),
      destination: [mail.to],
      tags,
    },
    [field]: eventType === "Send" || eventType === "Reject" ? {} : { timestamp, ...feedback, ...detail },
  });
}
