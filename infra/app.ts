/** What cdk.json runs: what its author can put right is said in words with exit code 1, not in a stack trace. */
import { CampaignProblems } from "../workflows/compile/campaign-problems.ts";
import { LayoutOutdated } from "../workflows/compile/layout.ts";
import { ripenApp } from "./ripen-app.ts";
import { SettingRefused } from "./settings.ts";

try {
  ripenApp({ year: new Date().getUTCFullYear() }).synth();
} catch (error) {
  const isExplained = [SettingRefused, CampaignProblems, LayoutOutdated].some(
    (each) => error instanceof each,
  );
  if (!(error instanceof Error && isExplained)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
