/** The composition root on AWS: a handler made of its factory and the world, once per container; its failures name nobody. */
import { awsWorld } from "./aws.ts";
import { discreet } from "./discreet.ts";
import type { World } from "./world.ts";

export function onLambda<Event, Context, Answer>(
  make: (world: World) => (event: Event, context: Context) => Promise<Answer>,
): (event: Event, context: Context) => Promise<Answer> {
  // biome-ignore lint/style/noProcessEnv: the composition root is the one place that reads the environment
  return discreet(make(awsWorld(process.env)));
}
