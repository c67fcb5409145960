/** SES's events in the shape in which it publishes them to SNS. */
import type { AcceptedMail, MailEvent } from "./mail-store.ts";
import { addressOf, type SesSettings } from "./ses-settings.ts";

/** What happened, without the mail it happened to. */
export interface Happening {
  /** As in the event's `eventType`. */
  readonly type: "Send" | "Delivery" | "Open" | "Click" | "Bounce" | "Complaint" | "Reject" | "DeliveryDelay";
  /** For people. */
  readonly detail: string;
  /** What stands under the type's own name. */
  readonly content: Readonly<Record<string, unknown>>;
}

export function mailEvent(
  settings: SesSettings,
  mail: AcceptedMail,
  happening: Happening,
  at: number,
): MailEvent {
  const { type, detail, content } = happening;
  const key = camelCase(type);
  const body = { eventType: type, mail: mailPart(settings, mail), [key]: content };
  const destinations = settings.configurationSets.get(mail.configurationSet ?? "")?.destinations ?? [];
  const topics = destinations.filter(({ types }) => types.has(key)).map(({ topicArn }) => topicArn);
  return { messageId: mail.messageId, type, at, detail, body: JSON.stringify(body), topics };
}

const camelCase = (type: string) => type.charAt(0).toLowerCase() + type.slice(1);

function mailPart({ region, account }: SesSettings, mail: AcceptedMail) {
  const from = addressOf(mail.from);
  const domain = from.slice(from.indexOf("@") + 1);
  const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  return {
    timestamp: new Date(mail.sentAt).toISOString(),
    source: mail.from,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId: mail.messageId,
    destination: mail.to,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: {
      from: [mail.from],
      ...(mail.replyTo.length === 0 ? {} : { replyTo: mail.replyTo }),
      to: mail.to,
      messageId: mail.messageId,
      subject: mail.subject,
    },
    tags: {
      "ses:source-tls-version": ["TLSv1.3"],
      "ses:operation": ["SendEmail"],
      ...(mail.configurationSet === undefined ? {} : { "ses:configuration-set": [mail.configurationSet] }),
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [domain],
      "ses:caller-identity": ["laptop"],
      ...Object.fromEntries(own),
    },
  };
}
