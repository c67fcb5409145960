/** Scenarios written in a test, read as a campaign's file is and lived through. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Played, playScenario } from "../../local/campaign/scenario/play-scenario.ts";
import {
  type ReadScenarios,
  readScenarios,
  SCENARIOS,
} from "../../local/campaign/scenario/read-scenarios.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import { campaign } from "../stories/campaign.ts";

/** The first campaign is the one that the scenarios belong to. */
export function read(yaml: string, all: readonly RunningCampaign[] = [campaign()]): ReadScenarios {
  const folder = mkdtempSync(join(tmpdir(), "ripen-scenarios-"));
  try {
    writeFileSync(join(folder, SCENARIOS), yaml);
    return readScenarios(folder, all[0] ?? campaign(), all);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first scenario of the file, which must be right as it is written. */
export async function play(yaml: string, ...all: readonly RunningCampaign[]): Promise<Played> {
  const { scenarios, problems } = read(yaml, all.length === 0 ? undefined : all);
  const [first] = scenarios;
  if (first === undefined) throw new Error(JSON.stringify(problems, null, 2));
  return playScenario(first, "Europe/Dublin");
}

/** What was otherwise than expected, as it is shown: each with its place, without what happened besides. */
export async function differences(yaml: string, ...all: readonly RunningCampaign[]): Promise<string[]> {
  const { differences: found } = await play(yaml, ...all);
  return found.map(({ path, lines }) => [path.join("."), ...lines].join("\n"));
}

/** One scenario of a lead that agreed to mail: what happens to it, and what is expected. */
export function scenario(body: string, fields = ""): string {
  return `- title: A lead
  given:
    at: Mon 2026-11-23 09:00
    posts: cold-store-guide
    with: { email: zoe@dairy.example, name: Zoë, employees: 200, consent: yes${fields} }
${body.replaceAll(/^/gm, "  ")}
`;
}
