/** `npm run sales -- <what>`: the sales desk, on the command line. */
import { runCommands } from "../command-line.ts";
import { checkCommand } from "./commands/check.ts";
import { schemaCommand } from "./commands/schema.ts";

await runCommands("sales", "Checks and shows the sales desk, workflows/sales.yaml.", [
  checkCommand,
  schemaCommand,
]);
