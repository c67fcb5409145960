/** What marketing and sales have decided, on disk as it is now: an edit counts from the next decision on, without a restart. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compileCampaigns } from "../workflows/compile/compile-campaigns.ts";
import { compileDesk } from "../workflows/compile/compile-desk.ts";
import type { RunningCampaign } from "../workflows/rules/campaign.ts";
import type { Desk } from "../workflows/rules/desk.ts";

/** Looking at the files costs a fraction of a millisecond, but a move asks thousands of times. */
const lookEvery = 250;

type Complain = (problem: string) => void;

/** The folders in `folder`. While an edit doesn't compile, the last ones that did go on; `complain` hears why. The first must compile. */
export function campaignsOf(folder: string, complain: Complain): () => readonly RunningCampaign[] {
  return asOnDisk(
    () => signatureOf(folder),
    () => compileCampaigns(folder),
    complain,
  );
}

/** A `sales.yaml`, in the same way; what it names of the campaigns is looked for in them as they are by then. */
export function deskOf(
  file: string,
  campaigns: () => readonly RunningCampaign[],
  complain: Complain,
): () => Desk {
  return asOnDisk(
    () => [stampOf(file), ...campaigns().map(({ name, version }) => `${name} ${version}`)].join("\n"),
    () => compileDesk(file, campaigns()),
    complain,
  );
}

function asOnDisk<T>(sign: () => string, compile: () => T, complain: Complain): () => T {
  let signature = sign();
  let compiled = compile();
  let lookedAt = performance.now();
  return () => {
    if (performance.now() - lookedAt < lookEvery) return compiled;
    lookedAt = performance.now();
    const now = sign();
    if (now === signature) return compiled;
    signature = now;
    try {
      compiled = compile();
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
    return compiled;
  };
}

function signatureOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files.map((file) => `${file} ${stampOf(join(folder, file))}`).join("\n");
}

function stampOf(file: string): string {
  return String(statSync(file, { throwIfNoEntry: false })?.mtimeMs);
}
