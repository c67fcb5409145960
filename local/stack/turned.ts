/** A stack that is closed, stopped, started and opened again: in which order, and what it refuses. */
import type { Executions } from "./executions.ts";
import type { Parts } from "./parts.ts";
import type { Switches } from "./switches.ts";
import { Unreachable } from "./unreachable.ts";

export interface Stands {
  readonly open: boolean;
  /** As Lambda says it. */
  readonly stream: string;
  readonly sweeper: boolean;
  /** Executions that run. */
  readonly running: number;
}

export interface Turned {
  /** Its name in CloudFormation. */
  readonly stack: string;
  readonly parts: Parts;
  readonly switches: Switches;
  readonly executions: Executions;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

export async function standsHow({ parts, switches, executions }: Turned): Promise<Stands> {
  const doors = await Promise.all(parts.doors.map((door) => switches.takes(door)));
  return {
    open: doors.some(Boolean),
    stream: await switches.stream(parts.stream),
    sweeper: await switches.rule(parts.sweeper),
    running: await executions.count(),
  };
}

/** Forms and programs are turned away; every page behind a link goes on answering, unsubscribing first of all. */
export async function turnDoors({ parts, switches }: Turned, on: boolean): Promise<void> {
  for (const door of parts.doors) await switches.turnDoor(door, on);
}

/** Throws Unreachable while forms are taken: whoever posted then would wait for nobody. */
export function refuseWhileOpen({ open }: Pick<Stands, "open">, stack: string): void {
  if (!open) return;
  throw new Unreachable(
    `The form is still open: whoever posts it would wait for nobody. First \`npm run stack -- close --stack ${stack}\`.`,
  );
}

/** First whatever starts executions, or they would be rebuilt while they are stopped. Again goes on where it was broken off. */
export async function stopAll(
  { parts, switches, executions, pause }: Turned,
  rate: number,
  progress: (stopped: number) => void,
): Promise<number> {
  await switches.turnRule(parts.sweeper, false);
  if ((await switches.stream(parts.stream)) === "Enabled") await switches.turnStream(parts.stream, false);
  await becomes(() => switches.stream(parts.stream), "Disabled", pause);
  return executions.stopAll(rate, progress);
}

/** What the stream kept goes on first; whoever fell due is taken up by the sweeper. */
export async function startAll({ parts, switches, pause }: Turned): Promise<void> {
  if ((await switches.stream(parts.stream)) !== "Enabled") await switches.turnStream(parts.stream, true);
  await becomes(() => switches.stream(parts.stream), "Enabled", pause);
  await switches.turnRule(parts.sweeper, true);
}

const LOOK_EVERY = 2_000;
const MOST_LOOKS = 150;

/** A mapping takes up to a minute to come to rest. */
async function becomes(state: () => Promise<string>, wanted: string, pause: Turned["pause"]): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    if ((await state()) === wanted) return;
    await pause(LOOK_EVERY);
  }
  throw new Unreachable(
    `The stream's mapping is not ${wanted} after five minutes: run the same command again.`,
  );
}
