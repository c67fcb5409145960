/** The options by which every command learns which Ripen it is meant for. */
import { type Command, Option } from "commander";
import type { Ripen, Which } from "./reach.ts";

export interface WhichOptions extends Which {
  readonly laptop?: boolean;
}

export function forRipen(command: Command): Command {
  return command
    .addOption(
      new Option("--laptop", "the laptop that runs here; so it is unless a stack is named").conflicts(
        "stack",
      ),
    )
    .option(
      "--stack <name>",
      "a stack in your AWS account, by its name in CloudFormation, such as ripen-dev; region and credentials are found as the AWS CLI finds them",
    );
}

/** Throws Unreachable. */
export async function reached({ stack }: WhichOptions): Promise<Ripen> {
  // Loaded once there is somebody to reach: the AWS SDK is most of what a command loads.
  const { reach } = await import("./reach.ts");
  // biome-ignore lint/style/noProcessEnv: a command is a composition root
  return reach(stack === undefined ? {} : { stack }, process.env);
}
