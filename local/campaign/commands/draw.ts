/** `draw [name]`: a campaign's journey as an SVG. */
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { CAMPAIGNS, campaignNamed } from "../folders.ts";

const FOLDER = fileURLToPath(new URL("../../../.ripen/journeys", import.meta.url));

export function drawCommand(): Command {
  return new Command("draw")
    .description("write each campaign's journey as a picture (SVG), and print the paths")
    .argument("[name]", "this campaign only")
    .option("--out <file>", "where to, for one campaign; .ripen/journeys/<name>.svg where absent")
    .option("--dir <folder>", "where the campaigns' folders lie", CAMPAIGNS)
    .action(async (name: string | undefined, { out, dir }: Options, command: Command) => {
      if (out !== undefined && name === undefined)
        command.error("--out takes one picture. Say which campaign's: draw <name> --out <file>.");
      const only = name === undefined ? undefined : campaignNamed(name, dir);
      for (const path of await draw(only, dir, out)) process.stdout.write(`${path}\n`);
    });
}

interface Options {
  readonly out?: string;
  readonly dir: string;
}

async function draw(
  only: string | undefined,
  dir: string,
  out: string | undefined,
): Promise<readonly string[]> {
  const { compileCampaigns } = await import("../../../workflows/compile/compile-campaigns.ts");
  const { drawAs, drawInto } = await import("../draw.ts");
  const campaigns = compileCampaigns(dir).filter(({ name }) => only === undefined || name === only);
  const [first] = campaigns;
  return out === undefined || first === undefined ? drawInto(FOLDER, campaigns) : [await drawAs(out, first)];
}
