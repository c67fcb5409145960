/** `npm start`: the whole of Ripen on this machine. */
import { fileURLToPath } from "node:url";
import { watchEdits } from "./edits.ts";
import { greeting } from "./greeting.ts";
import { isExplained } from "./in-one-line.ts";
import { type Laptop, startLaptop } from "./laptop.ts";
import { type Doors, doorsAt } from "./open-doors.ts";
import { type Host, openPorter } from "./porter.ts";
import { leaveAddresses } from "./stack/running-laptop.ts";
import { readStartSettings, type StartSettings } from "./start-settings.ts";
import { Succession } from "./succession.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);
const repository = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function main(): Promise<Pick<Laptop, "stop">> {
  // biome-ignore lint/style/noProcessEnv: a composition root
  const settings = readStartSettings(process.argv.slice(2), process.env);
  const running = settings.watches ? await pickingUpEdits(settings) : await started(settings);
  const { laptop } = running;
  leaveAddresses(settings.state, laptop.urls);
  say(greeting(laptop.urls, laptop.sources.time.now(), settings.state));
  say(`ready ${JSON.stringify(laptop.urls)}`);
  return running;
}

interface Running extends Pick<Laptop, "stop"> {
  readonly laptop: Laptop;
}

async function started(settings: StartSettings, doors?: Doors): Promise<Running> {
  const laptop = await startLaptop({ ...settings, ...(doors && { doors }), tell: complain });
  return { laptop, stop: laptop.stop };
}

async function pickingUpEdits(settings: StartSettings): Promise<Running> {
  const porter = await openPorter(settings.ports);
  const doors = doorsAt(porter.urls);
  const receive: Host = (door, connection) => doors[door].take(connection);
  porter.bringTo(receive);
  const { laptop } = await started(settings, doors);
  const { state, dynamodbEndpoint } = settings;
  const succession = new Succession({
    first: { finish: laptop.settle, stop: laptop.stop, receive },
    inheritance: { urls: laptop.urls, options: { state, dynamodbEndpoint } },
    porter,
    say,
    complain,
    lost: () => process.exit(1),
  });
  const edits = watchEdits(repository, (files) => succession.edited(files));
  return {
    laptop,
    async stop() {
      edits.stop();
      await succession.end();
      porter.close();
    },
  };
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
