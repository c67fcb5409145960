/** Everybody at once. */
import { html } from "hono/html";
import { isoTimes } from "../../functions/iso-times.ts";
import { decide } from "../../workflows/rules/decide.ts";
import type { Decision } from "../../workflows/rules/decision.ts";
import { heldHandoff } from "../../workflows/rules/holder.ts";
import type { Lead } from "../../workflows/rules/lead.ts";
import { isKnown } from "../../workflows/rules/life.ts";
import { answer, wantsJson } from "./answer.ts";
import type { Html } from "./layout.ts";
import { holderInWords } from "./lead-sales.ts";
import { moment } from "./moment.ts";
import { pausedNotices } from "./pause-notice.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";
import { playbookOf } from "./standing.ts";

export function leadsPage(sources: LaptopSources): Handler {
  return async (c) => {
    const leads = (await sources.leads.list()).toSorted((a, b) => b.createdAt - a.createdAt);
    const paused = pausedNotices(await sources.paused());
    const shown = wantsJson(c)
      ? []
      : await Promise.all(leads.slice(0, MOST_SHOWN).map((lead) => told(lead, sources)));
    return answer(c, sources, {
      json: () => leads.map(row),
      title: "Leads",
      main: () => list(leads.length, shown, paused),
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

interface Shown {
  readonly lead: Lead;
  /** Of one that nothing wakes: what the workflow decided, for the lifecycle's own reason is of another day. */
  readonly decision: Decision | undefined;
  /** Who of sales has it. */
  readonly holder: string | undefined;
}

const WITH_SALES: ReadonlySet<Lead["lifecycle"]> = new Set(["mql", "sal", "sql"]);

/** Only what the row itself doesn't say is looked up. */
async function told(lead: Lead, sources: LaptopSources): Promise<Shown> {
  const isAwake = lead.nextWakeAt !== undefined || lead.trouble !== undefined;
  const bare = { lead, decision: undefined, holder: undefined };
  if (isAwake && !WITH_SALES.has(lead.lifecycle)) return bare;
  const life = await sources.leads.read(lead.leadId);
  if (!isKnown(life)) return bare;
  const playbook = playbookOf(sources);
  const held = heldHandoff(life);
  return {
    lead,
    decision: isAwake ? undefined : decide(life, playbook, sources.time.now()),
    holder: held && holderInWords(held, playbook.desk),
  };
}

function list(all: number, leads: readonly Shown[], paused: readonly Html[]): Html {
  if (all === 0) {
    return html`<h1>Leads</h1> ${paused}
      <p class="lead">There are none yet. Fill in the <a href="/?sample=lead#form-title">form as a sample lead</a> and send it: the first one stands here at once. Or <a href="/leads/add">add one by hand</a>.</p>`;
  }
  const count = all === 1 ? "1 lead" : `${all} leads`;
  const shown = all > MOST_SHOWN ? `; the newest ${MOST_SHOWN} are shown` : ", the newest first";
  return html`<h1>Leads</h1> ${paused}
    <p class="quiet">${count}${shown}. <a href="/leads/add">Add one by hand</a>.</p>
    <ul class="rows">
      ${leads.map(item)}
    </ul>`;
}

function item({ lead, decision, holder }: Shown): Html {
  const { name, company } = lead.profile;
  return html`<li>
    <a class="row" href="/leads/${lead.leadId}">
      <span class="row-title">${name ?? lead.address}</span>
      <span class="row-side"><span class="badge ${lead.lifecycle}">${lead.lifecycle}</span> <span class="points">${lead.score.total} points</span></span>
      <span class="row-text">${[name && lead.address, company, lead.segment].filter(Boolean).join(" · ")}</span>
      <span class="row-text quiet">${holder && `sales: ${holder} · `}${when(lead, decision)}</span>
    </a>
  </li>`;
}

function when(lead: Lead, decision: Decision | undefined): Html | string {
  if (lead.trouble) return html`in trouble: ${lead.trouble}`;
  if (lead.nextWakeAt !== undefined) return html`looked at again ${moment(lead.nextWakeAt)}`;
  if (decision === undefined) return `ended: ${lead.because}`;
  return decision.do === "end" ? `nothing more by itself: ${decision.because}` : decision.because;
}
