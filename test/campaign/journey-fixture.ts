/** A journey with all there is: three segments, fifteen touches over four channels, branches, waits, a slow lane. */
import type * as z from "zod";
import { RunningCampaign } from "../../workflows/rules/campaign.ts";

const LONG: z.input<typeof RunningCampaign> = {
  name: "cold-year",
  title: "A year in the cold store",
  version: "0123456789abcdef",
  enter: {
    forms: ["cold-store-guide", "webinar-seat"],
    imports: ["fair-list"],
    activities: ["registered"],
    again: "6 months",
    except: [
      { when: { domain: ["orchard-cold-chain.example"] }, because: "works with us" },
      { when: { lifecycle: ["customer"] }, because: "is a customer already" },
    ],
  },
  consent: { doubleOptIn: true, why: "You asked for our letters." },
  questions: { timeline: { ask: "When?", answers: { now: "Now", later: "Later" } } },
  fit: {
    most: 55,
    rules: [{ when: { employeesAtLeast: 50 }, points: 50, because: "50 people or more" }],
  },
  disqualify: [{ when: { address: ["disposable"] }, because: "the address is made to be thrown away" }],
  segments: [
    { name: "pharma", when: { industry: ["pharma*"] }, because: "stores medicine" },
    { name: "cold-store", when: { industry: ["cold"] }, because: "stores other people's goods" },
    { name: "food-plant", when: {}, because: "makes food, or didn't say what it does" },
  ],
  engagement: { points: { click: 15, reply: 25 }, halfLife: "60 days", settle: "10 minutes" },
  release: {
    score: 60,
    fit: 20,
    handRaised: [{ message: ["demo", "quote", "call me"] }, { answers: { timeline: ["now"] } }],
    validate: "ask",
    validateWithin: "7 days",
    answerWithin: "48 hours",
    coolOff: "30 days",
  },
  send: { window: { hours: "9-17" }, atMost: "2 per 7 days" },
  leave: [
    { when: { did: ["bought"] }, because: "bought elsewhere" },
    { when: { outcome: { "first-call": ["wrong-number"] } }, because: "can't be reached" },
  ],
  touches: [
    {
      name: "welcome",
      after: "0 minutes",
      mail: "welcome.md",
      helps: "knows the three numbers to write down for every cold room, and has the guide",
      promised: true,
    },
    {
      name: "warmest-spot",
      after: "3 days",
      mail: "warmest-spot.md",
      helps: "finds the warmest spot of each room with one thermometer",
    },
    {
      branch: "large-enough",
      when: { employeesAtLeast: 250, segment: ["pharma", "cold-store"] },
      do: [
        {
          name: "first-call",
          after: "2 days",
          call: "first-call.md",
          helps: "hears which of its rooms to look at first",
          due: "3 days",
          again: { after: "2 days", most: 3 },
          else: {
            name: "instead-of-a-call",
            mail: "instead-of-a-call.md",
            helps: "reads which of its rooms to look at first",
          },
        },
      ],
      else: [],
    },
    {
      name: "mapping-study",
      after: "2 weeks",
      mail: "mapping-study.md",
      helps: "plans a temperature mapping study that an inspector accepts",
      segments: ["pharma"],
    },
    {
      name: "customers-goods",
      after: "2 weeks",
      mail: "customers-goods.md",
      helps: "shows each customer the record of its own goods",
      segments: ["cold-store"],
    },
    {
      name: "haccp-records",
      after: "2 weeks",
      mail: "haccp-records.md",
      helps: "has the five answers ready that an auditor asks for",
      segments: ["food-plant"],
    },
    {
      name: "excursions",
      after: "1 month",
      mail: "excursions.md",
      helps: "decides on an excursion within an hour, and writes it down",
      segments: ["pharma"],
    },
    {
      name: "door-tally",
      after: "1 month",
      mail: "door-tally.md",
      helps: "finds the door that costs most, with a stop-watch",
      segments: ["cold-store", "food-plant"],
    },
    {
      wait: "read-the-checklist",
      until: { clicked: ["door-tally", "excursions"] },
      atMost: "5 days",
      do: [
        {
          name: "price-of-a-door",
          after: "1 day",
          mail: "price-of-a-door.md",
          helps: "knows what an open door costs in a year",
          about: "product",
          when: { any: [{ clicked: ["door-tally"] }, { fitAtLeast: 30 }] },
          window: { days: ["tuesday", "wednesday"], hours: "10-12" },
        },
        {
          branch: "wants-to-talk",
          when: { replied: true },
          do: [
            {
              name: "handwritten-thanks",
              after: "1 day",
              note: "handwritten-thanks.md",
              helps: "knows whom to ask",
              else: {
                name: "written-thanks",
                mail: "written-thanks.md",
                helps: "knows whom to ask",
              },
            },
          ],
          else: [],
        },
      ],
      else: [
        {
          name: "checklist-by-post",
          after: "1 week",
          postcard: "checklist-by-post.md",
          helps: "has the checklist on the wall",
          due: "1 week",
        },
      ],
    },
    {
      name: "power-cut",
      after: "1 month",
      mail: "power-cut.md",
      helps: "has one page on the wall for the night the power fails",
    },
  ],
  evergreen: {
    every: "1 month",
    touches: [
      { name: "season", mail: "season.md", helps: "knows what this season does to a cold room" },
      {
        name: "inspectors-news",
        mail: "inspectors-news.md",
        helps: "knows what inspectors look at this year",
        segments: ["pharma"],
      },
      { name: "reader-question", mail: "reader-question.md", helps: "learns from another reader's question" },
    ],
  },
  sunset: "9 months",
  mails: Object.fromEntries(
    ["welcome", "confirm", "ask", "stay"].map((name) => [
      name,
      { subject: `The letter ${name}`, preheader: "", html: "", text: "" },
    ]),
  ),
};

export const COLD_YEAR: RunningCampaign = RunningCampaign.parse(LONG);

/** The same journey with some of it said differently. */
export function coldYear(change: Partial<z.input<typeof RunningCampaign>>): RunningCampaign {
  return RunningCampaign.parse({ ...LONG, ...change });
}
