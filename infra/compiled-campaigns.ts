import { writeFileSync } from "node:fs";
import { repositoryFile } from "./repository.ts";

/** Compiles `workflows/campaigns` into one JSON file, which lies beside the code of every function that decides. */
export function writeCompiledCampaigns(file: string) {
  writeFileSync(file, JSON.stringify(compileCampaigns(repositoryFile("workflows/campaigns"))));
}

/** Stands in until `workflows/compile` is there. */
function compileCampaigns(_directory: string): unknown {
  return [];
}
