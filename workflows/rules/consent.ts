/** Whether nurture mail may go to a lead. */
import type { RunningCampaign } from "./campaign.ts";
import type { Lead, Lifecycle } from "./lead.ts";

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

/** How it went, if it did: nothing that others say of it brings it back. */
export function gone({ suppressedAt, consent }: Pick<Lead, "suppressedAt" | "consent">): string | undefined {
  if (suppressedAt !== undefined) return "the address bounced or complained";
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
