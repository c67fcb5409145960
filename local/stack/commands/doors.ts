/** `close` and `open`: whether forms and activities are taken. Links in mails work either way. */
import { Command } from "commander";
import { ofStack, type StackOptions, say, turned } from "./turning.ts";

export function closeCommand(): Command {
  return ofStack(new Command("close"))
    .description("turn away forms and activities; every link in a mail goes on working")
    .action(async (options: StackOptions) => {
      const { turnDoors } = await import("../turned.ts");
      await turnDoors(await turned(options), false);
      say(
        `${options.stack} takes no forms and no activities any more: they are answered 503. Leads go on, and links work. Undo it with \`npm run stack -- open --stack ${options.stack}\`.`,
      );
    });
}

export function openCommand(): Command {
  return ofStack(new Command("open"))
    .description("take forms and activities again")
    .action(async (options: StackOptions) => {
      const { turnDoors } = await import("../turned.ts");
      await turnDoors(await turned(options), true);
      say(`${options.stack} takes forms and activities again.`);
    });
}
