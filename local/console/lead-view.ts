/** A lead's page. */
import { html } from "hono/html";
import type { Known } from "../../workflows/rules/life.ts";
import type { ScoreLine } from "../../workflows/rules/score.ts";
import type { Understood } from "../../workflows/rules/understand.ts";
import { isoTimes } from "./iso-times.ts";
import type { Html } from "./layout.ts";
import { profile } from "./lead-profile.ts";
import { scoreSection } from "./lead-score.ts";
import { moment } from "./moment.ts";
import { inOneSentence, type Standing } from "./needs.ts";
import type { LaptopSources } from "./sources.ts";
import type { Episode } from "./timeline.ts";

/** All that a lead's page tells. */
export interface Told {
  readonly life: Known;
  readonly timeline: readonly Episode[];
  readonly standing: Standing;
  readonly understood: Understood;
  readonly executions: ReturnType<LaptopSources["leads"]["executions"]>;
}

export function leadView({ life, timeline, standing, understood, executions }: Told): Html {
  const { lead } = life;
  const { zone } = understood;
  return html`<p class="quiet"><a href="/leads">Leads</a></p>
    <h1>${lead.profile.name ?? lead.address}</h1>
    <p><span class="badge ${lead.lifecycle}">${lead.lifecycle}</span> ${[lead.address, lead.profile.company, lead.segment].filter(Boolean).join(" · ")} <span class="quiet">${lead.because}</span></p>
    <p class="lead">${inOneSentence(standing, zone)}</p>
    ${scoreSection(standing)}
    <h2>What happened</h2>
    <p class="quiet">Times in ${zone}.</p>
    <ol class="timeline">
      ${timeline.map((each) => episode(each, zone, standing.score?.lines ?? []))}
    </ol>
    ${profile(lead, understood)} ${workflow(executions, zone)} ${raw(life)}`;
}

function episode(
  { at, kind, what, messageId, key, machine }: Episode,
  zone: string,
  lines: readonly ScoreLine[],
): Html {
  const points = lines.find((line) => key !== undefined && line.key === key)?.points;
  return html`<li class="${machine ? "machine" : kind}">
    ${moment(at, zone)} ${what}
    ${points ? html`<span class="badge">${points.toFixed(1)} points today</span>` : ""}
    ${machine ? html`<span class="badge">a machine: ${machine}</span>` : ""}
    ${messageId ? html`<a href="/mailbox/${encodeURIComponent(messageId)}">the mail</a>` : ""}
  </li>`;
}

function workflow(executions: Told["executions"], zone: string): Html {
  return html`<h2>Its workflow</h2>
    ${executions.length === 0 ? html`<p class="quiet">No execution has been started for it yet.</p>` : ""}
    <ul class="plain">
      ${executions.map(({ name, status, state, startedAt }) => html`<li><strong>${status}</strong>${state ? ` in “${state}”` : ""}, since ${moment(startedAt, zone)} <code class="quiet">${name}</code></li>`)}
    </ul>`;
}

function raw(life: Known): Html {
  return html`<details>
    <summary>The items as they stand in the table</summary>
    <pre tabindex="0">${JSON.stringify(isoTimes(life), null, 2)}</pre>
  </details>`;
}
