/** Every mailbox of the world in one: what a reader could do with a mail. */
import type { Mailbox, StoredMail } from "../console/sources.ts";
import { decodedWords } from "./encoded-words.ts";
import { bounced, clicked, complained, opened } from "./happenings.ts";
import { isSeen } from "./links.ts";
import type { AcceptedMail, MailEvent, MailStore } from "./mail-store.ts";
import type { PostOffice } from "./post-office.ts";
import { replyTo, type TellActivity } from "./reply-mail.ts";
import { fetchAs } from "./robots.ts";

/** A person at this machine, in its own browser where that is known. */
function person(userAgent = "Mozilla/5.0 (Ripen laptop's mailbox)") {
  return { ipAddress: "127.0.0.1", userAgent, isBot: false };
}

/** `tell` is told of each answer, as whatever watches the reply-to mailbox would on AWS. */
export function mailbox(office: PostOffice, tell: TellActivity): Mailbox {
  const { store } = office;
  const answers = (messageId: string, by: "person" | "program") =>
    tell(replyTo(office.outgoing(messageId), by, store.events(messageId).length));
  return {
    list: () => store.mails().map((mail) => storedMail(store, mail)),
    count: () => store.sentSince(Number.NEGATIVE_INFINITY),
    get(messageId) {
      const mail = store.mail(messageId);
      return mail && storedMail(store, mail);
    },
    async open(messageId, userAgent) {
      if (office.outgoing(messageId).tracking?.opens === false) return;
      office.happen(messageId, (_, at) => opened(person(userAgent), at));
    },
    async click(messageId, n, userAgent) {
      const link = office.outgoing(messageId).links.filter(isSeen)[n];
      if (link === undefined) throw new Error(`The mail ${messageId} has no link ${n}.`);
      if (link.isTracked)
        office.happen(messageId, (_, at) => clicked(link.href, link.tags, person(userAgent), at));
      return link.href;
    },
    bounce: async (messageId, kind) =>
      office.happen(messageId, (mail, at, feedbackId) => bounced(mail.to, kind, feedbackId, at)),
    complain: async (messageId) =>
      office.happen(messageId, (mail, at, feedbackId) => complained(mail.to, feedbackId, at)),
    scan: async (messageId, robot = "known") => fetchAs(robot, office.outgoing(messageId)),
    async reply(messageId, text) {
      office.reply(messageId, text);
      await answers(messageId, "person");
    },
    async autoReply(messageId, text) {
      office.reply(messageId, `${AUTOMATIC}${text}`);
      await answers(messageId, "program");
    },
    links: (messageId) =>
      (store.mail(messageId)?.links ?? []).filter(isSeen).map(({ label, href }) => ({ label, href })),
  };
}

/** RFC 3834: how an automatic answer says that it is one. */
const AUTOMATIC = "Auto-Submitted: auto-replied\n\n";
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
    ...(isUntracked(mail) ? { isUntracked: true as const } : {}),
    events: store.events(mail.messageId).map(storedEvent),
  };
}

function isUntracked({ tracking }: AcceptedMail): boolean {
  return tracking?.opens === false && tracking.clicks === false;
}

function storedEvent({ type, at, detail }: MailEvent): StoredMail["events"][number] {
  const event = { type, at: new Date(at).toISOString(), detail };
  const isAutomatic = type === "Reply" && detail.startsWith(AUTOMATIC);
  return isAutomatic ? { ...event, type: "AutoReply", detail: detail.slice(AUTOMATIC.length) } : event;
}
