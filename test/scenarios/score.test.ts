import { describe, expect, test } from "vitest";
import { settlings } from "../../workflows/rules/acts.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { score } from "../../workflows/rules/score.ts";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { FITTING, MONDAY, story } from "../stories/line.ts";
import { life, line, PLAYBOOK, touch } from "../stories/lives.ts";

const MODEST = { ...FITTING, employees: "3" };

describe("points for what a lead does", () => {
  test("S33 points for the same open twice: once; for an open of another mail: again", async () => {
    const told = story({
      campaigns: () => [
        campaign({ engagement: { ...SMALL.engagement, points: { ...SMALL.engagement.points, open: 4 } } }),
      ],
    });
    await told.posts(MODEST);
    const [welcome] = told.mails;
    if (welcome === undefined) throw new Error("no mail");
    told.line.tell(welcome, { eventType: "Open" });
    await told.passes("10 minutes");
    told.line.tell(welcome, { eventType: "Open" });
    await told.line.settle();
    expect((await told.lead()).lead.score.engagement).toBe(4);
    await told.passes("3 days");
    const second = told.mails[1];
    if (second) told.line.tell(second, { eventType: "Open" });
    await told.line.settle();
    expect((await told.lead()).lead.score.engagement).toBe(8);
  });

  test("S33 a click that SES takes for a machine's earns nothing and stays with its reason", async () => {
    const told = story();
    await told.posts(FITTING);
    const [welcome] = told.mails;
    const link = "https://www.orchard-cold-chain.example/guide";
    if (welcome) told.line.tell(welcome, { eventType: "Click", link, isBotEvent: "Likely" });
    await told.line.settle();
    const { lead, ledger } = await told.lead();
    expect(lead.score.engagement).toBe(0);
    expect(ledger.find((each) => each.kind === "click")?.machine).toMatch(/machine/);
    expect(told.notices).toHaveLength(0);
  });

  test("S33 a person who clicks the link that a scanner clicked first gets the points, in either order", async () => {
    for (const order of [
      ["Likely", "Unlikely"],
      ["Unlikely", "Likely"],
    ] as const) {
      const told = story();
      await told.posts(MODEST);
      const [welcome] = told.mails;
      for (const isBotEvent of order) {
        if (welcome) told.line.tell(welcome, { eventType: "Click", link: "https://a.example", isBotEvent });
        await told.passes("1 minute");
      }
      expect((await told.lead()).lead.score.engagement, order.join()).toBe(15);
    }
  });

  test("S33 a missing word on machines is not a human's word, and earns its points all the same", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.clicks();
    expect((await told.lead()).lead.score.engagement).toBe(15);
  });

  test("S33 the first form post earns nothing, one after the first mail does", async () => {
    const told = story();
    await told.posts(MODEST);
    expect((await told.lead()).lead.score.engagement).toBe(0);
    await told.passes("1 day");
    await told.posts({ email: MODEST.email, message: "How long does a probe last?" });
    expect((await told.lead()).lead.score.engagement).toBe(5);
  });
});

describe("points fade", () => {
  const forty = points({ click: 40 }, "30 days");

  test.each([
    ["at once", 0, 40],
    ["after one day", 1, 39],
    ["after 30 days", 30, 20],
    ["after 60 days", 60, 10],
    ["after 90 days", 90, 5],
    ["after a year", 365, 0],
  ])("S34 40 points with a half-life of 30 days are worth, %s", (_when, days, expected) => {
    expect(scored([line()], forty, days).engagement).toBe(expected);
  });

  test("S34 an act keeps fading from its own day, whatever came after it", () => {
    const acts = [line(), line({ key: "click#2", at: MONDAY + 30 * DAY })];
    expect(scored(acts, forty, 30).engagement).toBe(60);
    expect(scored(acts, forty, 60).engagement).toBe(30);
  });

  test("S34 fit does not fade, and stops at what the campaign allows", () => {
    expect(scored([line()], forty, 300)).toMatchObject({ fit: 50, total: 50 });
    const capped = campaign({ fit: { ...SMALL.fit, most: 20 } });
    expect(score(life(), capped, PLAYBOOK, MONDAY).fit).toBe(20);
  });

  test("S34 a lead that ripens by one point today would not have tomorrow: the total is rounded once", () => {
    const rounded = points({ click: 9, reply: 1 }, "60 days");
    const acts = [line(), line({ key: "reply", kind: "reply" })];
    expect(scored(acts, rounded, 0).total).toBe(60);
    expect(scored(acts, rounded, 3).total).toBe(60);
    expect(scored(acts, rounded, 5).total).toBe(59);
  });

  test.each([
    ["not before it has stood", 10 * MINUTE - 1, 0],
    ["from the very moment", 10 * MINUTE, 40],
  ])("S34 a click that must settle counts %s", (_when, since, expected) => {
    const slow = points({ click: 40 }, "30 days", "10 minutes");
    expect(score(life({ ledger: [line()] }), slow, PLAYBOOK, MONDAY + since).engagement).toBe(expected);
    expect(settlings(life({ ledger: [line()] }), slow, MONDAY + since)).toEqual(
      expected === 0 ? [MONDAY + 10 * MINUTE] : [],
    );
  });

  test("S34 the lines add up to the score, a machine's among them with 0", () => {
    const acts = [line(), line({ key: "click#mail-second#guide", at: MONDAY + DAY, machine: "a scanner" })];
    const found = scored(acts, forty, 30);
    expect(found.lines.map(({ part, points: earned }) => [part, earned])).toEqual([
      ["fit", 50],
      ["engagement", 20],
      ["engagement", 0],
    ]);
    expect(found.total).toBe(70);
  });

  test("S34 points may be taken away too", () => {
    const stern = points({ form: -10 }, "30 days");
    const post = line({ key: "form#2", kind: "form", at: MONDAY + 1 });
    expect(score(life({ ledger: [post], touches: [touch()] }), stern, PLAYBOOK, MONDAY + 1).total).toBe(40);
  });

  function scored(ledger: readonly LedgerLine[], rule: RunningCampaign, days: number) {
    return score(life({ ledger }), rule, PLAYBOOK, MONDAY + days * DAY);
  }
});

function points(given: Partial<typeof SMALL.engagement.points>, halfLife: string, settle = "0 minutes") {
  return campaign({
    engagement: { points: { ...SMALL.engagement.points, ...given }, halfLife, settle },
  });
}
