/** `resume NAME`: a paused campaign goes on. */
import { Command } from "commander";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { resumeCampaign } from "../standing.ts";

export function resumeCommand(): Command {
  return forRipen(new Command("resume"))
    .description("go on with a paused campaign; whoever waited goes on within a day")
    .argument("<name>")
    .action(async (name: string, options: WhichOptions) => {
      const { world, called } = await reached(options);
      await resumeCampaign(world, name);
      process.stdout.write(`${name} goes on, on ${called}. Whoever waited is looked at within a day.\n`);
    });
}
