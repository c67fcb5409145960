/** The campaigns on disk as they are now: an edit counts from the next decision on, without a restart. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileCampaigns } from "../workflows/compile/compile-campaigns.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";

/** Looking at the files costs a fraction of a millisecond, but a move asks thousands of times. */
const lookEvery = 250;

/** While an edit doesn't compile, the last campaigns that did go on; `complain` hears why. The first ones must compile. */
export function campaignsOf(
  folder: string,
  complain: (problem: string) => void,
): () => readonly RunningCampaign[] {
  let signature = signatureOf(folder);
  let campaigns = compileCampaigns(folder);
  let lookedAt = performance.now();
  return () => {
    if (performance.now() - lookedAt < lookEvery) return campaigns;
    lookedAt = performance.now();
    const now = signatureOf(folder);
    if (now === signature) return campaigns;
    signature = now;
    try {
      campaigns = compileCampaigns(folder);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
    return campaigns;
  };
}

function signatureOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files
    .map((file) => `${file} ${statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs}`)
    .join("\n");
}
