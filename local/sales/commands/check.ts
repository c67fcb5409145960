/** `check`: what is wrong with the sales desk; then who is on it, who gets which leads, and whose leads go to others. */
import { Command } from "commander";
import type { Desk } from "../../../workflows/rules/desk.ts";
import { SALES_DESK } from "../../campaign/folders.ts";
import { forRipen, reached, type WhichOptions } from "../../stack/options.ts";
import type { Ripen } from "../../stack/reach.ts";
import { Unreachable } from "../../stack/unreachable.ts";
import { deskInWords } from "../desk-in-words.ts";
import { leftInWords } from "../left-with-leads.ts";

interface Options extends WhichOptions {
  readonly file: string;
}

export function checkCommand(): Command {
  return forRipen(new Command("check"))
    .description(
      "check sales.yaml, and say who is on the desk, who gets which leads, and what the clock means",
    )
    .option("--file <file>", "another sales.yaml", SALES_DESK)
    .action(async (options: Options) => {
      const desk = await compiled(options.file);
      const ripen = await anyReached(options);
      const now = ripen === undefined ? Date.now() : ripen.world.receivedAt();
      say(["The sales desk is right.", "", ...deskInWords(desk, now), ""]);
      say(ripen === undefined ? [NOT_LOOKED_AT] : await leftInWords(ripen.world.rota, desk, ripen.called));
    });
}

const NOT_LOOKED_AT =
  "Open leads were not looked at, since no laptop runs here: start one with `npm start`, or name a stack with --stack.";

/** Throws CampaignProblems. */
async function compiled(file: string): Promise<Desk> {
  // Loaded once it is known that there is something to do.
  const { compileDesk } = await import("../../../workflows/compile/compile-desk.ts");
  const { compileCampaigns } = await import("../../../workflows/compile/compile-campaigns.ts");
  const { CAMPAIGNS } = await import("../../campaign/folders.ts");
  return compileDesk(file, compileCampaigns(CAMPAIGNS));
}

/** Undefined where no laptop runs. Throws Unreachable for a stack that was named. */
async function anyReached(options: WhichOptions): Promise<Ripen | undefined> {
  try {
    return await reached(options);
  } catch (error) {
    if (error instanceof Unreachable && options.stack === undefined && !options.laptop) return undefined;
    throw error;
  }
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
