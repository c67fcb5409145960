/** What can happen to a mail, in a reader's words; SES's own stand in the JSON. */
import type { StoredMail } from "./sources.ts";

type MailEvent = StoredMail["events"][number];

const WORDS: ReadonlyMap<string, string> = new Map([
  ["Send", "sent"],
  ["Delivery", "delivered"],
  ["DeliveryDelay", "delayed"],
  ["Open", "opened"],
  ["Click", "clicked"],
  ["Bounce", "bounced"],
  ["Complaint", "marked as spam"],
  ["Reject", "rejected"],
  ["Reply", "answered"],
  ["AutoReply", "answered by itself"],
]);

export const inAWord = ({ type }: MailEvent) => WORDS.get(type) ?? type;

/** What the word doesn't say already: `to zoe@dairy.example` of `delivered to zoe@dairy.example`. */
export function beyondTheWord(event: MailEvent): string {
  const word = inAWord(event);
  return event.detail.startsWith(word) ? event.detail.slice(word.length).trim() : event.detail;
}
