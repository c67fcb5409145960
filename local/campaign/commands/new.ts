/** `new <name>`: a campaign's folder that passes the check, to be made one's own. */
import { relative } from "node:path";
import { Command } from "commander";
import { CAMPAIGNS } from "../folders.ts";
import { newCampaign, whyNotNew } from "../new-campaign.ts";

export function newCommand(): Command {
  return new Command("new")
    .description("make a small campaign that runs as it is: rules, letters and scenarios, to be changed")
    .argument("<name>", "its folder's name: lower-case letters, digits and dashes")
    .option("--dir <folder>", "where the campaigns' folders lie", CAMPAIGNS)
    .action((name: string, { dir }: { readonly dir: string }, command: Command) => {
      const refused = whyNotNew(name, dir);
      if (refused !== undefined) command.error(refused);
      const folder = relative(process.cwd(), newCampaign(name, dir));
      process.stdout.write(
        `${folder} is made. Change its letters and its campaign.yaml, then: npm run campaign -- check ${name}\n`,
      );
    });
}
