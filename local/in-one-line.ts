/** What went wrong, in one line for a person: what, and where in the sources. */
import { relative } from "node:path";

const explained = new Set([
  "StartRefused",
  "PortTaken",
  "FolderTaken",
  "EngineMissing",
  "TemplateRefused",
  "SettingRefused",
  "CampaignProblems",
  "LayoutOutdated",
  "NoSuchCampaign",
  "Unreachable",
  "LeadsRefused",
  "KeysRefused",
  "ReportRefused",
  "InvalidDefinition",
]);

/** Its message says already all that a person needs to put it right. */
export const isExplained = (error: unknown): error is Error =>
  error instanceof Error && explained.has(error.name);

export function inOneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack = "" } = error;
  if (explained.has(name)) return message.split(/\s*\n\s*/).join(" ");
  return `${name}: ${message.split("\n")[0]}${placeOf(stack)}`;
}

/** The first of our sources that the stack names. */
function placeOf(stack: string): string {
  const [, file, line] = /(?:file:\/\/)?(\/[^\s:()]+\.(?:ts|js|json)):(\d+)/.exec(stack) ?? [];
  return file === undefined ? "" : ` (${relative(process.cwd(), file)}:${line})`;
}
