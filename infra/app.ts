/** What cdk.json runs: a setting that can't be used costs one line and the exit code, not a stack trace. */
import { ripenApp } from "./ripen-app.ts";
import { SettingRefused } from "./settings.ts";

try {
  ripenApp().synth();
} catch (error) {
  if (!(error instanceof SettingRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
