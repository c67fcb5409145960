/** One execution per lead and generation, on Step Functions. */
import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import type { Workflows } from "./world.ts";

/** A token of a machine that was replaced is invalid, which is no reason to leave its lead asleep. */
const GONE = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

export function sfnWorkflows(client: SFNClient, stateMachineArn: string): Workflows {
  return {
    async start(leadId, generation) {
      const name = `${leadId}-${generation}`;
      const input = JSON.stringify({ leadId, generation });
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    async wake(taskToken) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }));
        return "woken";
      } catch (error) {
        if (GONE.some((kind) => error instanceof kind)) return "gone";
        throw error;
      }
    },
  };
}
