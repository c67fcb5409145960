/** The compiled campaigns as one file, and the sales desk as another: they go into the functions' bundles. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { compileCampaigns } from "./compile-campaigns.ts";
import { compileDesk } from "./compile-desk.ts";

/** Compiles the folders in `dir` into `file`, JSON of a list of `RunningCampaign`. The same folders give the same bytes. */
export function writeCampaigns(dir: string, file: string): void {
  write(compileCampaigns(dir), file);
}

/** Compiles `yaml`, a `sales.yaml`, into `file`, JSON of a `Desk`. The same bytes give the same bytes. */
export function writeDesk(yaml: string, file: string): void {
  write(compileDesk(yaml), file);
}

function write(compiled: unknown, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(compiled, null, 2)}\n`);
}
