/** What every command line of ours does alike, whatever its commands are. */
import { enableCompileCache } from "node:module";
import { Command } from "commander";
import { isExplained } from "./in-one-line.ts";

/** `npm run <name> -- …`. What a person can put right is said in words and exit code 1, not in a stack trace. */
export async function runCommands(
  name: string,
  description: string,
  commands: readonly (() => Command)[],
): Promise<void> {
  const program = new Command(name)
    .description(description)
    .showHelpAfterError(`npm run ${name} -- help: what there is.`);
  for (const make of commands) program.addCommand(make());
  await carryOut(program);
}

/** `npm run <name> -- …`, where there is only one thing to do. */
export async function runCommand(name: string, command: Command): Promise<void> {
  await carryOut(command.name(name).showHelpAfterError(`npm run ${name} -- --help: what there is.`));
}

async function carryOut(program: Command): Promise<void> {
  // Reading 200 sources takes half of a check; from the cache, it takes half as long.
  enableCompileCache();
  // Whoever reads only the beginning, as `head` does, has seen enough.
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));
  try {
    await program.parseAsync();
  } catch (error) {
    if (!isExplained(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
