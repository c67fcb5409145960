/** `check [name]`: everything that can be known of a campaign before a lead meets it. Exit code 1 where anything is wrong. */
import { join } from "node:path";
import { Command } from "commander";
import { CAMPAIGNS, campaignNamed, campaignNames, deskBeside } from "../folders.ts";

export function checkCommand(): Command {
  return new Command("check")
    .description(
      "check the campaigns' files and the sales desk, and live through their scenarios in virtual time",
    )
    .argument("[name]", "the scenarios of this campaign only")
    .option("-q, --quiet", "say only what is wrong, and say it on the error output")
    .option("--dir <folder>", "where the campaigns' folders lie", CAMPAIGNS)
    .action(async (name: string | undefined, options: Options) => {
      const names = name === undefined ? campaignNames(options.dir) : [campaignNamed(name, options.dir)];
      if (!(await check(names, options))) process.exitCode = 1;
    });
}

interface Options {
  readonly quiet?: boolean;
  readonly dir: string;
}

/** Whether all was right; then the names of today's touches are locked. */
async function check(names: readonly string[], { quiet = false, dir }: Options): Promise<boolean> {
  const began = performance.now();
  // Loaded once it is known that there is something to do.
  const { checkCampaigns } = await import("../check.ts");
  const { CheckReport } = await import("../check-report.ts");
  const { writeLock } = await import("../../../workflows/compile/names-lock.ts");
  const { defaultTimeZone } = (await import("../house.ts")).house();
  const desk = deskBeside(dir);
  const out = quiet ? process.stderr : process.stdout;
  const report = new CheckReport(
    (text) => quiet || out.write(text),
    (text) => out.write(text),
  );
  for await (const checked of checkCampaigns({ dir, desk, names, defaultTimeZone })) report.tell(checked);
  if (desk !== undefined) report.desk();
  report.total(performance.now() - began);
  if (report.failed > 0) return false;
  for (const each of names) writeLock(join(dir, each));
  return true;
}
