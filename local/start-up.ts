/** The laptop as `npm start` keeps it: with its edits picked up or without. */
import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { watchEdits } from "./edits.ts";
import { greeting } from "./greeting.ts";
import { type Laptop, startLaptop } from "./laptop.ts";
import { type Doors, doorsAt } from "./open-doors.ts";
import { type Host, openPorter } from "./porter.ts";
import { leaveAddresses } from "./stack/running-laptop.ts";
import type { StartSettings } from "./start-settings.ts";
import { Succession } from "./succession.ts";

/** Whom it tells, a line at a time: what goes well, and what doesn't. */
export interface Told {
  say(text: string): void;
  complain(line: string): void;
}

/** Greets, and says `ready` with its addresses last. Rejects when it can't start, with what a person can do. */
export async function startUp(settings: StartSettings, told: Told): Promise<Pick<Laptop, "stop">> {
  const running = settings.watches ? await pickingUpEdits(settings, told) : await started(settings, told);
  const { laptop } = running;
  leaveAddresses(settings.state, laptop.urls);
  told.say(greeting(laptop.urls, laptop.sources.time.now(), settings.state));
  told.say(`ready ${JSON.stringify(laptop.urls)}`);
  // Now, and not only at its end: whoever takes over after an edit reads the same sources.
  flushCompileCache();
  return running;
}

interface Running extends Pick<Laptop, "stop"> {
  readonly laptop: Laptop;
}

async function started(settings: StartSettings, { complain }: Told, doors?: Doors): Promise<Running> {
  const laptop = await startLaptop({ ...settings, ...(doors && { doors }), tell: complain });
  return { laptop, stop: laptop.stop };
}

const repository = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function pickingUpEdits(settings: StartSettings, told: Told): Promise<Running> {
  const porter = await openPorter(settings.ports);
  const doors = doorsAt(porter.urls);
  const receive: Host = (door, connection) => doors[door].take(connection);
  porter.bringTo(receive);
  const { laptop } = await started(settings, told, doors);
  const { state, dynamodbEndpoint } = settings;
  const succession = new Succession({
    first: { finish: laptop.settle, stop: laptop.stop, receive },
    inheritance: { urls: laptop.urls, options: { state, dynamodbEndpoint } },
    porter,
    ...told,
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
