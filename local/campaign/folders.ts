/** The campaigns' folders, and which of them a person means. */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { didYouMean } from "../../workflows/compile/nearest.ts";

export const CAMPAIGNS = fileURLToPath(new URL("../../workflows/campaigns", import.meta.url));
export const SALES_DESK = fileURLToPath(new URL("../../workflows/sales.yaml", import.meta.url));

/** The sales desk of the campaigns in `dir`: `sales.yaml` beside the folder. Campaigns that lie elsewhere may have none. */
export function deskBeside(dir: string): string | undefined {
  const file = join(dir, "..", "sales.yaml");
  return resolve(dir) === resolve(CAMPAIGNS) || existsSync(file) ? file : undefined;
}

export class NoSuchCampaign extends Error {
  override readonly name = "NoSuchCampaign";
}

/** The campaigns in `dir`, by their folders' names. */
export function campaignNames(dir: string = CAMPAIGNS): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** `name`, if there is such a campaign. Throws `NoSuchCampaign`, which says what there is. */
export function campaignNamed(name: string, dir: string = CAMPAIGNS): string {
  const names = campaignNames(dir);
  if (names.includes(name)) return name;
  throw new NoSuchCampaign(`There is no campaign "${name}". ${didYouMean(name, names)}`);
}
