/** `standing [NAME]`: which campaigns send, which are paused and why, and how their newest mails fared. */
import { Command } from "commander";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { standingsInWords } from "../standing.ts";

export function standingCommand(): Command {
  return forRipen(new Command("standing"))
    .description("say which campaigns are paused, since when and why, and how their newest mails fared")
    .argument("[name]", "this campaign only")
    .action(async (name: string | undefined, options: WhichOptions) => {
      const { world } = await reached(options);
      for (const line of await standingsInWords(world, name)) process.stdout.write(`${line}\n`);
    });
}
