/** SES's event record as it comes from the configuration set, parsed into what the rules know. */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { EmailEvent } from "../workflows/rules/email-event.ts";
import { LeadId } from "../workflows/rules/lead.ts";
import { TouchId } from "../workflows/rules/life.ts";
import { signOfMachine } from "../workflows/rules/scanners.ts";
import { scannerNetwork } from "./scanner-network.ts";

const Timestamp = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text) => Date.parse(text)),
);
/** A string that may be missing; missing is not "Unlikely". */
const isBotEvent = z.optional(z.string());

/** Where an open or a click came from. Either may be missing or be anything; neither is kept. */
const origin = {
  userAgent: z.catch(z.optional(z.string()), undefined),
  ipAddress: z.catch(z.optional(z.string()), undefined),
};

/** From `ses:tags` on the link; null where it has none. */
const linkTags = z.nullish(z.record(z.string(), z.array(z.string())));

const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    timestamp: Timestamp,
    tags: z._default(z.record(z.string(), z.array(z.string())), {}),
  }),
  delivery: z.optional(z.object({ timestamp: Timestamp })),
  deliveryDelay: z.optional(z.object({ timestamp: Timestamp })),
  open: z.optional(z.object({ timestamp: Timestamp, isBotEvent, ...origin })),
  click: z.optional(z.object({ timestamp: Timestamp, link: z.string(), linkTags, isBotEvent, ...origin })),
  bounce: z.optional(
    z.object({
      timestamp: Timestamp,
      feedbackId: z.string(),
      bounceType: z.string(),
      bounceSubType: z.string(),
    }),
  ),
  complaint: z.optional(
    z.object({ timestamp: Timestamp, feedbackId: z.string(), complaintFeedbackType: z.nullish(z.string()) }),
  ),
  subscription: z.optional(z.object({ timestamp: Timestamp })),
});
type SesEvent = z.infer<typeof SesEvent>;

/** The event and its lead; undefined for a mail that carries no tags of ours. Throws on what is no SES event at all. */
export function parseSesEvent(
  body: string,
  receivedAt: number,
): { readonly leadId: LeadId; readonly event: EmailEvent } | undefined {
  const ses = SesEvent.parse(JSON.parse(body));
  const leadId = LeadId.safeParse(ses.mail.tags["leadId"]?.[0]);
  const touchId = TouchId.safeParse(ses.mail.tags["touchId"]?.[0]);
  const attempt = ses.mail.tags["attempt"]?.[0];
  if (!leadId.success || !touchId.success || attempt === undefined) return undefined;
  const at = Math.min(timeOf(ses), receivedAt);
  return {
    leadId: leadId.data,
    event: { touchId: touchId.data, attempt, messageId: ses.mail.messageId, at, fact: factOf(ses) },
  };
}

function timeOf(ses: SesEvent): number {
  const told = ses.bounce ?? ses.complaint ?? ses.subscription;
  const own = ses.click ?? ses.open ?? told ?? ses.delivery ?? ses.deliveryDelay;
  return (own ?? ses.mail).timestamp;
}

function factOf(ses: SesEvent): EmailEvent["fact"] {
  if (ses.click) return { type: "click", link: linkOf(ses.click), ...signs("click", ses.click) };
  if (ses.open) return { type: "open", ...signs("open", ses.open) };
  if (ses.bounce)
    return {
      type: "bounce",
      feedbackId: ses.bounce.feedbackId,
      permanent: ses.bounce.bounceType === "Permanent",
      kind: `${ses.bounce.bounceType}, ${ses.bounce.bounceSubType}`,
    };
  if (ses.complaint) return complaintOf(ses.complaint);
  return PLAIN[ses.eventType] ?? { type: "other", name: ses.eventType.slice(0, 64) };
}

/** By the same way a reader says that a mail was taken for spam and is none (RFC 5965, `not-spam`). */
function complaintOf({
  feedbackId,
  complaintFeedbackType,
}: NonNullable<SesEvent["complaint"]>): EmailEvent["fact"] {
  return complaintFeedbackType === "not-spam" ? { type: "no spam" } : { type: "complaint", feedbackId };
}

const PLAIN: Readonly<Record<string, EmailEvent["fact"]>> = {
  Send: { type: "send" },
  Delivery: { type: "delivery" },
  DeliveryDelay: { type: "delay" },
  Reject: { type: "reject" },
  "Rendering Failure": { type: "rendering failure" },
  Subscription: { type: "subscription" },
};

/** SES doesn't say whether it was asked by GET or by HEAD, so that is no sign here; its own verdict may rest on it. */
function signs(of: "open" | "click", told: NonNullable<SesEvent["open"]>) {
  const machine = told.isBotEvent === "Likely" ? "the mail service takes it for a machine's" : undefined;
  const { userAgent, ipAddress } = told;
  return { machine, probable: signOfMachine(of, { userAgent, network: scannerNetwork(ipAddress) }) };
}

/** The ledger keeps a link's name, or where it led as a hash; never the URL: it may carry a token. */
function linkOf({ link, linkTags }: NonNullable<SesEvent["click"]>): string {
  const name = linkTags?.["link"]?.[0] ?? "";
  return /^[\w-]{1,64}$/.test(name) ? name : createHash("sha256").update(link).digest("hex").slice(0, 16);
}
