/** The composition root on AWS: a handler made of its factory and the ports it names, once per container; its failures name nobody. */
import { discreet } from "./discreet.ts";
import type { World } from "./world.ts";
import { type Ports, worldOf } from "./world-of.ts";

type Handler<Event, Context, Answer> = (event: Event, context: Context) => Promise<Answer>;

/** The same function in another world, made of the same ports: the laptop's. */
export interface Deployed<Event, Context, Answer> extends Handler<Event, Context, Answer> {
  within(world: (ports: Ports) => World): Handler<Event, Context, Answer>;
}

/** `ports`: all that the function and what it calls ask of the World, beside its clock, chance and log. */
export function onLambda<Event, Context, Answer>(
  make: (world: World) => Handler<Event, Context, Answer>,
  ports: Ports,
): Deployed<Event, Context, Answer> {
  const within = (world: (ports: Ports) => World) => discreet(make(world(ports)));
  // biome-ignore lint/style/noProcessEnv: the composition root is the one place that reads the environment
  const handler = within(() => worldOf(process.env, ports));
  return Object.assign(handler, { within });
}
