/** Every mailbox of the world in one: what a reader could do with a mail. */
import type { Mailbox, StoredMail } from "../console/sources.ts";
import { bounced, clicked, complained, opened } from "./happenings.ts";
import type { AcceptedMail, MailStore } from "./mail-store.ts";
import type { PostOffice } from "./post-office.ts";

const person = { ipAddress: "127.0.0.1", userAgent: "Mozilla/5.0 (Ripen laptop's mailbox)", isBot: false };

export function mailbox(office: PostOffice): Mailbox {
  const { store } = office;
  return {
    list: () => store.mails().map((mail) => storedMail(store, mail)),
    get(messageId) {
      const mail = store.mail(messageId);
      return mail && storedMail(store, mail);
    },
    open: async (messageId) => office.happen(messageId, (_, at) => opened(person, at)),
    async click(messageId, n) {
      const link = office.outgoing(messageId).links[n];
      if (link === undefined) throw new Error(`The mail ${messageId} has no link ${n}.`);
      if (link.isTracked) office.happen(messageId, (_, at) => clicked(link.href, link.tags, person, at));
      return link.href;
    },
    bounce: async (messageId, kind) =>
      office.happen(messageId, (mail, at, feedbackId) => bounced(mail.to, kind, feedbackId, at)),
    complain: async (messageId) =>
      office.happen(messageId, (mail, at, feedbackId) => complained(mail.to, feedbackId, at)),
    reply: async (messageId, text) => office.reply(messageId, text),
    links: (messageId) => (store.mail(messageId)?.links ?? []).map(({ label, href }) => ({ label, href })),
  };
}

function storedMail(store: MailStore, mail: AcceptedMail): StoredMail {
  return {
    messageId: mail.messageId,
    from: mail.from,
    to: mail.to.join(", "),
    subject: mail.subject,
    headers: Object.fromEntries(mail.headers.map(({ name, value }) => [name, value])),
    html: mail.html,
    text: mail.text,
    sentAt: new Date(mail.sentAt).toISOString(),
    leadId: mail.tags["leadId"],
    touchId: mail.tags["touchId"],
    events: store
      .events(mail.messageId)
      .map(({ type, at, detail }) => ({ type, at: new Date(at).toISOString(), detail })),
  };
}
