/** The compiled campaigns as one file, which goes into the functions' bundles. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { compileCampaigns } from "./compile-campaigns.ts";

/** Compiles the folders in `dir` into `file`, JSON of a list of `RunningCampaign`. The same folders give the same bytes. */
export function writeCampaigns(dir: string, file: string): void {
  const text = `${JSON.stringify(compileCampaigns(dir), null, 2)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
