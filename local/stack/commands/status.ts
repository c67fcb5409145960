/** `status`: whether a stack takes forms, and whether anything starts or runs. */
import { Command } from "commander";
import { inWords, ofStack, type StackOptions, say, turned } from "./turning.ts";

export function statusCommand(): Command {
  return ofStack(new Command("status"))
    .description("tell whether forms are taken, what starts executions, and how many run")
    .action(async (options: StackOptions) => {
      const it = await turned(options);
      const { standsHow } = await import("../turned.ts");
      say(`${options.stack}:\n${inWords(await standsHow(it))}`);
    });
}
