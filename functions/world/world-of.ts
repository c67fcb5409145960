/** A World of the ports that are named. Each is made on first use, so that a function needs only its own settings. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { OwnWords } from "../own-words.ts";
import { type Aws, awsClients } from "./aws-clients.ts";
import type { Port } from "./ports.ts";
import { reportLines } from "./report-lines.ts";
import type { World } from "./world.ts";

/** Nobody names these: every function has a clock, chance and a log. */
type Everyday = "report" | "receivedAt" | "pause" | "random" | "attemptId";

export type Ports = { readonly [Name in Exclude<keyof World, Everyday>]?: Port<Name> };

const everyday: { readonly [Name in Everyday]: Port<Name> } = {
  report: ({ need }, world) =>
    reportLines({
      service: need("SERVICE_NAME"),
      namespace: need("METRICS_NAMESPACE"),
      now: () => world.receivedAt(),
      // Not by the console, which Lambda makes wrap every line: CloudWatch counts only what isn't wrapped.
      write: (line) => process.stdout.write(line),
    }),
  receivedAt: () => Date.now,
  pause: () => async (milliseconds) => void (await sleep(milliseconds)),
  random: () => Math.random,
  attemptId: () => randomUUID,
};

/**
 * `env` is the function's environment as infra sets it. `overrides` replace single ports, of those that are named: the
 * laptop's clock and its campaigns read from disk. A port that isn't named refuses by its name.
 */
export function worldOf(env: Aws["env"], ports: Ports, overrides: Partial<World> = {}): World {
  const aws = awsClients(env);
  const made: object = {};
  const world = new Proxy(made, { get: named }) as World;
  for (const [name, make] of Object.entries<Port<keyof World>>({ ...everyday, ...ports })) {
    const lazily = { enumerable: true, configurable: true, get: once(() => make(aws, world)) };
    Object.defineProperty(made, name, Object.getOwnPropertyDescriptor(overrides, name) ?? lazily);
  }
  return world;
}

function named(made: object, name: string | symbol): unknown {
  if (typeof name === "string" && !(name in made))
    throw new OwnWords(`The function asks for the port "${name}", which its last line doesn't name.`);
  return Reflect.get(made, name);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
