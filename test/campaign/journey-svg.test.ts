import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { cardOf } from "../../local/campaign/card.ts";
import { journeyOf } from "../../local/campaign/journey-graph.ts";
import { type Box, layOut } from "../../local/campaign/journey-layout.ts";
import { journeySvg } from "../../local/campaign/journey-svg.ts";
import { textWidth } from "../../local/campaign/text-width.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { COLD_YEAR, coldYear } from "./journey-fixture.ts";

/** What somebody reads in the picture, in its order. */
function wordsOf(svg: string): string {
  const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join(" ");
  return words.replaceAll("&#39;", "'").replaceAll("&quot;", '"');
}

describe("the picture of a journey", () => {
  test("the same campaign gives the same bytes", async () => {
    expect(await journeySvg(COLD_YEAR)).toBe(await journeySvg(COLD_YEAR));
  });

  test("to the byte as it stands in the docs", async () => {
    await expect(await journeySvg(COLD_YEAR)).toMatchFileSnapshot("../../docs/pictures/journey.svg");
  });

  test("says of every touch its name, channel, wait and what it helps with, in place of another too", async () => {
    const words = wordsOf(await journeySvg(COLD_YEAR));
    for (const { name, helps } of allTouches(COLD_YEAR)) {
      expect(words).toContain(name);
      expect(words.toLowerCase()).toContain(helps.toLowerCase());
    }
    expect(words).toContain("mapping-study mail, after 2 weeks Plans a temperature mapping study");
    expect(words).toContain("welcome mail, at once");
    expect(words).toContain("Without a telephone number instead: instead-of-a-call mail");
    expect(words).toContain("Without a postal address instead: written-thanks mail");
  });

  test.each([
    [
      "how a lead comes in",
      "by the form cold-store-guide or webinar-seat by the import fair-list by the activity registered",
    ],
    [
      "who doesn't",
      "Not taken in: · works with us · is a customer already · the address is made to be thrown away",
    ],
    ["the double opt-in", "Nothing else goes out before it does."],
    [
      "a branch and its ways",
      "Has 250 employees or more, and is in the segment pharma or cold-store? large-enough",
    ],
    [
      "a wait and its deadline",
      "Until it clicked door-tally or excursions read-the-checklist: waits at most 5 days",
    ],
    ["who gets a touch", "Only if it clicked door-tally, or has 30 points of fit or more."],
    ["a touch's own hours", "Only Tuesday and Wednesday, 10-12 by its own clock."],
    ["a call's tries", "To be done within 3 days. Nobody reached: again after 2 days, 3 times in all."],
    ["what was promised", "promised: at any hour"],
    ["the slow lane", "Evergreen One of these every 1 month, round after round."],
    [
      "the way to sales",
      "Ripe, at any moment 60 points, at least 20 of them for its fit, and a person has acted",
    ],
    [
      "raised hands",
      "or a raised hand, whatever its points: · wrote “demo”, “quote” or “call me” · answered timeline with now",
    ],
    ["what is asked before", "Silent for 7 days: the journey goes on. A raised hand isn't asked."],
    ["sales' time", "answers within 48 hours; a reminder comes at half of it."],
    ["the ways out", "· bought elsewhere · can't be reached · unsubscribes, bounces or complains"],
    ["the sunset", "no sign of it for 9 months: asked once more (stay) and left in peace 1 month later"],
    ["the hours", "Monday to Friday, 9-17 by its own clock, not on public holidays At most 2 per 7 days"],
  ])("says %s", async (_, words) => {
    expect(wordsOf(await journeySvg(COLD_YEAR))).toContain(words);
  });

  test("lights the touch at which somebody stands, in words too, and none that isn't there", async () => {
    const svg = await journeySvg(COLD_YEAR, "door-tally");
    expect(svg.match(/class="lit"/g)).toHaveLength(1);
    expect(wordsOf(svg)).toMatch(/door-tally mail, after 1 month .* the lead stands here/);
    expect(await journeySvg(COLD_YEAR, "nothing")).toBe(await journeySvg(COLD_YEAR));
  });

  test("what somebody wrote is text, whatever it holds", async () => {
    const svg = await journeySvg(coldYear({ title: `<script>alert("x")</script> & more` }));
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;");
  });

  test("says in words where each part leads", async () => {
    const svg = await journeySvg(COLD_YEAR);
    expect(svg).toContain('role="img"');
    expect(svg).toMatch(
      /<desc [^>]*>.*branch large-enough, then call “first-call” \(yes\), or segments before mapping-study \(no\)\..*<\/desc>/,
    );
  });
});

type Step = z.input<typeof RunningCampaign>["touches"][number];

const segments = fc.option(fc.subarray(["pharma", "cold-store", "food-plant"], { minLength: 1 }), {
  nil: undefined,
});
const { step } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    segments.map(
      (each): Step => ({ name: "touch", mail: "m.md", helps: "does it", ...(each && { segments: each }) }),
    ),
    fc.record({
      branch: fc.constant("b"),
      when: fc.constant({ replied: true }),
      do: tie("steps"),
      else: tie("steps"),
    }),
    fc.record({
      wait: fc.constant("w"),
      until: fc.constant({ replied: true }),
      atMost: fc.constant("5 days"),
      do: tie("steps"),
      else: tie("steps"),
    }),
  ),
  steps: fc.array(tie("step"), { maxLength: 3 }),
}));

/** Every name once. */
function numbered(steps: readonly Step[], next = { n: 0 }): Step[] {
  return steps.map((each) => {
    next.n += 1;
    const { n } = next;
    if ("name" in each) return { ...each, name: `t${n}` };
    const ways = { do: numbered(each.do ?? [], next), else: numbered(each.else ?? [], next) };
    return "branch" in each ? { ...each, branch: `b${n}`, ...ways } : { ...each, wait: `w${n}`, ...ways };
  });
}

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe("any journey there may be", () => {
  test("has a layout in which no two parts overlap and every arrow runs", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (steps, hasLane) => {
          const campaign = coldYear({
            touches: numbered(steps),
            evergreen: hasLane ? COLD_YEAR.evergreen : undefined,
          });
          const journey = journeyOf(campaign);
          const size = { width: 280, height: 90 };
          const placed = await layOut(journey, {
            nodes: new Map(journey.nodes.map(({ id }) => [id, size])),
            labels: journey.edges.map(({ says }) => (says ? { width: 60, height: 24 } : undefined)),
          });
          const boxes = journey.nodes.flatMap(({ id }) => placed.boxes.get(id) ?? []);
          expect(boxes).toHaveLength(journey.nodes.length);
          const labels = placed.arrows.flatMap(({ label }) => label ?? []);
          const all = [...boxes, ...labels];
          for (const [at, box] of all.entries())
            expect(all.slice(at + 1).filter((other) => !apart(box, other))).toEqual([]);
          for (const { points } of placed.arrows) expect(points.length).toBeGreaterThanOrEqual(2);
        },
      ),
      { numRuns: 10 },
    );
  });

  test("no word stands outside its card, however long", () => {
    return fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 60 }), (text, name) => {
        const card = cardOf(
          [
            { text: name, look: "title", icon: "mail" },
            { text, look: "plain" },
            { chips: [{ says: name.slice(0, 20) }] },
          ],
          { width: 280, padding: { x: 16, y: 12 } },
        );
        for (const mark of card.marks) {
          if (mark.is === "text")
            expect(mark.x + textWidth(mark.text, { size: 14 })).toBeLessThanOrEqual(card.width - 16 + 0.001);
          if (mark.is === "chip") expect(mark.x + mark.width).toBeLessThanOrEqual(card.width - 16);
          expect(mark.y).toBeLessThan(card.height);
        }
      }),
    );
  });
});
