/** Every mailbox of the world in one: what a reader could do with a mail. */
import type { Mailbox, StoredMail } from "../console/sources.ts";
import { decodedWords } from "./encoded-words.ts";
import { bounced, clicked, complained, opened } from "./happenings.ts";
import type { AcceptedMail, MailEvent, MailStore } from "./mail-store.ts";
import type { PostOffice } from "./post-office.ts";

const person = { ipAddress: "127.0.0.1", userAgent: "Mozilla/5.0 (Ripen laptop's mailbox)", isBot: false };

export function mailbox(office: PostOffice): Mailbox {
  const { store } = office;
  return {
    list: () => store.mails().map((mail) => storedMail(store, mail)),
    count: () => store.sentSince(Number.NEGATIVE_INFINITY),
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
    scan: async (messageId) => scan(office.outgoing(messageId)),
    reply: async (messageId, text) => office.reply(messageId, text),
    autoReply: async (messageId, text) => office.reply(messageId, `${AUTOMATIC}${text}`),
    links: (messageId) => (store.mail(messageId)?.links ?? []).map(({ label, href }) => ({ label, href })),
  };
}

/** RFC 3834: how an automatic answer says that it is one. */
const AUTOMATIC = "Auto-Submitted: auto-replied\n\n";
const TRACKED = /https?:\/\/[^"\s]+\/ses\/(?:click|open)\/[^"\s]+/g;
const SCANNER = { redirect: "manual", headers: { "user-agent": "Ripen laptop's MailScanner/1.0" } } as const;

async function scan({ html }: AcceptedMail): Promise<number> {
  const urls = html.match(TRACKED) ?? [];
  await Promise.all(urls.map(async (url) => (await fetch(url, SCANNER)).arrayBuffer()));
  return urls.length;
}

function storedMail(store: MailStore, mail: AcceptedMail): StoredMail {
  return {
    messageId: mail.messageId,
    from: decodedWords(mail.from),
    to: mail.to.join(", "),
    subject: mail.subject,
    headers: Object.fromEntries(mail.headers.map(({ name, value }) => [name, value])),
    html: mail.html,
    text: mail.text,
    sentAt: new Date(mail.sentAt).toISOString(),
    leadId: mail.tags["leadId"],
    touchId: mail.tags["touchId"],
    events: store.events(mail.messageId).map(storedEvent),
  };
}

function storedEvent({ type, at, detail }: MailEvent): StoredMail["events"][number] {
  const event = { type, at: new Date(at).toISOString(), detail };
  const isAutomatic = type === "Reply" && detail.startsWith(AUTOMATIC);
  return isAutomatic ? { ...event, type: "AutoReply", detail: detail.slice(AUTOMATIC.length) } : event;
}
