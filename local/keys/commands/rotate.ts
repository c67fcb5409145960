/** `rotate [--dry-run]`: from now on links are signed with a new key. */
import { Command } from "commander";
import { secureRandom } from "../../random.ts";
import { forRipen, type WhichOptions } from "../../stack/options.ts";
import { rotationInWords } from "../in-words.ts";
import { KeysRefused } from "../keys-refused.ts";
import { reachedKeys } from "../reached-keys.ts";
import { newKey, rotatedRing, tooSoon } from "../rotation.ts";

interface Options extends WhichOptions {
  readonly dryRun?: boolean;
  readonly again?: boolean;
}

export function rotateCommand(): Command {
  return forRipen(new Command("rotate"))
    .description("sign links with a new key from now on; tells which links die, and when")
    .argument("[keys]", "whose keys: those of links; the one of ids is never rotated", "links")
    .option("--dry-run", "tell what would happen, and write nothing")
    .option("--again", "within an hour of the last rotation, for a key that has leaked")
    .action(async (keys: string, options: Options) => {
      refuseOthers(keys);
      const { secret, called, now } = await reachedKeys(options);
      const held = await secret.read();
      const soon = options.again ? undefined : tooSoon(held, now());
      if (soon !== undefined) throw new KeysRefused(soon);
      const next = rotatedRing(held.ring, newKey(secureRandom));
      if (!options.dryRun) await secret.replace(held, next);
      process.stdout.write(`${rotationInWords(held.ring, next, called, options.dryRun ?? false)}\n`);
    });
}

function refuseOthers(keys: string): void {
  if (keys === "links") return;
  throw new KeysRefused(
    /^ids?$/i.test(keys)
      ? "The key of ids is never rotated: with another one every returning lead would be a stranger, and the do-not-contact list would know nobody. Nothing was written."
      : `There are no keys "${keys}": it should be "links", or nothing.`,
  );
}
