/** All campaigns that run, and who gets into them. */
import { html } from "hono/html";
import { isoTimes } from "../../functions/iso-times.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { allTouches } from "../../workflows/rules/touches.ts";
import { waysIn } from "../campaign/journey-cards.ts";
import { answer } from "./answer.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources, Pause } from "./sources.ts";

export function campaignsPage(sources: LaptopSources): Handler {
  return async (c) => {
    const paused = await sources.paused();
    const campaigns = sources.campaigns();
    return answer(c, sources, {
      json: () => campaigns.map((campaign) => row(campaign, paused.get(campaign.name))),
      title: "Campaigns",
      main: () => list(campaigns, paused),
    });
  };
}

function row(campaign: RunningCampaign, pause: Pause | undefined): unknown {
  const { name, title, version, enter } = campaign;
  return isoTimes({
    name,
    title,
    version,
    enter,
    touches: allTouches(campaign).length,
    paused: pause ?? null,
  });
}

function list(campaigns: readonly RunningCampaign[], paused: ReadonlyMap<string, Pause>): Html {
  return html`<h1>Campaigns</h1>
    <p class="quiet">Each is a folder in <code>workflows/campaigns</code>. A new one: <code>npm run campaign -- new its-name</code>.</p>
    <ul class="rows">
      ${campaigns.map((campaign) => item(campaign, paused.get(campaign.name)))}
    </ul>`;
}

function item(campaign: RunningCampaign, pause: Pause | undefined): Html {
  const { name, title, version } = campaign;
  const touches = allTouches(campaign).length;
  return html`<li>
    <a class="row" href="/campaigns/${name}">
      <span class="row-title">${title}</span>
      <span class="row-side">${pause && html`<span class="badge paused">paused</span>`} ${touches === 1 ? "1 touch" : `${touches} touches`}</span>
      <span class="row-text">Leads come in ${waysIn(campaign).join(", ")}.</span>
      ${pause && html`<span class="row-text">Paused since ${moment(pause.pausedAt)}: ${pause.because}.</span>`}
      <span class="row-text quiet">${name}, version <code>${version}</code></span>
    </a>
  </li>`;
}
