/** What cdk.json runs: what its author can put right is said in words with exit code 1, not in a stack trace. */
import { CampaignProblems } from "../workflows/compile/campaign-problems.ts";
import { ripenApp } from "./ripen-app.ts";
import { SettingRefused } from "./settings.ts";

try {
  ripenApp({ year: new Date().getUTCFullYear() }).synth();
} catch (error) {
  if (!(error instanceof SettingRefused || error instanceof CampaignProblems)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
