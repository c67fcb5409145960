/** `workflows/sales.yaml`, checked: the sales desk as the functions know it. */
import { readFileSync } from "node:fs";
import type { RunningCampaign } from "../rules/campaign.ts";
import { Desk } from "../rules/desk.ts";
import { CampaignProblems, type Problem, placed } from "./campaign-problems.ts";
import { checkDesk } from "./check-desk.ts";
import { readYaml } from "./read-yaml.ts";
import { schemaProblems } from "./schema-problems.ts";

/**
 * `campaigns`: those whose leads the desk gets; without them, nobody looks whether the segments, the campaigns and the
 * questions that pools name are there. Throws `CampaignProblems` with all that is wrong, a missing file included.
 */
export function compileDesk(file: string, campaigns?: readonly RunningCampaign[]): Desk {
  const text = read(file);
  if (typeof text !== "string") throw refused([text]);
  const yaml = readYaml(file, text);
  if (yaml.problems.length > 0) throw refused(yaml.problems);
  const parsed = Desk.safeParse(yaml.value);
  if (!parsed.success) throw refused(schemaProblems(file, yaml, Desk, parsed.error));
  const found = checkDesk(parsed.data, campaigns);
  if (found.length > 0) throw refused(placed(file, found, yaml.lineOf));
  return parsed.data;
}

function refused(problems: readonly Problem[]): CampaignProblems {
  return new CampaignProblems(problems, "the sales desk");
}

function read(file: string): string | Problem {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const wrong = code === "ENOENT" ? "there is no such file" : `the file can't be read (${code ?? error})`;
    const right = "It says who gets a ripe lead: docs/sales-yaml.md tells what stands in it.";
    return { file, line: 1, path: "", wrong, right };
  }
}
