/** `schema`: the JSON schema of `campaign.yaml`, for editors. */
import { Command } from "commander";

export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON schema of campaign.yaml, for editors")
    .action(async () => {
      const { campaignSchema } = await import("../../../workflows/compile/campaign-schema.ts");
      process.stdout.write(`${JSON.stringify(campaignSchema(), null, 2)}\n`);
    });
}
