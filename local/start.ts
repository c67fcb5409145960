/** `npm start`: the whole of Ripen on this machine. */
import { enableCompileCache } from "node:module";
import { isExplained } from "./in-one-line.ts";
import { readStartSettings } from "./start-settings.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main() {
  // biome-ignore lint/style/noProcessEnv: a composition root
  const settings = readStartSettings(process.argv.slice(2), process.env);
  // The rest is loaded once there is something to start, and from the cache in half the time.
  enableCompileCache();
  const { startUp } = await import("./start-up.ts");
  return startUp(settings, { say, complain });
}

/** What a person can put right costs one line, not a stack trace. */
function giveUp(error: unknown): never {
  complain(isExplained(error) ? error.message : String(error instanceof Error ? error.stack : error));
  process.exit(1);
}

const begun = main().catch(giveUp);

let ending = false;
/** Once: a second Ctrl-C doesn't wait for anything. */
async function end() {
  if (ending) process.exit(0);
  ending = true;
  await (await begun).stop();
  process.exit(0);
}
process.on("SIGINT", () => void end());
process.on("SIGTERM", () => void end());
