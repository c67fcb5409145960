/** Outright disqualifiers: a lead that is never nurtured nor handed over, and why. */
import { holds } from "./holds.ts";
import type { Known } from "./life.ts";
import { type Playbook, runs, saidBy } from "./playbook.ts";

/** The reason of the first disqualifier that holds in any campaign the lead is in. */
export function disqualifier(life: Known, playbook: Playbook): string | undefined {
  const said = saidBy(life.lead, playbook);
  return runs(life, playbook)
    .flatMap(({ campaign }) => campaign.disqualify)
    .find((rule) => holds(rule.when, said))?.because;
}
