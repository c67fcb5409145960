/** What can happen to a lead of a scenario: each verb does what it says, by the way that it would take in earnest. */
import { describe, expect, test } from "vitest";
import { comesIn, perform } from "../../local/campaign/scenario/acts.ts";
import { lifeAt, openStage } from "../../local/campaign/scenario/stage.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";
import { differences, read, scenario } from "./playing.ts";

const letter = (links: string) => ({ subject: "A letter", preheader: "", html: links, text: "" });
const link = (name: string) => `<a href="{{ links.${name} }}">${name}</a>`;
const task = (name: string, channel: "call" | "postcard", after = "1 day") => ({
  name,
  after,
  [channel]: `${name}.md`,
  helps: "Do one thing.",
});

const WITH_QUESTIONS: Stated = {
  mails: {
    ...SMALL.mails,
    ask: letter(link("yes") + link("notNow") + link("no")),
    stay: letter(link("stay")),
  },
};
const ASKING = campaign({ ...WITH_QUESTIONS, release: { ...SMALL.release, validate: "ask" } });
const CONFIRMING = campaign({
  consent: { doubleOptIn: true },
  mails: { ...SMALL.mails, confirm: letter(link("confirm")) },
});
const CALLING = campaign({
  touches: [...SMALL.touches.slice(0, 1), task("first-call", "call"), task("card", "postcard", "1 week")],
  briefs: { "first-call": { title: "Call", text: "Ask." }, card: { title: "Write", text: "Smile." } },
});
const LINKED = campaign({
  mails: {
    ...SMALL.mails,
    welcome: letter(
      `<a ses:tags="link:price-list;" class="link" href="https://www.acme.example/prices">Prices</a>
       <a ses:tags="link:the-guide;" class="button" href="https://www.acme.example/guide?a=1&amp;b=2">The guide</a>
       ${link("unsubscribe")}`,
    ),
  },
  leave: [{ when: { clicked: ["welcome"] }, because: "it clicked" }],
  release: { ...SMALL.release, score: 100 },
});
const IMPORTING = campaign({ enter: { imports: ["fair"] } });
const SCORED = campaign({
  engagement: {
    ...SMALL.engagement,
    points: { ...SMALL.engagement.points, open: 1, activities: { attended: 7 } },
  },
});

interface AsExpected {
  readonly verb: string;
  /** When, until, then. */
  readonly body: string;
  readonly played?: RunningCampaign;
}

const AS_EXPECTED: readonly AsExpected[] = [
  {
    verb: "clicks: the lead follows the mail's link, and earns its points",
    body: `when: [{ after: 2 hours, clicks: welcome }]
then: { score: { the end: 50, welcome + 2 hours: 65 }, salesTold: never }`,
  },
  {
    verb: "clicks in two letters on two days: the lead is ripe",
    body: `when: [{ after: 2 hours, clicks: welcome }, { after: second + 2 hours, clicks: second }]
then: { salesTold: { at: Thu 2026-11-26 11:00, because: clicked a link in "second" } }`,
  },
  {
    verb: "opens: its mail program loads the pictures",
    body: `when: [{ after: 1 hour, opens: welcome }]
then: { score: { welcome + 1 hour: 51 } }`,
    played: SCORED,
  },
  {
    verb: "scannerClicks: a machine follows every link, our own too, and nothing comes of it",
    body: `when: [{ after: 1 minute, scannerClicks: welcome }]
until: 1 hour
then: { score: 50, lifecycle: nurturing, ended: never, salesTold: never }`,
    played: LINKED,
  },
  {
    verb: "replies: the lead writes back, gets no more letters, and somebody is asked to answer",
    body: `when: [{ after: 1 day, replies: welcome }, { after: reply + 2 hours, task: reply, outcome: answered }]
then:
  touches: [welcome, reply: Tue 2026-11-24 09:00]
  tasks: [reply: answered]
  ended: { at: Tue 2026-11-24 09:00, because: it replied }`,
  },
  {
    verb: "replies: whoever is a good fit is ripe by it",
    body: `when: [{ after: 1 day, replies: welcome }]
until: 30 hours
then: { tasks: [reply: open], salesTold: { at: Tue 2026-11-24 09:00, because: "replied: Re: " } }`,
  },
  {
    verb: "outOfOffice: the lead's mail program answers, and nothing comes of it",
    body: `when: [{ after: 1 minute, outOfOffice: welcome }]
until: 1 week
then: { touches: [welcome, second], tasks: [], score: 50, salesTold: never, ended: never }`,
  },
  {
    verb: "posts: the lead fills in a form again, under its own address",
    body: `when: [{ after: 1 day, posts: cold-store-guide, with: { message: A demo please } }]
then: { salesTold: { at: Tue 2026-11-24 09:00, because: A demo please } }`,
  },
  {
    verb: "unsubscribes: by the header of the mail",
    body: `when: [{ after: second + 1 hour, unsubscribes: second }]
then: { touches: [welcome, second], lifecycle: unsubscribed, ended: { because: with one click } }`,
  },
  {
    verb: "bounces: the address is gone for good",
    body: `when: [{ after: 1 minute, bounces: welcome }]
then: { touches: [welcome], lifecycle: suppressed }`,
  },
  {
    verb: "complains: the lead calls a letter spam",
    body: `when: [{ after: 1 day, complains: welcome }]
then: { touches: [welcome], lifecycle: suppressed }`,
  },
  {
    verb: "answers confirm: the lead confirms its address, and is welcomed then",
    body: `when: [{ after: 3 hours, answers: confirm }]
until: 1 day
then: { touches: [{ confirm: Mon 2026-11-23 09:00 }, { welcome: Mon 2026-11-23 12:00 }] }`,
    played: CONFIRMING,
  },
  {
    verb: "answers yes: whoever was asked wants to be called",
    body: `when: [{ after: 1 hour, clicks: welcome }, { after: ask + 1 hour, answers: "yes" }]
until: 1 day
then: { touches: [welcome, ask], salesTold: { at: Mon 2026-11-23 11:00, because: please call me } }`,
    played: ASKING,
  },
  {
    verb: "answers not-now: sales hears nothing, and the letters go on",
    body: `when: [{ after: 1 hour, clicks: welcome }, { after: ask + 1 hour, answers: not-now }]
until: 4 days
then: { touches: [welcome, ask, second], salesTold: never }`,
    played: ASKING,
  },
  {
    verb: "answers no: sales never hears of it",
    body: `when: [{ after: 1 hour, clicks: welcome }, { after: ask + 1 hour, answers: "no" }]
then: { salesTold: never }`,
    played: ASKING,
  },
  {
    verb: "answers stay: whoever was silent for a year wants to stay",
    body: `when: [{ after: stay + 1 day, answers: stay }]
until: 14 months
then: { touches: [welcome, stay], ended: never, lifecycle: nurturing }`,
    played: campaign({
      ...WITH_QUESTIONS,
      touches: [
        ...SMALL.touches.slice(0, 1),
        { name: "second", after: "5 years", mail: "second.md", helps: "Wait." },
      ],
    }),
  },
  {
    verb: "activity: another system tells what the lead did, and what it was about",
    body: `when: [{ after: 1 day, activity: attended, about: The webinar }]
then: { score: { 1 day: 57 } }`,
    played: SCORED,
  },
  {
    verb: "activity attended: only people sit through a webinar, so that a lead with the points is ripe at once",
    body: `when: [{ after: 1 day, activity: attended, about: The webinar }]
then: { salesTold: { at: Tue 2026-11-24 09:00, because: "attended: The webinar" } }`,
  },
  {
    verb: "task and outcome: whoever called tells how it ended",
    body: `when: [{ after: first-call + 5 hours, task: first-call, outcome: spoke }]
until: 1 month
then: { touches: [welcome, first-call], tasks: [{ first-call: spoke }] }`,
    played: campaign({ ...CALLING, touches: CALLING.touches.slice(0, 2) }),
  },
  {
    verb: "sales accepts",
    body: `when: [{ after: 1 hour, activity: attended }, { after: sales is told + 5 hours, sales: accepts }]
then: { lifecycle: sal, ended: { at: Mon 2026-11-23 15:00, because: Tom accepted it } }`,
  },
  {
    verb: "sales rejects, with a reason and a day until which it wants to hear nothing",
    body: `when: [{ after: 1 hour, activity: attended }, { after: 1 hour, sales: rejects, reason: bad-timing, until: 2027-01-11 }]
until: 3 months
then: { lifecycle: recycled, touches: [welcome, second: Mon 2027-01-11 00:00, third: Thu 2027-02-11 00:00] }`,
  },
  {
    verb: "sales snoozes until a day, and is told again on it",
    body: `when: [{ after: 1 hour, activity: attended }, { after: 1 hour, sales: snoozes, until: 2026-12-07 }]
until: 3 weeks
then: { salesTold: [{ at: Mon 2026-11-23 10:00 }, { at: Mon 2026-12-07 0:00 }] }`,
  },
  {
    verb: "campaign paused and resumed: what was due meanwhile comes afterwards",
    body: `when: [{ after: 1 day, campaign: paused }, { after: 6 days, campaign: resumed }]
until: 2 weeks
then: { touches: [welcome, second: 2026-12-01] }`,
  },
];

describe("in a scenario", () => {
  test.each(AS_EXPECTED)("$verb", async ({ body, played = campaign() }) => {
    expect(await differences(scenario(body, ", phone: +353 21 555 0134"), played)).toEqual([]);
  });

  test("clicks: without a link's name it is the button that is followed, with one that link", async () => {
    const clicked = async (which: string) => {
      const yaml = scenario(`when: [{ after: 1 hour, clicks: welcome${which} }]\nthen: { touches: [] }`);
      const [first] = read(yaml, [LINKED]).scenarios;
      if (first === undefined) throw new Error("not read");
      const stage = await openStage(first.scenario, first.cast, "Europe/Dublin");
      await comesIn(stage, first.scenario.given);
      for (const act of first.scenario.when) await perform(stage, act);
      return lifeAt(stage)?.ledger.flatMap(({ kind, link }) => (kind === "click" ? [link] : []));
    };
    expect(await clicked("")).toEqual(["the-guide"]);
    expect(await clicked(", link: price-list")).toEqual(["price-list"]);
  });

  test("a lead may come in by an import, without having filled in anything", async () => {
    const owner = ", firstName: Zoë, ownerName: Tom, ownerEmail: tom@orchard-cold-chain.example";
    const body = "until: 1 day\nthen: { touches: [welcome], lifecycle: nurturing, score: 50 }";
    const yaml = scenario(body, owner).replace("posts: cold-store-guide", "imports: fair");
    expect(await differences(yaml, IMPORTING)).toEqual([]);
  });

  test("another campaign plays its part only where it is named", async () => {
    const other = campaign({
      name: "other",
      enter: { forms: ["cold-store-guide"] },
      touches: SMALL.touches.slice(1, 2),
    });
    const body = (touches: string) => `until: 4 days\nthen: { touches: [${touches}] }`;
    expect(await differences(scenario(body("welcome, second")), campaign(), other)).toEqual([]);
    const beside = scenario(`beside: [other]\n${body("welcome, other/second, second")}`);
    expect(await differences(beside, campaign(), other)).toEqual([]);
  });
});
