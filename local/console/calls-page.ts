/** The AWS calls made for one lead: what the same life would cost in calls on AWS. */
import { html } from "hono/html";
import { LeadId } from "../../workflows/rules/lead.ts";
import { answer } from "./answer.ts";
import { breakable } from "./breakable.ts";
import type { Html } from "./layout.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { CallCount, LaptopSources } from "./sources.ts";

export function callsPage(sources: LaptopSources): Handler {
  return async (c) => {
    const leadId = LeadId.safeParse(c.req.query("leadId"));
    if (!leadId.success)
      throw new Refusal(
        400,
        "Say whose calls: /calls?leadId= and the 32 hex digits of a lead's page under /leads.",
      );
    const calls = await sources.calls(leadId.data);
    return answer(c, sources, {
      json: () => calls,
      title: "AWS calls",
      main: () => view(leadId.data, calls),
    });
  };
}

function view(leadId: string, calls: readonly CallCount[]): Html {
  const all = calls.reduce((sum, { count }) => sum + count, 0);
  return html`<p class="quiet"><a href="/leads/${leadId}">The lead</a></p>
    <h1>AWS calls for one lead</h1>
    ${calls.length === 0 ? html`<p class="lead">None were made for this lead.</p>` : html`<p class="lead">${all} calls so far, each as it would go to AWS.</p>${table(calls)}`}`;
}

function table(calls: readonly CallCount[]): Html {
  return html`<table class="calls">
    <thead><tr><th scope="col">Service</th><th scope="col">Action</th><th scope="col">Made by</th><th scope="col" class="number">Calls</th></tr></thead>
    <tbody>
      ${calls.map(({ service, action, by, count }) => html`<tr><td>${service}</td><td>${breakable(action)}</td><td>${makers(by)}</td><td class="number">${count}</td></tr>`)}
    </tbody>
  </table>`;
}

function makers(by: CallCount["by"]): readonly Html[] {
  return Object.entries(by).map(
    ([who, count], i) => html`${i > 0 ? ", " : ""}<span class="whole">${who} ${count}</span>`,
  );
}
