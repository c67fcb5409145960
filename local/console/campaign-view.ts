/** A campaign's page. */
import { html, raw } from "hono/html";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Letter } from "./campaign-letters.ts";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { Pause } from "./sources.ts";

export interface ShownCampaign {
  readonly campaign: RunningCampaign;
  /** SVG. */
  readonly picture: string;
  /** The touch that is lit in it. */
  readonly at: string | undefined;
  readonly definition: string;
  readonly letters: readonly Letter[];
  readonly pause: Pause | undefined;
}

export function campaignView({ campaign, picture, at, definition, letters, pause }: ShownCampaign): Html {
  return html`<p class="quiet"><a href="/campaigns">Campaigns</a></p>
    <h1>${campaign.title}</h1>
    ${pause && html`<p class="notice">Paused since ${moment(pause.pausedAt)}: ${pause.because}. Nothing of it goes out until it is resumed.</p>`}
    <ul class="row-of-links">
      <li><a href="#journey">Its journey</a></li>
      <li><a href="#ripe">What is ripe</a></li>
      <li><a href="#letters">Its letters</a></li>
    </ul>
    <section aria-labelledby="journey">
      <h2 id="journey">Its journey</h2>
      <div class="journey-frame" tabindex="0" role="group" aria-label="The journey, as a picture to be scrolled">${raw(picture)}</div>
      <p class="quiet"><a href="/campaigns/${campaign.name}/journey.svg${at === undefined ? "" : `?at=${encodeURIComponent(at)}`}">Open it large</a>. As a file: <code>npm run campaign -- draw ${campaign.name}</code></p>
    </section>
    <section aria-labelledby="ripe">
      <h2 id="ripe">What is ripe</h2>
      <pre class="as-set" tabindex="0" aria-label="What is ripe">${definition}</pre>
    </section>
    <section aria-labelledby="letters">
      <h2 id="letters">Its letters</h2>
      <p class="quiet">Subjects as somebody reads them who told nothing of itself. How they look: <code>npm run campaign -- preview ${campaign.name}</code></p>
      <ol class="rows">
        ${letters.map(letter)}
      </ol>
    </section>`;
}

function letter({ name, channel, subject, helps }: Letter): Html {
  return html`<li class="row">
    <span class="row-title">${subject}</span>
    <span class="row-side"><span class="badge">${channel}</span> ${name}</span>
    <span class="row-text quiet">${helps}</span>
  </li>`;
}
