/** One campaign that uses all there is, and is right: none of the refusals goes too far. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { type Files, inFolder, SMALL, saidOf } from "./small-campaign.ts";

const WHOLE = `name: small
title: All there is
enter:
  forms: [guide, demo]
  imports: [fair-2026]
  activities: [registered]
  again: 180 days
  except:
    - { when: { domain: [orchard-cold-chain.example, edu] }, because: one of ours or a school }
    - { when: { lifecycle: [customer] }, because: a customer }
consent: { doubleOptIn: true, why: You asked for it. }
questions:
  timeline: { ask: When?, answers: { now: Now, later: Later } }
fit:
  most: 55
  rules:
    - { when: { employeesAtLeast: 50, not: { employeesAtLeast: 250 } }, points: 50, because: large enough }
    - { when: { source: [fair-2026], lifecycle: [nurturing, captured] }, points: -5, because: from the fair }
disqualify: [{ when: { address: [disposable] }, because: thrown away }]
segments:
  - { name: large-food, when: { industry: [food], employeesAtLeast: 250 }, because: makes much food }
  - { name: food, when: { industry: [food] }, because: makes food }
  - { name: others, when: {}, because: the rest }
engagement:
  points: { click: 15, spoke: 20, activities: { attended: 20, bought: 0 } }
  halfLife: 60 days
  settle: 0 minutes
release:
  score: 60
  fit: 20
  handRaised: [{ form: [demo] }, { message: [call me] }, { answers: { timeline: [now] } }]
  validate: call
  answerWithin: 48 hours
  coolOff: 0 days
send:
  from: Nora Quinn <nora@orchard-cold-chain.example>
  style: designed
  window: { days: [tuesday, thursday], hours: 8-12 }
  atMost: 2 per 7 days
  spread: 0 minutes
leave: [{ when: { did: [bought] }, because: bought }]
touches:
  - { name: welcome, after: 0 minutes, mail: welcome.md, helps: knows what comes, promised: true, formerly: [hello] }
  - wait: reads-it
    until: { any: [{ clicked: [welcome] }, { did: [attended] }, { replied: true }] }
    atMost: 7 days
    do:
      - branch: size
        when: { segment: [large-food, food] }
        do:
          - name: call
            after: 1 day
            call: call.md
            helps: is heard
            about: product
            due: 2 days
            again: { after: 2 days, most: 3 }
            else:
              name: card
              postcard: card.md
              helps: has it on the wall
              else: { name: second, mail: second.md, helps: does one thing, style: letter, window: { hours: 14-16 } }
          - branch: spoke
            when: { outcome: { call: [spoke, wants-sales] } }
            else:
              - branch: still-food
                when: { segment: [others], scoreBelow: 20 }
                do: [{ name: note, after: 3 days, note: note.md, helps: has it on the desk }]
  - name: third
    after: 1 month
    mail: third.md
    helps: does another
    segments: [food, others]
    when: { not: { clicked: [welcome] }, fitAtLeast: 20, scoreBelow: 60 }
    toAll: true
evergreen:
  every: 1 month
  touches:
    - { name: fourth, mail: fourth.md, helps: does it again, when: { not: { opened: [fourth] } } }
    - { name: again, call: again.md, helps: is heard again, due: 1 week }
sunset: 9 months
`;

const LETTERS = "test/refusals/letters";
const letters = Object.fromEntries(
  readdirSync(LETTERS).map((name) => [name, readFileSync(join(LETTERS, name), "utf8")]),
);
const files: Files = { ...letters, "campaign.yaml": WHOLE };

describe("a campaign that uses all there is", () => {
  it("is right", () => {
    expect(saidOf(files)).toBe("");
  });

  const [campaign] = inFolder(files, compileCampaigns);
  if (campaign === undefined) throw new Error("nothing was compiled");
  const { mails, briefs } = campaign;

  it("has its mails and briefs by their touches' names, and the house's", () => {
    const names = allTouches(campaign).map(({ name }) => name);
    expect(names).toEqual(["welcome", "call", "card", "second", "note", "third", "fourth", "again"]);
    expect(Object.keys(mails)).toEqual(["welcome", "second", "third", "fourth", "confirm", "ask", "stay"]);
    expect(Object.keys(briefs)).toEqual(["call", "card", "note", "again", "validate"]);
  });

  it("tells the caller what to do in words that are filled in for each lead", () => {
    expect(briefs["call"]).toEqual({
      title: 'Call {{ lead.name | default: "the lead" }} about alarms',
      text: "Ask how the last alarm was found, and listen.",
    });
  });

  it("has its mails in the campaign's style, and in their own where they say so", () => {
    expect(mails["welcome"]?.html).toContain("{{ sender.name }}");
    expect(mails["second"]?.html).not.toContain("{{ sender.name }}");
    expect(mails["ask"]?.html).toContain("{{ sender.name }}");
  });

  it("knows a click by its campaign and touch", () => {
    const linked = `${letters["second.md"]}\n[The tally](https://www.orchard-cold-chain.example/tally)\n`;
    const [tagged] = inFolder({ ...files, "second.md": linked }, compileCampaigns);
    expect(tagged?.mails["second"]?.text).toContain("utm_campaign=small&utm_content=second");
  });
});

it("two campaigns may be entered by one form, and both promise their first letter at once", () => {
  const promised = (SMALL["campaign.yaml"] ?? "").replace(
    "mail: welcome.md",
    "mail: welcome.md\n    promised: true",
  );
  const other = (letter: string | undefined) =>
    letter?.replace("Hang a thermometer", "Hang up a thermometer");
  expect(
    saidOf({
      ...SMALL,
      "campaign.yaml": promised,
      "other/campaign.yaml": promised.replace("name: small", "name: other"),
      "other/welcome.md": other(SMALL["welcome.md"]),
      "other/second.md": other(SMALL["second.md"]),
    }),
  ).toBe("");
});
