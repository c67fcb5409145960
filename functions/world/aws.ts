/** The whole World on AWS, or on whatever answers like it at `AWS_ENDPOINT_URL`: for commands. A function names its ports. */
import type { Aws } from "./aws-clients.ts";
import * as ports from "./ports.ts";
import type { World } from "./world.ts";
import { type Ports, worldOf } from "./world-of.ts";

export type Environment = Aws["env"];

const everyPort: Required<Ports> = ports;

/** `overrides` replace single ports, as a command's own campaigns. `named`: the ports that it has; all, unless said otherwise. */
export function awsWorld(env: Environment, overrides: Partial<World> = {}, named: Ports = everyPort): World {
  return worldOf(env, named, overrides);
}
