/** `npm run campaign -- <what>`: what a campaign's author and its operators do with it, on the command line. */
import { enableCompileCache } from "node:module";
import { Command } from "commander";
import { isExplained } from "../in-one-line.ts";
import { checkCommand } from "./commands/check.ts";
import { definitionCommand } from "./commands/definition.ts";
import { drawCommand } from "./commands/draw.ts";
import { newCommand } from "./commands/new.ts";
import { pauseCommand } from "./commands/pause.ts";
import { previewCommand } from "./commands/preview.ts";
import { resumeCommand } from "./commands/resume.ts";
import { schemaCommand } from "./commands/schema.ts";

const COMMANDS = [
  checkCommand,
  previewCommand,
  drawCommand,
  definitionCommand,
  newCommand,
  schemaCommand,
  pauseCommand,
  resumeCommand,
];

// Reading 200 sources takes half of a check; from the cache, it takes half as long.
enableCompileCache();
// Whoever reads only the beginning, as `head` does, has seen enough.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));

const program = new Command("campaign")
  .description("Checks, shows and steers the campaigns in workflows/campaigns.")
  .showHelpAfterError("npm run campaign -- help: what there is.");
for (const make of COMMANDS) program.addCommand(make());

try {
  await program.parseAsync();
} catch (error) {
  // What a person can put right is said in words, not in a stack trace.
  if (!isExplained(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
