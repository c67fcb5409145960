/** What is left when Step Functions loses every execution: by hand, by a machine that was replaced, or by a restore. */
import type { NurtureLine } from "../../local/memory/nurture-line.ts";

/** Ends all executions that run, as StopExecution does: their names stay taken, their tokens are dead. Says how many. */
export async function wipe({ engine }: Pick<NurtureLine, "engine">): Promise<number> {
  const { stateMachines } = (await engine.call("ListStateMachines", {})) as {
    readonly stateMachines: readonly { readonly stateMachineArn: string }[];
  };
  let ended = 0;
  for (const { stateMachineArn } of stateMachines) {
    const { executions } = (await engine.call("ListExecutions", {
      stateMachineArn,
      statusFilter: "RUNNING",
    })) as { readonly executions: readonly { readonly executionArn: string }[] };
    for (const { executionArn } of executions) engine.stop(executionArn);
    ended += executions.length;
  }
  return ended;
}
