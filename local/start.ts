/** `npm start`: the whole of Ripen on this machine. */
import { fileURLToPath } from "node:url";
import { watchEdits } from "./edits.ts";
import { greeting } from "./greeting.ts";
import { isExplained } from "./in-one-line.ts";
import { type Laptop, startLaptop } from "./laptop.ts";
import { readStartSettings, type StartSettings } from "./start-settings.ts";
import { Succession } from "./succession.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);
const repository = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function main(): Promise<Pick<Laptop, "stop">> {
  // biome-ignore lint/style/noProcessEnv: a composition root
  const settings = readStartSettings(process.argv.slice(2), process.env);
  const laptop = await startLaptop({ ...settings, tell: complain });
  const running = settings.watches ? pickingUpEdits(laptop, settings) : laptop;
  say(greeting(laptop.urls, laptop.sources.time.now(), settings.state));
  say(`ready ${JSON.stringify(laptop.urls)}`);
  return running;
}

function pickingUpEdits(laptop: Laptop, { state, dynamodbEndpoint }: StartSettings): Pick<Laptop, "stop"> {
  const { urls } = laptop;
  const port = (url: string) => Number(new URL(url).port);
  const ports = { api: port(urls.api), console: port(urls.console), aws: port(urls.aws) };
  const succession = new Succession({
    first: { finish: () => laptop.sources.time.settle(), stop: laptop.stop },
    inheritance: { urls, options: { state, ports, dynamodbEndpoint } },
    say,
    complain,
    lost: () => process.exit(1),
  });
  const edits = watchEdits(repository, (files) => succession.edited(files));
  return {
    async stop() {
      edits.stop();
      await succession.end();
    },
  };
}

/** What a person can put right costs one line, not a stack trace. */
function giveUp(error: unknown): never {
  complain(isExplained(error) ? error.message : String(error instanceof Error ? error.stack : error));
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
