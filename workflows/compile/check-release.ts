/** What must come true before sales hears of a lead: points that can be reached, and the letters and calls that come before. */
import type { Campaign } from "../rules/campaign.ts";
import { boundsOf } from "./bounds.ts";
import type { Finding } from "./finding.ts";

/** `files`: the Markdown files of the folder. */
export function checkRelease(campaign: Campaign, files: readonly string[]): readonly Finding[] {
  return [...checkPoints(campaign), ...checkValidation(campaign, files), ...checkConfirm(campaign, files)];
}

function checkPoints(campaign: Campaign): readonly Finding[] {
  const { release } = campaign;
  const { fit, score } = boundsOf(campaign);
  const found: Finding[] = [];
  if (release.score > score[1])
    found.push({
      path: ["release", "score"],
      wrong: `no lead gets there: its fit is ${fit[1]} at most, and no act earns a point`,
      right: "Give points for acts under `engagement.points`, or lower the score.",
    });
  if (release.fit > fit[1])
    found.push({
      path: ["release", "fit"],
      wrong: `no lead gets there: the rules of \`fit\` earn ${fit[1]} at most`,
      right: "Lower it, or give the rules more points.",
    });
  return found;
}

function checkValidation({ release }: Campaign, files: readonly string[]): readonly Finding[] {
  const path = ["release", "validate"];
  if (release.validate === "ask" && !files.includes("ask.md"))
    return [
      {
        path,
        wrong: "there is no ask.md to ask with",
        right: "Write it, with the links {{ links.yes }}, {{ links.notNow }} and {{ links.no }}.",
      },
    ];
  if (release.validate === "call" && !files.includes("validate.md"))
    return [
      {
        path,
        wrong: "there is no validate.md to tell the caller what to ask",
        right:
          "Write it. A lead without a telephone number gets ask.md, if that is there; else it goes to sales unasked.",
      },
    ];
  return [];
}

function checkConfirm({ consent }: Campaign, files: readonly string[]): readonly Finding[] {
  if (!consent.doubleOptIn || files.includes("confirm.md")) return [];
  return [
    {
      path: ["consent", "doubleOptIn"],
      wrong: "there is no confirm.md to confirm with",
      right: "Write it, with the single link {{ links.confirm }}.",
    },
  ];
}
