/** `schema`: the JSON schema of `sales.yaml`, for editors. */
import { Command } from "commander";

export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON schema of sales.yaml, for editors")
    .action(async () => {
      const { deskSchema } = await import("../../../workflows/compile/desk-schema.ts");
      process.stdout.write(`${JSON.stringify(deskSchema(), null, 2)}\n`);
    });
}
