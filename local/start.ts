/** `npm start`: the whole of Ripen on this machine. */
import { greeting } from "./greeting.ts";
import { type Laptop, startLaptop } from "./laptop.ts";
import { readStartSettings, StartRefused } from "./start-settings.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<Laptop> {
  // biome-ignore lint/style/noProcessEnv: a composition root
  const settings = readStartSettings(process.argv.slice(2), process.env);
  const laptop = await startLaptop({ ...settings, tell: complain });
  say(greeting(laptop.urls, laptop.sources.time.now(), settings.state));
  say(`ready ${JSON.stringify(laptop.urls)}`);
  return laptop;
}

/** What a person can put right costs one line, not a stack trace. */
const explained = new Set([
  "StartRefused",
  "PortTaken",
  "FolderTaken",
  "EngineMissing",
  "TemplateRefused",
  "SettingRefused",
  "CampaignProblems",
]);

function giveUp(error: unknown): never {
  const isExplained = error instanceof StartRefused || (error instanceof Error && explained.has(error.name));
  complain(isExplained ? (error as Error).message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

const started = main().catch(giveUp);

let ending = false;
/** Once: a second Ctrl-C doesn't wait for anything. */
async function end() {
  if (ending) process.exit(0);
  ending = true;
  await (await started).stop();
  process.exit(0);
}
process.on("SIGINT", () => void end());
process.on("SIGTERM", () => void end());
