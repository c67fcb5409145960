/** `npm run campaign -- <what>`: what a campaign's author and its operators do with it, on the command line. */
import { runCommands } from "../command-line.ts";
import { checkCommand } from "./commands/check.ts";
import { definitionCommand } from "./commands/definition.ts";
import { drawCommand } from "./commands/draw.ts";
import { newCommand } from "./commands/new.ts";
import { pauseCommand } from "./commands/pause.ts";
import { previewCommand } from "./commands/preview.ts";
import { resumeCommand } from "./commands/resume.ts";
import { schemaCommand } from "./commands/schema.ts";
import { standingCommand } from "./commands/standing.ts";

await runCommands("campaign", "Checks, shows and steers the campaigns in workflows/campaigns.", [
  checkCommand,
  previewCommand,
  drawCommand,
  definitionCommand,
  newCommand,
  schemaCommand,
  pauseCommand,
  resumeCommand,
  standingCommand,
]);
