/** The composition root on AWS: a handler made of its factory and the world, once per container. */
import { awsWorld } from "./aws.ts";
import type { World } from "./world.ts";

export function onLambda<Event, Context, Answer>(
  make: (world: World) => (event: Event, context: Context) => Promise<Answer>,
): (event: Event, context: Context) => Promise<Answer> {
  // biome-ignore lint/style/noProcessEnv: the composition root is the one place that reads the environment
  const handler = make(awsWorld(process.env));
  return (event, context) => handler(event, context);
}
