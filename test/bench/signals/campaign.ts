/** The campaign of the bench's lives: its lead fits, lacks ten points, and a click earns fifteen. One click too many would release. */
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import { MINUTE } from "../../../workflows/rules/time.ts";
import { campaign, letter, mails, SMALL } from "../../stories/campaign.ts";

/** As the corpus's first four letters, nine days from one to the next. */
const NAMES = ["letter0", "letter1", "letter2", "letter3", "letter4", "letter5"] as const;

/** As `settle` below, in milliseconds. */
export const SETTLE = 10 * MINUTE;

export function benchCampaign(release: Partial<RunningCampaign["release"]> = {}): RunningCampaign {
  return campaign({
    engagement: {
      points: {
        form: 10,
        open: 0,
        click: 15,
        reply: 30,
        confirm: 5,
        activities: { clicked: 15, attended: 25 },
      },
      atMost: { click: "45 per 30 days", activities: "45 per 30 days" },
      halfLife: "60 days",
      settle: "10 minutes",
      human: ["attended"],
    },
    release: { ...SMALL.release, ...release },
    touches: NAMES.map((name, index) => letter(name, index === 0 ? "0 minutes" : "9 days")),
    mails: mails(...NAMES, "confirm"),
    sunset: "2 months",
  });
}

/** The same for a firm that takes every click for a person's. */
export function trustingCampaign(): RunningCampaign {
  const { engagement, ...rest } = benchCampaign();
  return { ...rest, engagement: { ...engagement, human: ["attended", "clicked"] } };
}

/** Everybody's: one whose clocks don't change costs half the time to reckon with. */
export const ZONE = "UTC";
