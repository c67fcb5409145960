/** Two small campaigns that a thousand lives go through: an ordinary one, and one that asks for a confirmation first. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";

const mails = { ...SMALL.mails, fourth: SMALL.mails.third };

export const GUIDE: RunningCampaign = campaign({
  engagement: { ...SMALL.engagement, settle: "10 minutes" },
  touches: [...SMALL.touches, { name: "fourth", after: "1 month", mail: "fourth.md", helps: "Compare." }],
  mails,
} as Stated);

export const WEBINAR: RunningCampaign = campaign({
  name: "webinar",
  enter: { forms: ["webinar"] },
  consent: { doubleOptIn: true },
  disqualify: [],
  mails: {
    ...SMALL.mails,
    confirm: { ...SMALL.mails.confirm, html: '<a href="{{ links.confirm }}">Confirm</a>' },
  },
  touches: SMALL.touches.map((touch) => ({
    ...touch,
    after: touch.name === "third" ? "2 months" : touch.after,
  })),
});

export const CAMPAIGNS = [GUIDE, WEBINAR];
