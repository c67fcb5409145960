/** A stack in the user's own account, as it is turned. The laptop needs none of it: it is stopped with Ctrl-C. */
import { setTimeout as sleep } from "node:timers/promises";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { SFNClient, type SFNClientConfig } from "@aws-sdk/client-sfn";
import { executionsOf } from "./executions.ts";
import { partsOf } from "./parts.ts";
import { switches } from "./switches.ts";
import type { Turned } from "./turned.ts";

export interface Reaching {
  /** In place of AWS's own addresses. */
  readonly endpoint?: string | undefined;
  /** For the SDK's clients, which find all else as the AWS CLI does. */
  readonly client?: Pick<SFNClientConfig, "region" | "credentials" | "endpoint">;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Throws Unreachable. */
export async function reachedStack(
  stack: string,
  { endpoint, client = {}, pause = (milliseconds) => sleep(milliseconds) }: Reaching,
): Promise<Turned> {
  const sfn = new SFNClient(client);
  const parts = await partsOf(new CloudFormationClient(client), stack);
  const { region, credentials } = sfn.config;
  const settings = { region: await region(), credentials: await credentials(), endpoint };
  return {
    stack,
    parts,
    switches: switches(settings),
    executions: executionsOf(sfn, parts.machine, pause),
    pause,
  };
}
