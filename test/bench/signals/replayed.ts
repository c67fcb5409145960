/** "What if the threshold had been 70?": how many of these lives would have been ripe, and proven, under each. */
import { anyHourDesk } from "../../../local/memory/any-hour-desk.ts";
import { releasingAt, ripeAt } from "../../../workflows/rules/report/replay.ts";
import { DAY } from "../../../workflows/rules/time.ts";
import { BEGINNING } from "../corpus/corpus.ts";
import { benchCampaign, ZONE } from "./campaign.ts";
import type { Lived } from "./lived.ts";

export function replayed(
  lived: readonly Lived[],
  thresholds: readonly number[],
): readonly (readonly [number, number])[] {
  return thresholds.map((threshold) => {
    const campaign = releasingAt(benchCampaign(), threshold);
    const playbook = { campaigns: [campaign], desk: anyHourDesk(), defaultTimeZone: ZONE };
    const ripe = lived.filter(
      ({ life }) => ripeAt(life, campaign, playbook, BEGINNING + 400 * DAY) !== undefined,
    );
    return [threshold, ripe.length];
  });
}
