/** Fetches as SES would tell of them, and as they would reach us: out of order, doubled, late. */
import type { Chance } from "./chance.ts";
import type { Fetch, Mail } from "./fetch.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

export interface Told {
  readonly at: number;
  readonly receivedAt: number;
  readonly what: Fetch | "Send" | "Delivery";
}

/** The mail's whole story, as it arrives. */
export function told(mail: Mail, fetches: readonly Fetch[], chance: Chance): readonly Told[] {
  const events: readonly Pick<Told, "at" | "what">[] = [
    { at: mail.sentAt, what: "Send" },
    { at: mail.sentAt + Math.round(chance.around(2 * SECOND, 1)), what: "Delivery" },
    ...fetches.map((what) => ({ at: what.at, what })),
  ];
  return events.flatMap((event) => {
    const first = { ...event, receivedAt: event.at + lag(chance) };
    // SNS and SQS deliver at least once: one message in a hundred comes twice.
    return chance.in(0.01) ? [first, { ...first, receivedAt: first.receivedAt + lag(chance) }] : [first];
  });
}

/** Seconds as a rule; one event in fifty waits in a queue for minutes or hours, until somebody mended something. */
function lag(chance: Chance): number {
  return Math.round(chance.in(0.02) ? chance.between(60 * SECOND, 6 * HOUR) : chance.around(2 * SECOND, 0.8));
}

/** The event record as it stands in the queue's message. */
export function recordOf(mail: Mail, { at, what }: Pick<Told, "at" | "what">): string {
  if (what === "Send") return record(mail, "Send", "send", {});
  const timestamp = iso(at);
  if (what === "Delivery")
    return record(mail, "Delivery", "delivery", { timestamp, recipients: [mail.lead] });
  const { agent, ip, isBotEvent } = what;
  const from = { timestamp, ipAddress: ip, userAgent: agent, ...(isBotEvent ? { isBotEvent } : {}) };
  if (what.what === "picture") return record(mail, "Open", "open", from);
  const { link } = what.what;
  const url = `https://www.orchard-cold-chain.example/${link}`;
  return record(mail, "Click", "click", { ...from, link: url, linkTags: { link: [link] } });
}

function record(mail: Mail, eventType: string, field: string, detail: object): string {
  return JSON.stringify({
    eventType,
    mail: {
      timestamp: iso(mail.sentAt),
      source: "nora@orchard-cold-chain.example",
      messageId: mail.messageId,
      destination: [mail.lead],
      tags: { leadId: [mail.lead], touchId: [mail.touchId], attempt: [mail.attempt] },
    },
    [field]: detail,
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
