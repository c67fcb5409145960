/** `npm run stack -- <what>`: a stack closed and stopped before it is torn down, and set going again. */
import { runCommands } from "../command-line.ts";
import { closeCommand, openCommand } from "./commands/doors.ts";
import { startCommand, stopCommand } from "./commands/running.ts";
import { statusCommand } from "./commands/status.ts";

await runCommands(
  "stack",
  "Closes a stack's form and stops its executions, in the order in which nobody gets lost; and sets it going again. See docs/backup.md.",
  [statusCommand, closeCommand, openCommand, stopCommand, startCommand],
);
