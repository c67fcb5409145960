/** The campaign of everybody who is kept asleep for a later release: its own, so that nothing else that changes moves them. */
import type * as z from "zod";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";

type Stated = Partial<z.input<typeof RunningCampaign>>;

const letter = (name: string, after: string) => ({ name, after, mail: `${name}.md`, helps: "Do one thing." });

/** Every mail says how to leave and, where it is asked, how to confirm. */
const mail = (subject: string) => ({
  subject,
  preheader: "",
  html: `<a href="https://www.orchard-cold-chain.example/${subject}">read on</a> <a href="{{ links.confirm }}">confirm</a> <a href="{{ links.unsubscribe }}">leave</a>`,
  text: "Hello {{ lead.firstName | default: 'there' }}",
});

const NAMES = ["welcome", "second", "third", "season", "confirm", "stay"];

/** Three letters in a month, then one a month of the slow lane. Ripe: fifty employees and a webinar. */
export function orchard(change: Stated = {}): RunningCampaign {
  return RunningCampaign.parse({
    name: "orchard",
    title: "Cold rooms",
    version: "1",
    enter: { forms: ["cold-store-guide"], imports: ["tradeshow-2026"] },
    consent: { doubleOptIn: false },
    questions: {},
    fit: {
      most: 55,
      rules: [{ when: { employeesAtLeast: 50 }, points: 50, because: "50 employees or more" }],
    },
    engagement: {
      points: { form: 5, click: 1, confirm: 1, activities: { attended: 15 } },
      halfLife: "60 days",
    },
    release: {
      score: 60,
      fit: 0,
      handRaised: [{ message: ["demo"] }],
      answerWithin: "48 hours",
      coolOff: "30 days",
    },
    touches: [letter("welcome", "0 minutes"), letter("second", "3 days"), letter("third", "1 month")],
    evergreen: { every: "1 month", touches: [letter("season", "0 minutes")] },
    mails: Object.fromEntries(NAMES.map((name) => [name, mail(name)])),
    ...change,
  });
}

/** It opens with a call. */
export const CALLING: Stated = {
  touches: [
    { name: "first-call", after: "0 minutes", call: "first-call.md", helps: "Be asked.", due: "2 days" },
    letter("second", "1 day"),
  ],
  briefs: { "first-call": { title: "Call them", text: "Ask which alarm rang last." } },
};
