/** Whose clicks and opens they were, also in a campaign that is no more. */
import { actsOf, isCounted } from "../acts.ts";
import { HIDDEN_LINK, verdicts } from "../bots.ts";
import type { RunningCampaign } from "../campaign.ts";
import type { Known, LedgerLine } from "../life.ts";
import type { Instant } from "../time.ts";

/** `unsure`: probably a machine, or it has not stood long enough to tell. */
export type Doer = "person" | "unsure" | "machine";

/** By the line's key, of every click and open. */
export function doersOf(
  life: Known,
  campaign: RunningCampaign | undefined,
  now: Instant,
): (line: LedgerLine) => Doer {
  const { of } = verdicts(life);
  const acts = campaign && new Map(actsOf(life, campaign).map((act) => [act.line.key, act]));
  return ({ key, link }) => {
    const by = of.get(key)?.by;
    const act = acts?.get(key);
    const counts = act && isCounted(act, now);
    // What a person's later act gave back is a person's again.
    if (by === "machine" || link === HIDDEN_LINK) return counts ? "person" : "machine";
    return by === "person" && counts !== false ? "person" : "unsure";
  };
}
