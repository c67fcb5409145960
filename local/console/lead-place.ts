/** Where a lead is: in which campaign, and after which of its touches, with a link to that place in its picture. */
import { html } from "hono/html";
import type { Known } from "../../workflows/rules/life.ts";
import { HOUSE } from "../../workflows/rules/planned-touch.ts";
import { latestRun, type Playbook, type Run } from "../../workflows/rules/playbook.ts";
import { touchNamed } from "../../workflows/rules/touches.ts";
import type { Html } from "./layout.ts";

/** Nothing for a lead that no campaign ever took. */
export function place(life: Known, playbook: Playbook): Html | undefined {
  const run = latestRun(life, playbook);
  if (run === undefined) return undefined;
  const { name, title } = run.campaign;
  const at = standsAt(life, run);
  const place = at === undefined ? `/campaigns/${name}` : `/campaigns/${name}?at=${at}#here`;
  const words = run.enrolment.endedAt === undefined ? "In" : "Its run has ended:";
  return html`<p>${words} <a href="${place}">${title}</a>${at === undefined ? "" : `, after “${at}”`}.</p>`;
}

/** The newest touch of the run, by its name today. */
function standsAt({ touches }: Known, { campaign, enrolment }: Run): string | undefined {
  const had = touches
    .filter((touch) => touch.campaign === campaign.name && touch.enrolment === enrolment.n)
    .toSorted((a, b) => a.claimedAt - b.claimedAt)
    .map(({ name }) => (name === HOUSE.confirm ? name : touchNamed(name, campaign)?.name));
  return had.findLast((name) => name !== undefined);
}
