/** One campaign: its journey as a picture, what it calls ripe, and its letters. `?at=` lights the touch of that name. */
import type { Context } from "hono";
import { isoTimes } from "../../functions/iso-times.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { definitionOf } from "../campaign/definition.ts";
import { journeySvg } from "../campaign/journey-svg.ts";
import { answer, wantsJson } from "./answer.ts";
import { lettersOf } from "./campaign-letters.ts";
import { campaignView } from "./campaign-view.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";

export function campaignPage(sources: LaptopSources): Handler {
  return async (c) => {
    const campaign = find(c, sources.campaigns());
    const { name, title, version, enter } = campaign;
    const pause = (await sources.paused()).get(name);
    const letters = lettersOf(campaign);
    const definition = definitionOf(campaign);
    const at = c.req.query("at");
    const picture = wantsJson(c) ? "" : await journeySvg(campaign, at);
    return answer(c, sources, {
      json: () => isoTimes({ name, title, version, enter, paused: pause ?? null, definition, letters }),
      title,
      main: () => campaignView({ campaign, picture, at, definition, letters, pause }),
      look: "wide",
      live: "parts",
    });
  };
}

/** The picture alone, in its own size. */
export function journeyPicture(sources: LaptopSources): Handler {
  return async (c) => {
    const svg = await journeySvg(find(c, sources.campaigns()), c.req.query("at"));
    return c.body(svg, 200, { "Content-Type": "image/svg+xml; charset=utf-8", "Cache-Control": "no-store" });
  };
}

function find(c: Context, campaigns: readonly RunningCampaign[]): RunningCampaign {
  const name = c.req.param("name") ?? "";
  const found = campaigns.find((campaign) => campaign.name === name);
  if (found !== undefined) return found;
  const there = campaigns.map((campaign) => campaign.name).join(", ");
  throw new Refusal(404, `There is no campaign of this name; those that run are ${there}.`);
}
