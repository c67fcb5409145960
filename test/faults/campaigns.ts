/** Two small campaigns that a thousand lives go through: an ordinary one, and one that asks for a confirmation first. Each has a call among its letters. */
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";

const mails = { ...SMALL.mails, fourth: SMALL.mails.third };

const CALL = {
  name: "call",
  after: "1 week",
  call: "call.md",
  due: "3 days",
  again: { after: "2 days", most: 5 },
  helps: "Ask.",
};
const briefs = { call: { title: "Call {{ lead.name | default: 'them' }}", text: "Listen." } };

export const GUIDE: RunningCampaign = campaign({
  engagement: { ...SMALL.engagement, settle: "10 minutes" },
  touches: [
    ...SMALL.touches.slice(0, 2),
    CALL,
    ...SMALL.touches.slice(2),
    { name: "fourth", after: "1 month", mail: "fourth.md", helps: "Compare." },
  ],
  mails,
  briefs,
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
  touches: [
    ...SMALL.touches.slice(0, 2),
    CALL,
    ...SMALL.touches.slice(2).map((touch) => ({ ...touch, after: "2 months" })),
  ],
  briefs,
});

export const CAMPAIGNS = [GUIDE, WEBINAR];
