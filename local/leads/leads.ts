/** `npm run leads -- <what>`: leads in, by file or by hand, and over to sales. */
import { runCommands } from "../command-line.ts";
import { addCommand } from "./commands/add.ts";
import { explainCommand } from "./commands/explain.ts";
import { importCommand } from "./commands/import.ts";
import { showCommand } from "./commands/show.ts";
import { takeCommand } from "./commands/take.ts";

await runCommands(
  "leads",
  "Brings leads in from files and by hand, takes them to sales, and tells where they stand and why.",
  [importCommand, addCommand, takeCommand, showCommand, explainCommand],
);
