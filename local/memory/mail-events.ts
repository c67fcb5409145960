/** The event records SES would publish of a mail in memory, in SES's own shape. */
import type { SentMail } from "./memory-mail.ts";

export type MailEvent =
  | { readonly eventType: "Send" | "Delivery" | "DeliveryDelay" | "Reject" | "Rendering Failure" }
  | { readonly eventType: "Open"; readonly isBotEvent?: "Likely" | "Unlikely" }
  | {
      readonly eventType: "Click";
      readonly link: string;
      readonly linkTags?: Readonly<Record<string, readonly string[]>>;
      readonly isBotEvent?: "Likely" | "Unlikely";
    }
  | { readonly eventType: "Bounce"; readonly bounceType: "Permanent" | "Transient" | "Undetermined" }
  | { readonly eventType: "Complaint"; readonly complaintFeedbackType?: "abuse" | "not-spam" }
  | { readonly eventType: "Subscription" };

export function eventRecord(mail: SentMail, event: MailEvent, at: number): string {
  const { eventType, ...detail } = event;
  const timestamp = new Date(at).toISOString();
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  const feedback = { feedbackId: `${eventType}-${mail.messageId}`, bounceSubType: "General" };
  const field =
    eventType === "Rendering Failure" ? "failure" : eventType.charAt(0).toLowerCase() + eventType.slice(1);
  return JSON.stringify({
    eventType,
    mail: {
      messageId: mail.messageId,
      timestamp: new Date(mail.sentAt).toISOString(),
      destination: [mail.to],
      tags,
    },
    [field]: TIMELESS.has(eventType) ? {} : { timestamp, ...feedback, ...detail },
  });
}

/** Those that carry no time of their own, but the mail's. */
const TIMELESS = new Set<string>(["Send", "Reject", "Rendering Failure"]);
