/** The least and the most points that a lead can have in a campaign. */
import type { Campaign } from "../rules/campaign.ts";
import type { Bounds } from "./literals.ts";

/** Engagement adds up without end, so a score is bounded by its fit only where no act earns, or costs, anything. */
export function boundsOf({ fit, engagement }: Campaign): Bounds {
  const { activities, ...acts } = engagement.points;
  const earned = [...Object.values(acts), ...Object.values(activities)];
  const sum = (sign: 1 | -1) =>
    fit.rules.reduce((total, { points }) => total + (Math.sign(points) === sign ? points : 0), 0);
  const range = [sum(-1), Math.min(fit.most, sum(1))] as const;
  return {
    fit: range,
    score: [
      earned.some((points) => points < 0) ? Number.NEGATIVE_INFINITY : range[0],
      earned.some((points) => points > 0) ? Number.POSITIVE_INFINITY : range[1],
    ],
  };
}
