/** What a lead is called at the head of a page or in a list of many. */
import type { Lead } from "../../workflows/rules/lead.ts";
import { oneLine } from "../../workflows/rules/one-line.ts";
import { type Playbook, understood } from "../../workflows/rules/playbook.ts";
import { titleOf } from "../../workflows/rules/sales-notice.ts";

/** Three bold lines of a phone. */
const LONGEST = 90;

/** `Zoë Müller, Molkerei Süd`; a company that fills the screen is cut, and stands in full among the facts. */
export function headingOf(lead: Lead, playbook: Playbook): string {
  return oneLine(titleOf(lead, understood(lead, playbook)), LONGEST);
}
