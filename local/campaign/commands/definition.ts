/** `definition [name]`: what is ripe, on half a page to be signed. */
import { Command } from "commander";
import { CAMPAIGNS, campaignNamed } from "../folders.ts";

export function definitionCommand(): Command {
  return new Command("definition")
    .description("print what each campaign calls ripe, on half a page that marketing and sales can sign")
    .argument("[name]", "this campaign only")
    .option("--dir <folder>", "where the campaigns' folders lie", CAMPAIGNS)
    .action(async (name: string | undefined, { dir }: { readonly dir: string }) => {
      const only = name === undefined ? undefined : campaignNamed(name, dir);
      const { compileCampaigns } = await import("../../../workflows/compile/compile-campaigns.ts");
      const { definitionOf } = await import("../definition.ts");
      const campaigns = compileCampaigns(dir).filter((each) => only === undefined || each.name === only);
      process.stdout.write(campaigns.map(definitionOf).join("\n\n"));
    });
}
