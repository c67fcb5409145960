/** What cdk.json runs: what its author can put right is said in words with exit code 1, not in a stack trace. */
import { enableCompileCache } from "node:module";
import { CampaignProblems } from "../workflows/compile/campaign-problems.ts";
import { LayoutOutdated } from "../workflows/compile/layout.ts";
import { SettingRefused } from "./setting-refused.ts";

try {
  // CDK is loaded from the cache in half the time.
  enableCompileCache();
  const { ripenApp } = await import("./ripen-app.ts");
  ripenApp({ year: new Date().getUTCFullYear() }).synth();
} catch (error) {
  const isExplained = [SettingRefused, CampaignProblems, LayoutOutdated].some(
    (each) => error instanceof each,
  );
  if (!(error instanceof Error && isExplained)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
