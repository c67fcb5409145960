/** `export EMAIL`: everything that is held of a person, as JSON for programs and as a page to read or to print. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { isoTimes } from "../../../functions/iso-times.ts";
import { personFile } from "../../../functions/person-file.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import { LeadsRefused } from "../leads-refused.ts";
import { personPage } from "../person-page.ts";
import { readAddress } from "../read-address.ts";

interface Options extends WhichOptions {
  readonly out: string;
}

export function exportCommand(): Command {
  return forRipen(new Command("export"))
    .description("everything that is held of a person, as JSON and as a page")
    .argument("<email>")
    .option("--out <folder>", "where the two files go", ".")
    .action(async (email: string, options: Options) => {
      const address = readAddress(email);
      const { world, called } = await reached(options);
      const file = await personFile(world, address, world.receivedAt());
      if (file.lead === undefined && file.tombstone === undefined)
        throw new LeadsRefused(`Nothing is held of ${address} in ${called}: no lead has this address.`);
      mkdirSync(options.out, { recursive: true });
      // Named by the id, so that no folder, backup or shell history tells whose it is.
      const name = join(options.out, `person-${file.leadId}`);
      const mine = { mode: 0o600 };
      writeFileSync(`${name}.json`, `${JSON.stringify(isoTimes(file), null, 2)}\n`, mine);
      writeFileSync(`${name}.html`, await personPage(file, world.settings.defaultTimeZone), mine);
      const { enrolments, touches, ledger, handoffs, mails } = file;
      const counts = `${enrolments.length} runs, ${touches.length} touches, ${ledger.length} lines, ${handoffs.length} hand-offs, ${mails.length} mails`;
      const erased = file.tombstone ? "It was erased; this is what is left. " : "";
      process.stdout.write(`${erased}${counts}.\n${name}.json\n${name}.html\n`);
    });
}
