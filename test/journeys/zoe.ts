/** Zoë, who runs quality at a dairy: she fits the real campaign well: two clicks on two days, and she is ripe. */
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { type Story, story } from "../stories/line.ts";

export const ZOE = {
  email: "zoe.mueller@sueddairy.example",
  name: "Zoë Müller",
  company: "Dairy Süd",
  jobTitle: "Quality Manager",
  country: "Germany",
  industry: "Dairy",
  employees: "200",
  timeline: "later",
  consent: "yes",
  utm_source: "fair",
};

const campaigns = compileCampaigns(new URL("../../workflows/campaigns", import.meta.url).pathname);

/** Begins on Monday 23 November 2026, nine o'clock in Dublin. */
export function begin(options: Partial<Pick<LineOptions, "desk">> = {}): Story {
  return story({ campaigns: () => campaigns, ...options });
}
