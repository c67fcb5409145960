/** `npm run keys -- <what>`: the keys that sign our links. */
import { runCommands } from "../command-line.ts";
import { listCommand } from "./commands/list.ts";
import { rotateCommand } from "./commands/rotate.ts";

await runCommands("keys", "Lists and rotates the keys that sign our links. It never shows a key.", [
  listCommand,
  rotateCommand,
]);
