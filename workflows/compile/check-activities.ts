/** The activities that a campaign names: a reply is told as one, and is none of them. */
import type { Campaign } from "../rules/campaign.ts";
import { REPLIED } from "../rules/reply.ts";
import type { Finding } from "./finding.ts";

/** Points, doors and proofs for `replied` would never come true. */
export function checkActivities({ enter, engagement }: Campaign): readonly Finding[] {
  const at = (list: readonly string[], path: Finding["path"]) =>
    list.flatMap((name, n) => (name === REPLIED ? [[...path, n]] : []));
  const places: readonly Finding["path"][] = [
    ...at(enter.activities, ["enter", "activities"]),
    ...at(engagement.human, ["engagement", "human"]),
    ...(REPLIED in engagement.points.activities ? [["engagement", "points", "activities", REPLIED]] : []),
  ];
  return places.map((path) => ({
    path,
    wrong: `"${REPLIED}" is a reply, and no activity like others`,
    right:
      "Take it out. A reply earns `engagement.points.reply`, is a person's by itself, and conditions ask for it by `replied: true`.",
  }));
}
