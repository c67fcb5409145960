import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitionOf } from "../../local/campaign/definition.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { coldYear } from "./journey-fixture.ts";

const CAMPAIGNS = new URL("../../workflows/campaigns", import.meta.url).pathname;
/** A version changes with every letter; what is agreed doesn't. */
const VERSION = "0123456789abcdef";

describe("the definition of ripe", () => {
  test("green-bananas, to the byte", async () => {
    const found = compileCampaigns(CAMPAIGNS).find(({ name }) => name === "green-bananas");
    const definition = found && definitionOf({ ...found, version: VERSION });
    await expect(definition).toMatchFileSnapshot("green-bananas.definition.txt");
  });

  test.each(compileCampaigns(CAMPAIGNS).map((campaign) => [campaign.name, campaign] as const))(
    "%s stands on half a page, with every rule that it has",
    (_, campaign) => {
      const definition = definitionOf(campaign);
      expectHalfAPage(definition);
      const words = definition.replaceAll(/\s+/g, " ");
      const { fit, disqualify, enter } = campaign;
      for (const { because } of [...fit.rules, ...disqualify, ...enter.except])
        expect(words).toContain(because);
      for (const { points } of fit.rules) expect(words).toContain(points > 0 ? `+${points}` : `${points}`);
    },
  );

  test("every number is the campaign's", () => {
    const words = wordsOf({
      fit: { most: 41, rules: [{ when: { has: ["phone"] }, points: 7, because: "can be called" }] },
      engagement: {
        points: { form: 1, open: 2, click: 3, reply: 4, confirm: 5, spoke: 6, activities: { attended: 8 } },
        atMost: { click: "30 per 10 days", activities: "16 per 1 year" },
        halfLife: "9 days",
        settle: "10 minutes",
        human: ["attended", "saw-a-demo"],
      },
      release: {
        score: 51,
        fit: 12,
        validate: "ask",
        validateWithin: "13 days",
        answerWithin: "14 hours",
        coolOff: "15 days",
      },
    });
    expect(words).toContain("Fit at most 41 points: +7 can be called");
    expect(words).toContain(
      "click +3 (at most 30 per 10 days), reply +4, form again +1, opened mail +2, confirmed address +5, call that reached it +6, attended +8 (at most 16 per 1 year); half of it fades in 9 days; machines earn nothing; a click counts 10 minutes later.",
    );
    expect(words).toContain(
      "51 points together, at least 12 for fit; fit alone brings at most 41. And a person has acted: replied,",
    );
    expect(words).toContain("spoke, attended, saw a demo, or clicked in two letters on two days.");
    expect(words).toContain("13 days of silence: on with the letters.");
    expect(words).toContain("answers within 14 hours");
    expect(words).toContain("after 15 days at the earliest");
    expect(words).toContain(`Agreed: ____________ marketing ____________ sales, version ${VERSION}`);
  });

  test("says where fit alone can bring the points, and where nothing is asked or silence is a yes", () => {
    const release = { score: 50, answerWithin: "1 day", coolOff: "1 day" };
    expect(wordsOf({ release })).toContain(
      "50 points together; fit alone can bring them. And a person has acted",
    );
    expect(wordsOf({ release })).toContain("Before nothing is asked.");
    expect(wordsOf({ release: { ...release, validate: "call", silence: "release" } })).toContain(
      'Before we call, or ask by mail whether to. Yes: to sales. "Not now": on with the letters. 7 days of silence: to sales too, once a person has acted.',
    );
  });

  test("however much there is, it stays on half a page", () => {
    const reasons = fc.array(
      fc.constant({ when: { replied: true }, because: "is one of very many reasons" }),
      {
        maxLength: 40,
      },
    );
    const rules = fc.array(
      fc.record({
        when: fc.constant({ replied: true }),
        points: fc.integer({ min: -100, max: 100 }),
        because: fc.constant("says something about itself that lets us think so"),
      }),
      { maxLength: 40 },
    );
    const property = fc.property(rules, reasons, (some, others) => {
      expectHalfAPage(definitionOf(coldYear({ fit: { most: 55, rules: some }, disqualify: others })));
    });
    return fc.assert(property);
  });

  test("of very many rules those with the most points are named, and the others counted", () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      when: { replied: true },
      points: n + 1,
      because: "says something about itself that lets us think so",
    }));
    expect(wordsOf({ fit: { most: 55, rules: many } })).toMatch(
      /\+40 says .*; \d+ more, in campaign\.yaml\./,
    );
  });
});

function wordsOf(change: Parameters<typeof coldYear>[0]): string {
  return definitionOf(coldYear({ ...change, version: VERSION })).replaceAll(/\s+/g, " ");
}

function expectHalfAPage(definition: string): void {
  const lines = definition.split("\n");
  expect(lines.length - 1).toBeLessThanOrEqual(30);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
}
