/** What a CRM tells of a deal, as an activity: the same that whoever has the lead can say on its page. */
import type { Activity } from "./activity.ts";
import type { Change } from "./change.ts";
import { takeFollowUp } from "./follow-up.ts";
import { heldHandoff } from "./holder.ts";
import { asOf, type Life } from "./life.ts";
import type { Playbook } from "./playbook.ts";
import type { Result } from "./results.ts";

const DEALS: ReadonlyMap<string, Result> = new Map([
  ["deal-qualified", "qualified"],
  ["deal-won", "won"],
  ["deal-lost", "lost"],
]);

/** Undefined for any other activity, and for a lead that nobody of sales has accepted or that they are done with. */
export function dealTold(
  life: Life,
  { name, at: toldAt, what }: Activity,
  playbook: Playbook,
): Change | undefined {
  // CRMs date a deal to its day, or weeks ago: it counts after all that is known here.
  const at = asOf(toldAt, life);
  const result = DEALS.get(name);
  const held = heldHandoff(life);
  if (result === undefined || held?.status !== "accepted" || held.to === undefined) return undefined;
  const note = `as the CRM tells${what === undefined ? "" : `: ${what}`}`;
  const told = takeFollowUp(life, held.n, { result, by: held.to, note, until: undefined }, at, playbook);
  return "change" in told ? told.change : undefined;
}
