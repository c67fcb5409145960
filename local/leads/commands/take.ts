/** `take EMAIL --because "they called"`: sales is told of this lead now. */
import { Command } from "commander";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { takeLead } from "../take-lead.ts";

interface Options extends WhichOptions {
  readonly because: string;
}

export function takeCommand(): Command {
  return forRipen(new Command("take"))
    .description("they called: tell sales of this lead now, whatever its points")
    .argument("<email>")
    .requiredOption("--because <reason>", 'what sales reads, such as "they called about room 3"')
    .action(async (email: string, options: Options) => {
      const { world } = await reached(options);
      await takeLead(world, await world.identity.leadId(email), options.because);
      process.stdout.write(`${email} is on its way to sales: ${options.because}\n`);
    });
}
