/** `erase EMAIL`: a person asked to be forgotten. Asks once more at a terminal, and says what went and what stays how long. */
import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { type Forgotten, forgetPerson } from "../../../functions/forget-person.ts";
import { inWords } from "../../console/moment.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { readAddress } from "../read-address.ts";

interface Options extends WhichOptions {
  readonly yes?: boolean;
}

export function eraseCommand(): Command {
  return forRipen(new Command("erase"))
    .description("forget a person: delete everything, and keep a hash so that no list brings them back")
    .argument("<email>")
    .option("--yes", "don't ask; needed where nobody sits at a terminal")
    .action(async (email: string, options: Options) => {
      const address = readAddress(email);
      const { world, called } = await reached(options);
      if (!options.yes)
        await confirmed(`Erase everything of ${address} in ${called}? Nothing brings it back.`);
      const forgotten = await forgetPerson(world, address, world.receivedAt());
      process.stdout.write(`${forgottenInWords(forgotten, world.settings.defaultTimeZone)}\n`);
    });
}

/** Throws LeadsRefused unless a person says yes. */
async function confirmed(question: string): Promise<void> {
  if (!process.stdin.isTTY)
    throw new LeadsRefused(`${question} Nobody is at a terminal to answer: say --yes if that is meant.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const said = await terminal.question(`${question} Type yes: `);
  terminal.close();
  if (said.trim().toLowerCase() !== "yes") throw new LeadsRefused("Nothing was erased.");
}

function forgottenInWords({ known, gone, stays, told }: Forgotten, zone: string): string {
  const whom = told.map(({ who, of, at }) => `  ${inWords(at, zone)}: ${who}, of ${of}`);
  return [
    known ? "Erased." : "No lead has this address; it is on the do-not-contact list now.",
    "Gone:",
    ...Object.entries(gone).map(([what, many]) => `  ${many} ${NAMES[what as keyof typeof NAMES]}`),
    "What stays, and how long:",
    ...stays.map(({ where, what, howLong }) => `  ${where}: ${what}; ${howLong}`),
    ...(whom.length === 0
      ? []
      : ["Who was told of this person, beside the inboxes of sales and of tasks; note it now:", ...whom]),
  ].join("\n");
}

const NAMES: Readonly<Record<keyof Forgotten["gone"], string>> = {
  lead: "lead",
  enrolments: "runs of campaigns",
  touches: "touches",
  ledger: "lines of its story",
  handoffs: "hand-offs",
  answers: "answers of sales",
  mails: "copies of mails",
};
