/** Counts what became of a campaign's mails, beside its standing. */

import type { Change } from "../workflows/rules/change.ts";
import type { Life } from "../workflows/rules/life.ts";
import { type Counted, countedBy } from "../workflows/rules/reputation.ts";
import type { World } from "./world/world.ts";

/**
 * Adds to the counts what `change`, decided on `life`, makes new. Only after its write has won: whoever crashes between the
 * two undercounts by one, and nobody counts twice. Never throws, since what is counted is written already and another try
 * would find nothing new.
 */
export async function countMails(world: World, life: Life, change: Change): Promise<readonly Counted[]> {
  const counted = countedBy(life, change);
  for (const each of counted) {
    try {
      await world.standings.count(each);
    } catch (error) {
      const code = error instanceof Error ? error.name : "Error";
      world.report.warn("a mail was not counted", { campaign: each.campaign, what: each.what, code });
    }
  }
  return counted;
}
