/** `preview [name]`: every mail as sample leads would see it, on one page for a browser. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { CAMPAIGNS, campaignNamed } from "../folders.ts";

const PAGE = fileURLToPath(new URL("../../../.ripen/preview.html", import.meta.url));

export function previewCommand(): Command {
  return new Command("preview")
    .description("write a page with every mail as sample leads would see it, and print its path")
    .argument("[name]", "the mails of this campaign only")
    .action(async (name: string | undefined) => {
      const only = name === undefined ? undefined : campaignNamed(name);
      const { compileCampaigns } = await import("../../../workflows/compile/compile-campaigns.ts");
      const { previewPage } = await import("../preview.ts");
      const { previewSamples } = await import("../preview-samples.ts");
      const { house } = await import("../house.ts");
      const campaigns = compileCampaigns(CAMPAIGNS).filter(
        (each) => only === undefined || each.name === only,
      );
      mkdirSync(dirname(PAGE), { recursive: true });
      writeFileSync(PAGE, previewPage(campaigns, previewSamples(), house()));
      process.stdout.write(`${PAGE}\n`);
    });
}
