/** The workflow's port on an engine in this process. */
import type { Workflows } from "../../functions/world/world.ts";
import { StepFunctionsError } from "../step-functions/errors.ts";
import type { StepFunctions } from "../step-functions/step-functions.ts";

/** `started` is told of every execution that was not there before. */
export function memoryWorkflows(
  engine: () => StepFunctions,
  stateMachineArn: () => string,
  started: (name: string) => void = () => undefined,
): Workflows {
  return {
    async start(leadId, generation) {
      const name = `${leadId}-${generation}`;
      try {
        engine().start({ stateMachineArn: stateMachineArn(), name, input: { leadId, generation } });
        started(name);
      } catch (error) {
        if (!hasCode(error, ["ExecutionAlreadyExists"])) throw error;
      }
    },
    async wake(token) {
      try {
        engine().sendTaskSuccess(token, {});
        return "woken";
      } catch (error) {
        if (hasCode(error, ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"])) return "gone";
        throw error;
      }
    },
  };
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof StepFunctionsError && codes.includes(error.code);
}
