/** What was put on the event bus: what a CRM would hear, newest first, of all leads or of one. */
import { html } from "hono/html";
import { LeadId } from "../../workflows/rules/lead.ts";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { BusEvent, LaptopSources } from "./sources.ts";

/** A demo of many leads puts thousands of events there; nobody scrolls that far. */
const MOST_SHOWN = 200;

export function busPage(sources: LaptopSources): Handler {
  return (c) => {
    const leadId = LeadId.safeParse(c.req.query("leadId")).data;
    const isMeant = ({ detail }: BusEvent) => leadId === undefined || detail.includes(leadId);
    const events = sources.bus.log().filter(isMeant).toReversed();
    return answer(c, sources, {
      json: () => events.map((event) => ({ ...event, detail: JSON.parse(event.detail) })),
      title: "Event bus",
      main: () => html`${leadId === undefined ? "" : html`<p class="quiet"><a href="/leads/${leadId}">The lead</a></p>`}
        <h1>Event bus</h1>
        ${events.length === 0 ? NOTHING : list(events)}`,
    });
  };
}

const NOTHING = html`<p class="lead">Nothing was put on it yet. It tells your CRM of each lead: that it came, what was sent, what it did, what sales made of it. Post the <a href="/">form</a>.</p>`;

function list(events: readonly BusEvent[]): Html {
  const shown = events.slice(0, MOST_SHOWN);
  const all =
    events.length > shown.length
      ? `The newest ${shown.length} of ${events.length} events`
      : "What your CRM hears";
  return html`<p class="quiet">${all}, newest first. None says who the lead is; on this laptop they go nowhere.</p>
    ${shown.map(card)}`;
}

function card({ detailType, detail, at, bus }: BusEvent): Html {
  const { leadId, ...said }: Record<string, unknown> = JSON.parse(detail);
  return html`<article class="card">
    <h2>${detailType}</h2>
    <p class="quiet">${moment(at)} on ${bus}${leadId === undefined ? "" : html`, of <a href="/leads/${leadId}">this lead</a>`}</p>
    <pre>${JSON.stringify({ leadId, ...said }, null, 2)}</pre>
  </article>`;
}
