/**
 * `npm run release -- 0.2.0`: puts down what later releases must go on with. A release that was recorded is never recorded
 * again: `--outcomes` only says anew what becomes of its sleepers, where that was meant to change.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { record, recordOutcomes } from "./recording.ts";
import { RELEASES, VERSION } from "./release.ts";

await new Command("release")
  .description("puts down what later releases must go on with, before a release is tagged")
  .argument("<version>", "as in package.json, such as 0.2.0")
  .option("--outcomes", "only says anew what becomes of a recorded release's sleepers")
  .action((version: string, { outcomes: only }: { outcomes?: boolean }, command: Command) => {
    const folder = join(RELEASES, version);
    if (!VERSION.test(version))
      return command.error(
        `"${version}" is no version as package.json has it: say it as 0.2.0, three numbers.`,
      );
    const isRecorded = existsSync(join(folder, "sleepers.json"));
    if (only && isRecorded) return recordOutcomes(version);
    if (only)
      return command.error(
        `${folder} has no sleepers: --outcomes is for a release that was recorded, and whose leads may still sleep.`,
      );
    if (!existsSync(folder)) return record(folder);
    return command.error(
      `${folder} is there, and a release is recorded once. To say anew what becomes of its sleepers, add --outcomes.`,
    );
  })
  .parseAsync();
