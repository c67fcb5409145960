import type { Engine } from "../engine.ts";
import { StepFunctionsError } from "../errors.ts";
import * as executions from "./executions.ts";
import { startExecution } from "./start-execution.ts";
import * as machines from "./state-machines.ts";
import * as tags from "./tags.ts";
import * as tasks from "./tasks.ts";

/** The calls of the Step Functions API that the laptop answers. */
const actions: Readonly<Record<string, (engine: Engine, input: unknown) => unknown>> = {
  CreateStateMachine: machines.createStateMachine,
  UpdateStateMachine: machines.updateStateMachine,
  DeleteStateMachine: machines.deleteStateMachine,
  DescribeStateMachine: machines.describeStateMachine,
  ListStateMachines: machines.listStateMachines,
  ValidateStateMachineDefinition: machines.validateStateMachineDefinition,
  StartExecution: startExecution,
  StopExecution: executions.stopExecution,
  DescribeExecution: executions.describeExecution,
  DescribeStateMachineForExecution: executions.describeStateMachineForExecution,
  ListExecutions: executions.listExecutions,
  GetExecutionHistory: executions.getExecutionHistory,
  SendTaskSuccess: tasks.sendTaskSuccess,
  SendTaskFailure: tasks.sendTaskFailure,
  SendTaskHeartbeat: tasks.sendTaskHeartbeat,
  TagResource: tags.tagResource,
  UntagResource: tags.untagResource,
  ListTagsForResource: tags.listTagsForResource,
};

/** Throws a `StepFunctionsError`; an action that isn't in the list is refused by its name. */
export function answer(engine: Engine, action: string, input: unknown): unknown {
  const carryOut = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (carryOut !== undefined) return carryOut(engine, input);
  throw new StepFunctionsError(
    "UnknownOperationException",
    `The action '${action}' is not offered on the laptop`,
  );
}
