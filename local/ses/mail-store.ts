/** Every mail that was accepted, its links and its events: stored before SendEmail answers. */
import type { DatabaseSync } from "node:sqlite";
import type { MailLink } from "./links.ts";

export interface AcceptedMail {
  readonly messageId: string;
  /** Virtual time, in milliseconds. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly html: string;
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | undefined;
  readonly replyTo: readonly string[];
  readonly links: readonly MailLink[];
  /** What its sender asked of this one mail; the configuration set's way where nothing was said. */
  readonly tracking?: { readonly opens?: boolean; readonly clicks?: boolean };
}

export interface MailEvent {
  readonly messageId: string;
  readonly type: string;
  readonly at: number;
  /** For people; a reply's text. */
  readonly detail: string;
  /** The JSON that goes to the topics of the configuration set. */
  readonly body: string;
  /** The topics that still have to be told. */
  readonly topics: readonly string[];
}

export interface MailStore {
  /** The mail and what happened to it at once, in one transaction. */
  accept(mail: AcceptedMail, events: readonly MailEvent[]): void;
  record(event: MailEvent): void;
  mail(messageId: string): AcceptedMail | undefined;
  mails(): readonly AcceptedMail[];
  events(messageId: string): readonly MailEvent[];
  /** Events whose topics have not been told, oldest first. */
  unpublished(): readonly { readonly seq: number; readonly event: MailEvent }[];
  published(seq: number): void;
  suppress(address: string, reason: string): void;
  suppressedFor(address: string): string | undefined;
  sentSince(instant: number): number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS mails (
    seq INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, sent_at INTEGER NOT NULL,
    mail TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS mail_events (
    seq INTEGER PRIMARY KEY, message_id TEXT NOT NULL, event TEXT NOT NULL, published INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS mail_events_by_mail ON mail_events (message_id);
  CREATE INDEX IF NOT EXISTS mail_events_unpublished ON mail_events (seq) WHERE published = 0;
  CREATE TABLE IF NOT EXISTS suppressed (address TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
`;

export function openMailStore(database: DatabaseSync): MailStore {
  database.exec(schema);
  const prepare = (sql: string) => database.prepare(sql);
  const insertMail = prepare("INSERT INTO mails (message_id, sent_at, mail) VALUES (?, ?, ?)");
  const insertEvent = prepare("INSERT INTO mail_events (message_id, event, published) VALUES (?, ?, ?)");
  const oneMail = prepare("SELECT mail FROM mails WHERE message_id = ?");
  const allMails = prepare("SELECT mail FROM mails ORDER BY seq");
  const eventsOf = prepare("SELECT event FROM mail_events WHERE message_id = ? ORDER BY seq");
  const waiting = prepare("SELECT seq, event FROM mail_events WHERE published = 0 ORDER BY seq LIMIT 100");
  const markPublished = prepare("UPDATE mail_events SET published = 1 WHERE seq = ?");
  const upsertSuppressed = prepare("INSERT OR REPLACE INTO suppressed (address, reason) VALUES (?, ?)");
  const readSuppressed = prepare("SELECT reason FROM suppressed WHERE address = ?");
  const countSent = prepare("SELECT count(*) AS sent FROM mails WHERE sent_at > ?");

  const record = (event: MailEvent) =>
    void insertEvent.run(event.messageId, JSON.stringify(event), event.topics.length === 0 ? 1 : 0);
  const parse = <T>(row: Record<string, unknown>, column: string) => JSON.parse(String(row[column])) as T;

  return {
    accept(mail, events) {
      database.exec("BEGIN IMMEDIATE");
      try {
        insertMail.run(mail.messageId, mail.sentAt, JSON.stringify(mail));
        for (const event of events) record(event);
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    record,
    mail(messageId) {
      const row = oneMail.get(messageId);
      return row && parse<AcceptedMail>(row, "mail");
    },
    mails: () => allMails.all().map((row) => parse<AcceptedMail>(row, "mail")),
    events: (messageId) => eventsOf.all(messageId).map((row) => parse<MailEvent>(row, "event")),
    unpublished: () =>
      waiting.all().map((row) => ({ seq: Number(row["seq"]), event: parse<MailEvent>(row, "event") })),
    published: (seq) => void markPublished.run(seq),
    suppress: (address, reason) => void upsertSuppressed.run(address.toLowerCase(), reason),
    suppressedFor(address) {
      const row = readSuppressed.get(address.toLowerCase());
      return row && String(row["reason"]);
    },
    sentSince: (instant) => Number(countSent.get(instant)?.["sent"] ?? 0),
  };
}
