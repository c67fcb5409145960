/** All campaigns put to the proof: what is wrong with their files, then each scenario lived through in virtual time. */
import { join } from "node:path";
import { CampaignProblems, type Problem } from "../../workflows/compile/campaign-problems.ts";
import { compileCampaigns } from "../../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../../workflows/compile/compile-desk.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { type Played, playScenario } from "./scenario/play-scenario.ts";
import { type ReadScenario, readScenarios } from "./scenario/read-scenarios.ts";

export interface CheckOptions {
  /** Where the campaigns' folders lie. */
  readonly dir: string;
  /** The `sales.yaml` of whoever gets their leads, where it is to be checked too. */
  readonly desk?: string | undefined;
  /** Of leads that say nothing of theirs; an IANA name. */
  readonly defaultTimeZone: string;
  /** Whose scenarios are lived through. The files of all are checked: a scenario may name any of them. */
  readonly names: readonly string[];
}

export interface CheckedScenario extends Played {
  readonly campaign: string;
  readonly title: string;
  readonly file: string;
  readonly lineOf: ReadScenario["lineOf"];
  readonly milliseconds: number;
}

/**
 * Each scenario as soon as it was lived through, campaign by campaign in the order of the file. Throws `CampaignProblems`
 * with all that is wrong in any campaign's files, scenarios included, and in the sales desk, before the first is begun.
 */
export async function* checkCampaigns({
  dir,
  desk,
  defaultTimeZone,
  names,
}: CheckOptions): AsyncGenerator<CheckedScenario> {
  const all = compileCampaigns(dir);
  const read = all.map((campaign) => ({
    campaign,
    ...readScenarios(join(dir, campaign.name), campaign, all),
  }));
  const problems = [
    ...read.flatMap((each) => each.problems),
    ...(desk === undefined ? [] : deskProblems(desk, all)),
  ];
  if (problems.length > 0) throw new CampaignProblems(problems, desk && "the campaigns and the sales desk");
  for (const { campaign, file, scenarios } of read.filter((each) => names.includes(each.campaign.name)))
    for (const each of scenarios) yield await timed(campaign, file, each, defaultTimeZone);
}

function deskProblems(file: string, campaigns: readonly RunningCampaign[]): readonly Problem[] {
  try {
    compileDesk(file, campaigns);
    return [];
  } catch (error) {
    if (error instanceof CampaignProblems) return error.problems;
    throw error;
  }
}

async function timed(
  { name }: RunningCampaign,
  file: string,
  { scenario, cast, lineOf }: ReadScenario,
  zone: string,
): Promise<CheckedScenario> {
  const began = performance.now();
  const played = await playScenario({ scenario, cast }, zone);
  const milliseconds = performance.now() - began;
  return { ...played, campaign: name, title: scenario.title, file, lineOf, milliseconds };
}
