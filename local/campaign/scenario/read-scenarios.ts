/** `scenarios.yaml` of a campaign's folder, read and refused as its `campaign.yaml` is: with file, line, place, reason and remedy. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Problem, pathInWords } from "../../../workflows/compile/campaign-problems.ts";
import type { Finding } from "../../../workflows/compile/finding.ts";
import { didYouMean } from "../../../workflows/compile/nearest.ts";
import { readYaml } from "../../../workflows/compile/read-yaml.ts";
import { schemaProblems } from "../../../workflows/compile/schema-problems.ts";
import type { RunningCampaign } from "../../../workflows/rules/campaign.ts";
import type { Cast } from "./cast.ts";
import { checkScenario } from "./check-scenario.ts";
import { type Scenario, Scenarios } from "./scenario.ts";

export const SCENARIOS = "scenarios.yaml";

export interface ReadScenario {
  readonly scenario: Scenario;
  readonly cast: Cast;
  /** The line of what `path` names in this scenario. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface ReadScenarios {
  readonly file: string;
  readonly scenarios: readonly ReadScenario[];
  /** With any of them, there are no scenarios. */
  readonly problems: readonly Problem[];
}

/** A campaign without the file has no scenarios. `folder`: the campaign's own. */
export function readScenarios(
  folder: string,
  campaign: RunningCampaign,
  all: readonly RunningCampaign[],
): ReadScenarios {
  const file = join(folder, SCENARIOS);
  if (!existsSync(file)) return { file, scenarios: [], problems: [] };
  const yaml = readYaml(file, readFileSync(file, "utf8"));
  if (yaml.problems.length > 0) return { file, scenarios: [], problems: yaml.problems };
  const parsed = Scenarios.safeParse(yaml.value);
  if (!parsed.success)
    return { file, scenarios: [], problems: schemaProblems(file, yaml, Scenarios, parsed.error) };
  const scenarios = parsed.data.map((scenario, index) => ({
    scenario,
    cast: castOf(scenario, campaign, all),
    lineOf: (path: readonly PropertyKey[]) => yaml.lineOf([index, ...path]),
  }));
  const problems = scenarios.flatMap(({ scenario, cast }, index) =>
    [...strangers(scenario, all), ...checkScenario(scenario, cast)].map(({ path, wrong, right }) => {
      const whole = [index, ...path];
      return { file, line: yaml.lineOf(whole), path: pathInWords(whole), wrong, right };
    }),
  );
  return { file, scenarios: problems.length > 0 ? [] : scenarios, problems };
}

function castOf({ beside }: Scenario, campaign: RunningCampaign, all: readonly RunningCampaign[]): Cast {
  return [campaign, ...all.filter(({ name }) => beside.includes(name) && name !== campaign.name)];
}

function strangers({ beside }: Scenario, all: readonly RunningCampaign[]): readonly Finding[] {
  const known = all.map(({ name }) => name);
  return beside.flatMap((name, at) =>
    known.includes(name)
      ? []
      : [{ path: ["beside", at], wrong: `there is no campaign "${name}"`, right: didYouMean(name, known) }],
  );
}
