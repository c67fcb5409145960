/** Whether nurture mail may go to a lead. */
import type { RunningCampaign } from "./campaign.ts";
import type { Lead, Lifecycle } from "./lead.ts";

export type Mailable = { readonly may: true } | { readonly may: false; readonly because: string };

/** Consent given and not withdrawn since, to this topic if one is asked for, and a mailbox that neither bounced nor complained. */
export function mailable(lead: Lead, topic?: string): Mailable {
  if (lead.suppressedAt !== undefined) return { may: false, because: "the address bounced or complained" };
  if (lead.consent.withdrawnAt !== undefined) return { may: false, because: "the lead unsubscribed" };
  if (lead.consent.givenAt === undefined) return { may: false, because: "no consent to mail was given" };
  const { topics } = lead.consent;
  if (topic !== undefined && topics !== undefined && !topics.includes(topic))
    return { may: false, because: `no consent to "${topic}" was given` };
  return { may: true };
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
