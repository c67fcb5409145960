/** Journeys as files, for a browser, a wiki or a slide. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { journeySvg } from "./journey-svg.ts";

/** Writes `<name>.svg` of each into `folder`, which is made if it isn't there, and resolves to the files' paths in the same order. */
export function drawInto(folder: string, campaigns: readonly RunningCampaign[]): Promise<readonly string[]> {
  return Promise.all(campaigns.map((campaign) => drawAs(join(folder, `${campaign.name}.svg`), campaign)));
}

/** Writes the journey of one campaign; resolves to `file`. */
export async function drawAs(file: string, campaign: RunningCampaign): Promise<string> {
  const svg = await journeySvg(campaign);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, svg);
  return file;
}
