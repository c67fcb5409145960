/** `workflows/sales.yaml`, checked: the sales desk as the functions know it. */
import { readFileSync } from "node:fs";
import { Desk } from "../rules/desk.ts";
import { CampaignProblems } from "./campaign-problems.ts";
import { readYaml } from "./read-yaml.ts";
import { schemaProblems } from "./schema-problems.ts";

/** Throws `CampaignProblems` with all that is wrong in it. */
export function compileDesk(file: string): Desk {
  const yaml = readYaml(file, readFileSync(file, "utf8"));
  if (yaml.problems.length > 0) throw new CampaignProblems(yaml.problems);
  const parsed = Desk.safeParse(yaml.value);
  if (!parsed.success) throw new CampaignProblems(schemaProblems(file, yaml, Desk, parsed.error));
  return parsed.data;
}
