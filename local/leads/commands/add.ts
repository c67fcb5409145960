/** `add EMAIL --source …`: one lead, by hand. */
import { Command } from "commander";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { addLead } from "../add-lead.ts";
import { LeadsRefused } from "../leads-refused.ts";

interface Options extends WhichOptions {
  readonly source: string;
  readonly consent?: string;
  readonly name?: string;
  readonly company?: string;
  readonly jobTitle?: string;
  readonly phone?: string;
  readonly country?: string;
  readonly set: Readonly<Record<string, string>>;
}

export function addCommand(): Command {
  return forRipen(new Command("add"))
    .description("add one lead by hand")
    .argument("<email>")
    .requiredOption("--source <name>", "where it comes from, as a campaign's enter.imports has it")
    .option(
      "--consent <how>",
      'how it agreed to mail, such as "asked at the stand"; without it it isn\'t mailed',
    )
    .option("--name <name>")
    .option("--company <name>")
    .option("--job-title <title>")
    .option("--phone <number>")
    .option("--country <country>")
    .option(
      "--set <field=value>",
      "any other field of the profile, or an answer; may be repeated",
      withField,
      {},
    )
    .action(async (email: string, { set, source, consent, stack, laptop: _, ...profile }: Options) => {
      const ripen = await reached(stack === undefined ? {} : { stack });
      const done = await addLead(ripen.world, { ...profile, ...set, email }, { by: "hand", source, consent });
      process.stdout.write(`${done.inWords}\n`);
    });
}

function withField(given: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [field = "", ...value] = given.split("=");
  if (value.length === 0)
    throw new LeadsRefused(`--set is "${given}": it should be a field and its value, such as city=Cork.`);
  return { ...before, [field]: value.join("=") };
}
