/** What the commands that turn a stack share: its name, and what is said of it. */
import type { Command } from "commander";
import type { Stands, Turned } from "../turned.ts";

export interface StackOptions {
  readonly stack: string;
  readonly go?: boolean;
}

export function ofStack(command: Command): Command {
  return command.requiredOption(
    "--stack <name>",
    "a stack in your AWS account, by its name in CloudFormation, such as ripen-dev",
  );
}

export const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Throws Unreachable. */
export async function turned({ stack }: StackOptions): Promise<Turned> {
  // Loaded once there is somebody to reach: the AWS SDK is most of what a command loads.
  const { reachedStack } = await import("../reached-stack.ts");
  const { regionOf } = await import("../region.ts");
  // biome-ignore lint/style/noProcessEnv: a command is a composition root
  const env = process.env;
  return reachedStack(stack, { endpoint: env["AWS_ENDPOINT_URL"], client: regionOf(env) });
}

export function inWords({ open, stream, sweeper, running }: Stands): string {
  return [
    `  forms and activities   ${open ? "taken" : "turned away with 503"}`,
    `  the table's stream     ${stream}`,
    `  the sweeper            ${sweeper ? "runs every 15 minutes" : "off"}`,
    `  executions             ${running} run`,
  ].join("\n");
}
