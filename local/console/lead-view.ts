/** A lead's page. */
import { html } from "hono/html";
import { isoTimes } from "../../functions/iso-times.ts";
import type { Known } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import type { Understood } from "../../workflows/rules/understand.ts";
import type { Decided } from "./decisions.ts";
import type { Html } from "./layout.ts";
import { consentSection } from "./lead-consent.ts";
import { place } from "./lead-place.ts";
import { profile } from "./lead-profile.ts";
import { salesSection } from "./lead-sales.ts";
import { scoreSection } from "./lead-score.ts";
import { story } from "./lead-story.ts";
import { moment } from "./moment.ts";
import { inOneSentence, reason } from "./needs.ts";
import { heldNotice } from "./pause-notice.ts";
import type { LaptopSources, Pause, TopicNotice } from "./sources.ts";
import type { Standing } from "./standing.ts";
import { takeForm } from "./take-act.ts";
import { workflowPicture } from "./workflow-picture.ts";

/** All that a lead's page tells. */
export interface Told {
  readonly life: Known;
  readonly timeline: readonly Decided[];
  readonly standing: Standing;
  readonly understood: Understood;
  readonly executions: ReturnType<LaptopSources["leads"]["executions"]>;
  /** The campaigns that are. */
  readonly paused: ReadonlyMap<string, Pause>;
  /** To sales, of whichever leads. */
  readonly notices: readonly TopicNotice[];
  readonly playbook: Playbook;
  readonly now: number;
}

export function leadView(told: Told): Html {
  const { life, timeline, standing, understood, executions, playbook, now } = told;
  const { lead } = life;
  const reader = { lead, playbook, now };
  const why = reason(standing);
  return html`<p class="quiet"><a href="/leads">Leads</a></p>
    <h1>${lead.profile.name ?? lead.address}</h1>
    <p class="lead sentence">${inOneSentence(standing, reader)}</p>
    ${why && html`<p class="quiet">${why}</p>`} ${heldNotice(standing, told.paused)}
    <p><span class="badge ${lead.lifecycle}">${lead.lifecycle}</span> ${[lead.because, lead.address, lead.profile.company, lead.segment].filter(Boolean).join(" · ")}</p>
    ${place(life, playbook)} ${takeForm(life, playbook, now)}
    <div class="standing">
      <div>${scoreSection(standing)}</div>
      <section aria-labelledby="workflow"><h2 id="workflow">Where its workflow is</h2>${workflowPicture(executions[0])}</section>
    </div>
    ${consentSection(lead, understood.zone, now)} ${salesSection(life, playbook, told.notices, now)}
    ${story(timeline, understood.zone, reader, standing.score?.lines ?? [])} ${profile(lead, understood)}
    ${raw(told)}`;
}

function raw({ life, executions, understood }: Told): Html {
  return html`<h2>Behind the scenes</h2>
    <p><a href="/calls?leadId=${life.leadId}">The AWS calls made for it</a> · <a href="/bus?leadId=${life.leadId}">What your CRM heard of it</a></p>
    <ul class="plain">
      ${executions.map(({ name, status, startedAt }) => html`<li>Execution <code>${name}</code>: ${status}, since ${moment(startedAt, understood.zone)}</li>`)}
    </ul>
    <details>
      <summary>The items as they stand in the table</summary>
      <pre tabindex="0" aria-label="The lead’s items">${JSON.stringify(isoTimes(life), null, 2)}</pre>
    </details>`;
}
