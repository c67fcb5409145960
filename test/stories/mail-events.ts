/** What the mail service may say of a mail, and telling a story of it. */
import type { MailEvent } from "../../local/memory/mail-events.ts";
import type { Story } from "./line.ts";

export const SOFT: MailEvent = { eventType: "Bounce", bounceType: "Transient" };
export const HARD: MailEvent = { eventType: "Bounce", bounceType: "Permanent" };
export const COMPLAINT: MailEvent = { eventType: "Complaint" };

/** Of the newest mail, at once, unless told otherwise; what comes of it has happened afterwards. */
export async function hears(
  told: Story,
  event: MailEvent,
  mail = told.mails.at(-1),
  at = told.now,
): Promise<void> {
  if (mail === undefined) throw new Error("no mail was sent");
  told.line.tell(mail, event, at);
  await told.line.settle();
}
