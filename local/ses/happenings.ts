/** What can happen to a mail, each in SES's words. `at` is virtual time. */
import type { Happening } from "./event.ts";
import { isSeen } from "./links.ts";

const iso = (at: number) => new Date(at).toISOString();

export const sent: Happening = { type: "Send", detail: "accepted", content: {} };

export const delivered = (to: readonly string[], at: number): Happening => ({
  type: "Delivery",
  detail: `delivered to ${to.join(", ")}`,
  content: {
    timestamp: iso(at),
    processingTimeMillis: 0,
    recipients: to,
    smtpResponse: "250 2.0.0 OK laptop",
    reportingMTA: "laptop.ripen",
  },
});

export interface Reader {
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly isBot: boolean;
}

const reading = ({ ipAddress, userAgent, isBot }: Reader, at: number) => ({
  ipAddress,
  timestamp: iso(at),
  userAgent,
  isBotEvent: isBot ? "Likely" : "Unlikely",
});

export const opened = (reader: Reader, at: number): Happening => ({
  type: "Open",
  detail: "opened",
  content: reading(reader, at),
});

export const clicked = (
  link: string,
  tags: Readonly<Record<string, readonly string[]>>,
  reader: Reader,
  at: number,
): Happening => ({
  type: "Click",
  detail: isSeen({ tags }) ? link : `${link}, by the link that people don't see`,
  content: { ...reading(reader, at), link, linkTags: Object.keys(tags).length === 0 ? null : tags },
});

export type BounceKind = "Permanent" | "Transient" | "Undetermined";

const diagnoses: Readonly<Record<BounceKind, { status: string; code: string }>> = {
  Permanent: { status: "5.1.1", code: "smtp; 550 5.1.1 user unknown" },
  Transient: { status: "4.2.2", code: "smtp; 452 4.2.2 mailbox full" },
  Undetermined: { status: "5.0.0", code: "smtp; 554 5.0.0 undetermined" },
};

export const bounced = (
  to: readonly string[],
  kind: BounceKind,
  feedbackId: string,
  at: number,
  subType = kind === "Undetermined" ? "Undetermined" : "General",
): Happening => ({
  type: "Bounce",
  detail: `${kind} ${subType}`,
  content: {
    feedbackId,
    bounceType: kind,
    bounceSubType: subType,
    bouncedRecipients: to.map((emailAddress) => ({
      emailAddress,
      action: "failed",
      status: diagnoses[kind].status,
      diagnosticCode: diagnoses[kind].code,
    })),
    timestamp: iso(at),
    reportingMTA: "dns; laptop.ripen",
  },
});

export const complained = (to: readonly string[], feedbackId: string, at: number): Happening => ({
  type: "Complaint",
  detail: "marked as spam",
  content: {
    feedbackId,
    complaintSubType: null,
    complainedRecipients: to.map((emailAddress) => ({ emailAddress })),
    timestamp: iso(at),
    userAgent: "Ripen laptop",
    complaintFeedbackType: "abuse",
    arrivalDate: iso(at),
  },
});
