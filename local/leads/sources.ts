/** The sources that campaigns take leads in from. */
import { didYouMean } from "../../workflows/compile/nearest.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { LeadsRefused } from "./leads-refused.ts";

/** By their names, each once. */
export function sourcesOf(campaigns: readonly RunningCampaign[]): readonly string[] {
  return [...new Set(campaigns.flatMap(({ enter }) => enter.imports))].sort();
}

/** The campaigns that `source` brings leads into. Throws LeadsRefused where there is none. */
export function campaignsOf(
  source: string,
  campaigns: readonly RunningCampaign[],
): readonly RunningCampaign[] {
  const found = campaigns.filter(({ enter }) => enter.imports.includes(source));
  if (found.length > 0) return found;
  const known = sourcesOf(campaigns);
  const right =
    known.length === 0
      ? "No campaign takes in any: add one to the `enter.imports` of a campaign."
      : `${didYouMean(source, known)} Or add it to the \`enter.imports\` of a campaign.`;
  throw new LeadsRefused(`No campaign takes in leads from "${source}". ${right}`);
}
