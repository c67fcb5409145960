/** `explain EMAIL`: the lines that make up a lead's number, and what is missing for sales. */
import { Command } from "commander";
import { playbook } from "../../../functions/commit.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { explained } from "../explain.ts";
import { knownLead } from "../known-lead.ts";
import { LeadsRefused } from "../leads-refused.ts";

interface Options extends WhichOptions {
  readonly threshold?: string;
}

export function explainCommand(): Command {
  return forRipen(new Command("explain"))
    .description("tell which lines make up a lead's points today, and what is missing for sales")
    .argument("<email>")
    .option(
      "--threshold <points>",
      "and when it would have been ripe, had the release been at so many points",
    )
    .action(async (email: string, options: Options) => {
      const threshold = pointsOf(options.threshold);
      const { world } = await reached(options);
      const life = await knownLead(world, email);
      const text = explained({ life, playbook: playbook(world), now: world.receivedAt(), threshold });
      process.stdout.write(`${text}\n`);
    });
}

function pointsOf(threshold: string | undefined): number | undefined {
  if (threshold === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(threshold)) return Number(threshold);
  throw new LeadsRefused(`--threshold is "${threshold}": it should be a number of points, such as 70.`);
}
