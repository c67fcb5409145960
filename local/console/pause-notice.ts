/** That a campaign is paused, where it keeps something from going out. */
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { moment } from "./moment.ts";
import type { Pause } from "./sources.ts";
import type { Standing } from "./standing.ts";

type Pauses = ReadonlyMap<string, Pause>;

/** On a lead's page: what comes next is a paused campaign's, and waits. */
export function heldNotice({ decision, next }: Standing, paused: Pauses): Html | undefined {
  const ahead = next?.decision ?? decision;
  const campaign = ahead.do === "send" ? ahead.touch.campaign : "";
  const pause = paused.get(campaign);
  return pause && html`<p class="notice">${sentence(campaign, pause)} Until it is resumed this waits.</p>`;
}

/** Over the list of leads: one for each campaign that is paused. */
export function pausedNotices(paused: Pauses): readonly Html[] {
  return [...paused].map(([campaign, pause]) => html`<p class="notice">${sentence(campaign, pause)}</p>`);
}

function sentence(campaign: string, { pausedAt, because }: Pause): Html {
  return html`<a href="/campaigns/${campaign}">${campaign}</a> is paused since ${moment(pausedAt)}: ${because}.`;
}
