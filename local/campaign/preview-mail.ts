/** A mail as one lead would get it, filled in by the same code that fills it in for sending. */
import { readForm } from "../../functions/form-post.ts";
import { renderMail } from "../../functions/mail/render.ts";
import { touchValues } from "../../functions/touch-values.ts";
import type { Mail, RunningCampaign } from "../../workflows/rules/campaign.ts";
import { LINK_VALUES } from "../../workflows/rules/mail-values.ts";
import { senderOf } from "../../workflows/rules/sender.ts";
import { understand } from "../../workflows/rules/understand.ts";
import type { Sample } from "./preview-samples.ts";

/** What a stack says in every mail: `Nora Lindqvist <nora@acme.com>`, and the address at the foot. */
export interface Letterhead {
  readonly sender: string;
  readonly postalAddress: string;
}

export interface SeenMail {
  readonly from: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

export function asSeenBy(
  sample: Sample,
  mail: Mail,
  campaign: RunningCampaign,
  letterhead: Letterhead,
): SeenMail {
  const { address, profile, answers } = readForm(sample.form, [campaign]);
  const from = senderOf(mail.from, senderOf(campaign.send.from, letterhead.sender));
  const values = touchValues({ profile, answers }, understand(address, profile, "UTC"), campaign, LINKS, {
    ...letterhead,
    sender: from,
  });
  return { from, ...renderMail(mail, values) };
}

/** Nothing is signed for somebody who isn't there. */
const LINKS = Object.fromEntries(LINK_VALUES.map((link) => [link, `https://api.example/${link}/preview`]));
