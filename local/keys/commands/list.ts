/** `list`: which keys there are, and what each still opens. */
import { Command } from "commander";
import { forRipen, type WhichOptions } from "../../stack/options.ts";
import { listed } from "../in-words.ts";
import { reachedKeys } from "../reached-keys.ts";

export function listCommand(): Command {
  return forRipen(new Command("list"))
    .description("list the keys of links by their ids, and what each still opens")
    .action(async (options: WhichOptions) => {
      const { secret, called } = await reachedKeys(options);
      process.stdout.write(`${listed(await secret.read(), called)}\n`);
    });
}
