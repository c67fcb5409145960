/** "They called: take it now": the button on a lead's page, and what it does. */
import { html } from "hono/html";
import { LeadId } from "../../workflows/rules/lead.ts";
import type { Known } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import { take } from "../../workflows/rules/taking.ts";
import { LeadsRefused } from "../leads/leads-refused.ts";
import { done } from "./answer.ts";
import type { Html } from "./layout.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

/** Nothing where sales would not hear of it: the page says elsewhere why. */
export function takeForm(life: Known, playbook: Playbook, now: number): Html | undefined {
  if ("refused" in take(life, "", playbook, now)) return undefined;
  return html`<form class="take" method="post" action="/leads/${life.leadId}/take">
    <label for="because">Why now</label>
    <input id="because" name="because" required maxlength="200" autocomplete="off" placeholder="They asked about room 3">
    <button>They called: take it now</button>
  </form>`;
}

/** Answers when sales has been told, and shows the lead again. */
export function takeToSales(sources: LaptopSources): Handler {
  return async (c) => {
    const leadId = LeadId.safeParse(c.req.param("leadId"));
    if (!leadId.success || !sources.desk) throw new Refusal(404, "There is no such lead.");
    const { because } = await readBody(c);
    await asked(() => sources.desk?.take(leadId.data, String(because ?? "")));
    await sources.time.settle();
    return done(c, { taken: true }, `/leads/${leadId.data}`);
  };
}

/** What can't be done is said in the words in which the command line says it. */
async function asked(act: () => Promise<void> | undefined): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof LeadsRefused) throw new Refusal(409, error.message);
    throw error;
  }
}
