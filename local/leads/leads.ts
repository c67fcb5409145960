/** `npm run leads -- <what>`: leads in, by file or by hand, and over to sales. */
import { enableCompileCache } from "node:module";
import { Command } from "commander";
import { isExplained } from "../in-one-line.ts";
import { addCommand } from "./commands/add.ts";
import { importCommand } from "./commands/import.ts";
import { showCommand } from "./commands/show.ts";
import { takeCommand } from "./commands/take.ts";

const COMMANDS = [importCommand, addCommand, takeCommand, showCommand];

enableCompileCache();
// Whoever reads only the beginning, as `head` does, has seen enough.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));

const program = new Command("leads")
  .description("Brings leads in from files and by hand, and takes them to sales.")
  .showHelpAfterError("npm run leads -- help: what there is.");
for (const make of COMMANDS) program.addCommand(make());

try {
  await program.parseAsync();
} catch (error) {
  // What a person can put right is said in words, not in a stack trace.
  if (!isExplained(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
