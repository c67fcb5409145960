/** `pause NAME`: nothing of a campaign is sent, from the next send on. */
import { Command } from "commander";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { pauseCampaign } from "../standing.ts";

interface Options extends WhichOptions {
  readonly because: string;
}

export function pauseCommand(): Command {
  return forRipen(new Command("pause"))
    .description("send nothing of a campaign, from the next send on; its leads wait where they are")
    .argument("<name>")
    .option("--because <reason>", "shown on the laptop's pages", "no reason was given")
    .action(async (name: string, options: Options) => {
      const { world, called } = await reached(options);
      await pauseCampaign(world, name, options.because);
      const there = options.stack === undefined ? "" : ` --stack ${options.stack}`;
      process.stdout.write(
        `${name} is paused on ${called}: nothing of it is sent until you say \`npm run campaign -- resume ${name}${there}\`.\n`,
      );
    });
}
