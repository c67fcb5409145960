/** What a lead that ripened has cost, where somebody says what was spent. */
import type { SourceRow } from "./arrivals.ts";
import type { CampaignRow } from "./campaigns.ts";
import { channelOf } from "./source.ts";

export interface CostRow {
  readonly name: string;
  /** `nothing`: no lead came by anything of this name. */
  readonly of: "campaign" | "source" | "nothing";
  readonly cost: number;
  readonly leads: number;
  readonly mql: number;
  readonly won: number;
  /** Absent where there is none to share it. */
  readonly perLead: number | undefined;
  readonly perMql: number | undefined;
}

/** A name may be a campaign's, a `utm_source`, a referring host, a form's or an import's; a source counts by its first touch. */
export function costRows(
  costs: ReadonlyMap<string, number>,
  campaigns: readonly CampaignRow[],
  sources: readonly SourceRow[],
): readonly CostRow[] {
  return [...costs].map(([name, cost]) => {
    const campaign = campaigns.find((row) => row.campaign === name);
    const named = sources.filter(({ source }) => channelOf(source) === name || source.form === name);
    const counted = campaign ? [campaign] : named;
    const sum = (what: "leads" | "mql" | "won") => counted.reduce((total, row) => total + row[what], 0);
    const [leads, mql, won] = [sum("leads"), sum("mql"), sum("won")];
    const of = campaign ? "campaign" : "source";
    return {
      name,
      of: leads === 0 ? "nothing" : of,
      cost,
      leads,
      mql,
      won,
      perLead: leads === 0 ? undefined : cost / leads,
      perMql: mql === 0 ? undefined : cost / mql,
    };
  });
}
