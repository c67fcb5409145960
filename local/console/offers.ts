/** What each of Orchard Cold Chain's forms offers, in words. A form of one's own campaign is offered by the campaign's title. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { Refusal } from "./refusal.ts";

export interface Offer {
  /** The form's name. */
  readonly form: string;
  readonly title: string;
  readonly lead: string;
  readonly promises: readonly string[];
  /** What becomes of the address. */
  readonly small: string;
  /** On the form and on its button. */
  readonly act: string;
  /** What the box agrees to. */
  readonly consent: string;
}

/** Offered where no form is asked for. */
const FIRST = "cold-store-guide";

const OFFERS: Readonly<Record<string, Omit<Offer, "form">>> = {
  [FIRST]: {
    title: "Know where your cold store loses its cold",
    lead: "Most losses in a cold store start small: a door seal, a blocked evaporator, a sensor in the wrong corner. Our guide shows how to find them with what you already have.",
    promises: [
      "Where to measure, and why the display by the door tells you little",
      "What an auditor asks for, and how to have it ready",
      "A checklist for the weekly round, one page",
    ],
    small:
      "Written by Nora, who has walked through more cold rooms than she has worn out boots. It comes by e-mail, in parts you can read over a coffee; every mail has a link that ends them.",
    act: "Send me the guide",
    consent:
      "Yes, Orchard Cold Chain may e-mail me the guide and what follows it. I can end this at any time.",
  },
  "buyers-guide": {
    title: "Choose a monitoring system once, and well",
    lead: "You buy one every eight or ten years; those who sell them do it every week. The buyers' guide evens that out. It names no makers, ours included.",
    promises: [
      "Three lists to write before the first supplier walks in",
      "Five questions whose answers should make you careful",
      "How to compare offers over five years",
    ],
    small:
      "In the year after it you get help with the choice, some of it by post if you leave an address, and whomever you buy from. Every mail has a link that ends them.",
    act: "Send me the buyers' guide",
    consent:
      "Yes, Orchard Cold Chain may e-mail me the buyers' guide and what follows it. I can end this at any time.",
  },
  "webinar-registration": {
    title: "Read your own curves",
    lead: "Forty minutes with Nora and one week of one of your rooms, on paper. Every Thursday at 15:00 UTC.",
    promises: [
      "Five shapes that a temperature curve can have, and what each of them means",
      "How to find them on your own sheet",
      "What to check first, before anybody is called",
    ],
    small: "Whoever can't come gets the recording. Every mail has a link that ends them.",
    act: "Keep me a seat",
    consent: "Yes, Orchard Cold Chain may e-mail me my seat and what follows it. I can end this at any time.",
  },
};

/** The forms that enter the campaigns, the first one first. */
export function formsOf(campaigns: readonly RunningCampaign[]): readonly string[] {
  return [...new Set([FIRST, ...campaigns.flatMap(({ enter }) => enter.forms)])];
}

/** Refuses a form that no campaign has. */
export function offerOf(asked: string | undefined, campaigns: readonly RunningCampaign[]): Offer {
  const forms = formsOf(campaigns);
  const form = forms.find((each) => each === (asked ?? FIRST));
  if (form === undefined)
    throw new Refusal(400, `"form" is one of ${forms.join(", ")}: open /?form=${FIRST}.`);
  const title = campaigns.find(({ enter }) => enter.forms.includes(form))?.title ?? form;
  return { form, ...(OFFERS[form] ?? ownOffer(title)) };
}

function ownOffer(title: string): Omit<Offer, "form"> {
  return {
    title,
    lead: "The form of your own campaign, with its questions.",
    promises: [],
    small: "Every mail has a link that ends them.",
    act: "Send",
    consent: "Yes, Orchard Cold Chain may e-mail me. I can end this at any time.",
  };
}
