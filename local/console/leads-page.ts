/** Everybody at once. */
import { html } from "hono/html";
import type { Lead } from "../../workflows/rules/lead.ts";
import { answer } from "./answer.ts";
import { isoTimes } from "./iso-times.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import { pausedNotices } from "./pause-notice.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

export function leadsPage(sources: LaptopSources): Handler {
  return async (c) => {
    const leads = (await sources.leads.list()).toSorted((a, b) => b.createdAt - a.createdAt);
    const paused = pausedNotices(await sources.paused());
    return answer(c, sources, {
      json: () => leads.map(row),
      title: "Leads",
      main: () => list(leads, paused),
    });
  };
}

function row(lead: Lead): unknown {
  const { leadId, address: email, profile, lifecycle, because, segment = null, score, createdAt } = lead;
  const { name = null, company = null } = profile;
  const { nextWakeAt = null, endedAt = null, trouble = null } = lead;
  return isoTimes({
    leadId,
    email,
    name,
    company,
    lifecycle,
    because,
    segment,
    score,
    createdAt,
    nextWakeAt,
    endedAt,
    trouble,
  });
}

/** A browser takes its time over more of them. */
const MOST_SHOWN = 500;

function list(leads: readonly Lead[], paused: readonly Html[]): Html {
  if (leads.length === 0) {
    return html`<h1>Leads</h1> ${paused}
      <p class="lead">There are none yet. Fill in the <a href="/?sample=lead#form-title">form as a sample lead</a> and send it: the first one stands here at once. Or <a href="/leads/add">add one by hand</a>.</p>`;
  }
  const count = leads.length === 1 ? "1 lead" : `${leads.length} leads`;
  const shown = leads.length > MOST_SHOWN ? `; the newest ${MOST_SHOWN} are shown` : ", the newest first";
  return html`<h1>Leads</h1> ${paused}
    <p class="quiet">${count}${shown}. <a href="/leads/add">Add one by hand</a>.</p>
    <ul class="rows">
      ${leads.slice(0, MOST_SHOWN).map(item)}
    </ul>`;
}

function item(lead: Lead): Html {
  const { name, company } = lead.profile;
  return html`<li>
    <a class="row" href="/leads/${lead.leadId}">
      <span class="row-title">${name ?? lead.address}</span>
      <span class="row-side"><span class="badge ${lead.lifecycle}">${lead.lifecycle}</span> <span class="points">${lead.score.total} points</span></span>
      <span class="row-text">${[name && lead.address, company, lead.segment].filter(Boolean).join(" · ")}</span>
      <span class="row-text quiet">${when(lead)}</span>
    </a>
  </li>`;
}

function when(lead: Lead): Html | string {
  if (lead.trouble) return html`in trouble: ${lead.trouble}`;
  return lead.nextWakeAt === undefined
    ? `ended: ${lead.because}`
    : html`looked at again ${moment(lead.nextWakeAt)}`;
}
