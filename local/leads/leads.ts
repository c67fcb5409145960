/** `npm run leads -- <what>`: leads in, by file or by hand, over to sales, and out again where a person asks for it. */
import { runCommands } from "../command-line.ts";
import { addCommand } from "./commands/add.ts";
import { eraseCommand } from "./commands/erase.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { restartCommand } from "./commands/restart.ts";
import { restoreCommand } from "./commands/restore.ts";
import { showCommand } from "./commands/show.ts";
import { takeCommand } from "./commands/take.ts";

await runCommands(
  "leads",
  "Brings leads in from files and by hand, takes them to sales, tells where they stand and why, gives them new executions, and answers a person who asks for their data or to be forgotten; and brings leads back after a loss.",
  [
    importCommand,
    addCommand,
    takeCommand,
    showCommand,
    explainCommand,
    exportCommand,
    eraseCommand,
    restartCommand,
    restoreCommand,
  ],
);
