/** By what a lead may be reached, and whether at all. */
import type { RunningCampaign } from "./campaign.ts";
import type { ConsentChannel } from "./consent-proof.ts";
import { spoke } from "./human-act.ts";
import type { Lead, Lifecycle } from "./lead.ts";
import type { Known } from "./life.ts";
import type { TouchChannel } from "./touches.ts";

export type Mailable = { readonly may: true } | { readonly may: false; readonly because: string };

/** Consent given and not withdrawn since, to this topic if one is asked for, and a mailbox that neither bounced nor complained. */
export function mailable(lead: Lead, topic?: string): Mailable {
  const because = gone(lead);
  if (because !== undefined) return { may: false, because };
  if (lead.consent.givenAt === undefined) return { may: false, because: "no consent to mail was given" };
  const { topics } = lead.consent;
  if (topic !== undefined && topics !== undefined && !topics.includes(topic))
    return { may: false, because: `no consent to "${topic}" was given` };
  return { may: true };
}

/**
 * Whether anything of a campaign may reach it: whoever may be mailed may be called too, unless it said otherwise. A way of
 * its own stands alone once there are no mails; a topic that is not agreed to beside others stops all of its campaigns.
 */
export function touchable(lead: Lead, topic?: string): Mailable {
  const mail = mailable(lead, topic);
  if (mail.may || mailable(lead).may) return mail;
  return agreedAlone(lead, "call") || agreedAlone(lead, "letter") ? { may: true } : mail;
}

/** Whether a touch by this channel may reach it. A call or a letter needs consent to mail, or one of its own that still stands. */
export function reachable(lead: Lead, channel: TouchChannel, topic?: string): Mailable {
  const by = CHANNELS[channel];
  if (by === "mail") return mailable(lead, topic);
  if (agreedAlone(lead, by)) return touchable(lead, topic);
  if (lead.consent[by]?.withdrawnAt !== undefined)
    return { may: false, because: `consent to ${by}s was withdrawn` };
  return mailable(lead, topic);
}

/**
 * The same for a touch of this campaign. Where it asks for a confirmation, a call or a letter by post waits for it too,
 * since anybody may have ticked a form: unless the lead said so itself on its own page, or we spoke since.
 */
export function reachableBy(life: Known, campaign: RunningCampaign, channel: TouchChannel): Mailable {
  const { lead } = life;
  const may = reachable(lead, channel, campaign.send.topic);
  const by = CHANNELS[channel];
  if (!may.may || by === "mail" || !awaitsConfirmation(lead, campaign) || isItsOwnWord(life, by)) return may;
  return { may: false, because: `anybody may have agreed to ${by}s: the address is not confirmed` };
}

function isItsOwnWord({ lead, ledger }: Known, channel: "call" | "letter"): boolean {
  const givenAt = lead.consent[channel]?.givenAt;
  if (givenAt === undefined) return false;
  return ledger.some(
    (line) =>
      (line.at === givenAt && line.kind === "consent" && line.proof?.how === "preferences") ||
      (line.at >= givenAt && (line.kind === "confirm" || spoke(line))),
  );
}

/** What a touch asks consent for: a postcard and a note come by post. */
const CHANNELS: Readonly<Record<TouchChannel, ConsentChannel>> = {
  mail: "mail",
  call: "call",
  postcard: "letter",
  note: "letter",
  reply: "mail",
};

function agreedAlone({ consent, suppressedAt }: Lead, channel: "call" | "letter"): boolean {
  const own = consent[channel];
  const isOver = suppressedAt !== undefined || consent.noContactAt !== undefined;
  return own !== undefined && own.withdrawnAt === undefined && !isOver;
}

/** How it went, if it did: nothing that others say of it brings it back. */
export function gone({ suppressedAt, consent }: Pick<Lead, "suppressedAt" | "consent">): string | undefined {
  if (suppressedAt !== undefined) return "the address bounced or complained";
  if (consent.noContactAt !== undefined) return "the lead asked not to be contacted";
  return consent.withdrawnAt === undefined ? undefined : "the lead unsubscribed";
}

/** Where a lead stands that sales gave back: leaving outlasts being handed over. */
export function lifecycleAfterSales(lead: Lead): Lifecycle {
  if (lead.suppressedAt !== undefined) return "suppressed";
  return lead.consent.withdrawnAt === undefined ? "recycled" : "unsubscribed";
}

/** Whether the campaign still waits for the lead to confirm its address. */
export function awaitsConfirmation(lead: Lead, campaign: RunningCampaign): boolean {
  return campaign.consent.doubleOptIn && lead.consent.confirmedAt === undefined;
}
