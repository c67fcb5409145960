import { describe, expect, test } from "vitest";
import { type JourneyEdge, journeyOf } from "../../local/campaign/journey-graph.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { COLD_YEAR, coldYear } from "./journey-fixture.ts";

/** `from > to, the way: who`, without "touch". */
function arrows(campaign: RunningCampaign): readonly string[] {
  return journeyOf(campaign).edges.map(inWords);
}

function inWords({ from, to, says, segments }: JourneyEdge): string {
  const who = segments ? `: ${segments.join(" ")}` : "";
  return `${from} > ${to}${says ? `, ${says}` : ""}${who}`.replaceAll("touch ", "");
}

const letter = (name: string, segments?: readonly [string, ...string[]]) => ({
  name,
  mail: `${name}.md`,
  helps: "does one thing",
  ...(segments ? { segments: [...segments] } : {}),
});

describe("a campaign's journey", () => {
  test("three segments part, meet and part again; every way leads on", () => {
    expect(arrows(COLD_YEAR)).toEqual([
      "entrance > confirm",
      "confirm > welcome, confirmed",
      "welcome > warmest-spot",
      "warmest-spot > branch large-enough",
      "branch large-enough > first-call, yes",
      "first-call > segments before mapping-study",
      "branch large-enough > segments before mapping-study, no",
      "segments before mapping-study > mapping-study: pharma",
      "segments before mapping-study > customers-goods: cold-store",
      "segments before mapping-study > haccp-records: food-plant",
      "mapping-study > excursions",
      "haccp-records > door-tally",
      "customers-goods > door-tally",
      "door-tally > wait read-the-checklist",
      "excursions > wait read-the-checklist",
      "wait read-the-checklist > price-of-a-door, clicked door-tally or excursions",
      "price-of-a-door > branch wants-to-talk",
      "branch wants-to-talk > handwritten-thanks, yes",
      "wait read-the-checklist > checklist-by-post, after 5 days",
      "handwritten-thanks > power-cut",
      "branch wants-to-talk > power-cut, no",
      "checklist-by-post > power-cut",
      "power-cut > evergreen lane",
      "evergreen lane > season",
      "season > inspectors-news: pharma",
      "inspectors-news > reader-question",
      "season > reader-question: cold-store food-plant",
      "reader-question > evergreen lane, again",
    ]);
  });

  test("without double opt-in, segments and a lane it is a line with an end", () => {
    const plain = coldYear({
      consent: { doubleOptIn: false },
      segments: [],
      evergreen: undefined,
      touches: [letter("a"), letter("b")],
    });
    expect(arrows(plain)).toEqual(["entrance > a", "a > b", "b > end"]);
  });

  test("a lead of no segment goes its own way where no last segment takes everybody", () => {
    const { segments } = COLD_YEAR;
    const open = coldYear({
      consent: { doubleOptIn: false },
      evergreen: undefined,
      segments: segments.slice(0, 2),
      touches: [letter("a"), letter("b", ["pharma", "cold-store"]), letter("c")],
    });
    expect(arrows(open)).toEqual([
      "entrance > a",
      "a > b: pharma cold-store",
      "b > c",
      "a > c: no segment",
      "c > end",
    ]);
  });

  test("who has nothing left goes to the end at once", () => {
    const uneven = coldYear({
      consent: { doubleOptIn: false },
      evergreen: undefined,
      touches: [letter("a"), letter("b", ["pharma"])],
    });
    expect(arrows(uneven)).toEqual([
      "entrance > a",
      "a > b: pharma",
      "b > end",
      "a > end: cold-store food-plant",
    ]);
  });

  test("a segment that the lane has nothing for waits in it", () => {
    const lane = coldYear({
      consent: { doubleOptIn: false },
      touches: [letter("a")],
      evergreen: { every: "1 month", touches: [letter("b", ["pharma"])] },
    });
    expect(arrows(lane)).toEqual([
      "entrance > a",
      "a > evergreen lane",
      "evergreen lane > b",
      "b > evergreen lane, again",
    ]);
  });

  test("a way of a wait whose condition is long is called by what it means", () => {
    const until = { clicked: ["a", "the-long-name-of-a-letter", "another-long-name"] };
    const waits = coldYear({
      consent: { doubleOptIn: false },
      evergreen: undefined,
      touches: [letter("a"), { wait: "w", until, atMost: "5 days", do: [letter("b")], else: [] }],
    });
    expect(arrows(waits)).toEqual([
      "entrance > a",
      "a > wait w",
      "wait w > b, it came true",
      "b > end",
      "wait w > end, after 5 days",
    ]);
  });
});
