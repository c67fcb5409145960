/** A small campaign for stories: three touches, round numbers. Tests say only what they change. */
import type * as z from "zod";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Touch } from "../../workflows/rules/journey.ts";

const mail = (subject: string) => ({
  subject,
  preheader: "",
  html: `<p>Hello {{ lead.firstName | default: "there" }}, <a href="https://www.orchard-cold-chain.example/${subject}">read on</a></p><a href="{{ links.unsubscribe }}">Unsubscribe</a>`,
  text: "Hello {{ lead.firstName | default: 'there' }}",
});

export const SMALL = {
  name: "small",
  title: "A small campaign",
  version: "1",
  enter: { forms: ["cold-store-guide"] },
  consent: { doubleOptIn: false },
  questions: { timeline: { ask: "When do you want to act?", answers: { now: "now", later: "later" } } },
  fit: {
    most: 55,
    rules: [{ when: { employeesAtLeast: 50 }, points: 50, because: "50 employees or more" }],
  },
  disqualify: [{ when: { jobTitle: ["student"] }, because: "a student" }],
  segments: [{ name: "large", when: { employeesAtLeast: 250 }, because: "250 employees or more" }],
  engagement: {
    points: { form: 5, open: 0, click: 15, reply: 30, confirm: 5, activities: { attended: 15 } },
    halfLife: "60 days",
    settle: "0 minutes",
  },
  release: {
    score: 60,
    fit: 0,
    handRaised: [{ message: ["demo"] }],
    answerWithin: "48 hours",
    coolOff: "30 days",
  },
  touches: [
    { name: "welcome", after: "0 minutes", mail: "welcome.md", helps: "Know what comes." },
    { name: "second", after: "3 days", mail: "second.md", helps: "Do one thing." },
    { name: "third", after: "1 month", mail: "third.md", helps: "Do another." },
  ],
  mails: { welcome: mail("welcome"), second: mail("second"), third: mail("third"), confirm: mail("confirm") },
};

/** A campaign as YAML states it, where it differs from the small one. */
export type Stated = Partial<z.input<typeof RunningCampaign>>;

export function campaign(change: Stated = {}): RunningCampaign {
  return RunningCampaign.parse({ ...SMALL, ...change });
}

/** A letter of a campaign, and what its touches need beside the YAML. */
export function letter(name: string, after: string, more: Partial<z.input<typeof Touch>> = {}) {
  return { name, after, mail: `${name}.md`, helps: "Do one thing.", ...more };
}

/** Mails for these touches: each names an answer and has one link of its own. */
export function mails(...names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        subject: name,
        preheader: "",
        html: `<p>{{ answers.timeline | default: "nothing" }}</p><a href="https://www.orchard-cold-chain.example/${name}">read</a>`,
        text: "",
      },
    ]),
  );
}
