import { answer } from "./api/actions.ts";
import { forgetOld } from "./api/executions.ts";
import type { EngineOptions } from "./engine.ts";
import { Engine } from "./engine.ts";
import type { Status } from "./execution.ts";
import type { HistoryEvent } from "./history.ts";

/** Step Functions for one account in one region, on the given clock. */
export interface StepFunctions {
  /** One call of AWS's API, with its input and output as in JSON; instants are in seconds. Rejects with a `StepFunctionsError`. */
  call(action: string, input: unknown): Promise<unknown>;
  /** Answers the state machine's ARN. */
  createStateMachine(machine: MachineToCreate): string;
  /** Answers the execution's ARN. Idempotent by name and input while it runs. */
  start(execution: ExecutionToStart): string;
  stop(executionArn: string, reason?: { readonly error?: string; readonly cause?: string }): void;
  sendTaskSuccess(taskToken: string, output: unknown): void;
  sendTaskFailure(taskToken: string, failure?: { readonly error?: string; readonly cause?: string }): void;
  sendTaskHeartbeat(taskToken: string): void;
  describe(executionArn: string): ExecutionDescription;
  /** Every event, with timestamps in ms. */
  history(executionArn: string): readonly HistoryEvent[];
  /** Whether any execution can go on right now, or any integration is being called. */
  busy(): boolean;
  /** Resolves when every execution waits for an alarm or a token, or has ended. Rejects if a step broke down. */
  idle(): Promise<void>;
  /** Lets go of the clock and the store. Calls that are still out are ignored when they return. */
  close(): void;
}

export interface MachineToCreate {
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
}

export interface ExecutionToStart {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: unknown;
}

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Status;
  /** In seconds, as in the API. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Takes up at once whatever the store says was running. */
export function stepFunctions(options: EngineOptions): StepFunctions {
  const engine = new Engine(options);
  forgetOld(engine);
  engine.restore();
  const ask = <T = void>(action: string, input: object) => answer(engine, action, input) as T;
  return {
    call: async (action, input) => answer(engine, action, input),
    createStateMachine: (machine) =>
      ask<{ stateMachineArn: string }>("CreateStateMachine", machine).stateMachineArn,
    start: ({ input = {}, ...rest }) =>
      ask<{ executionArn: string }>("StartExecution", { ...rest, input: JSON.stringify(input) }).executionArn,
    stop: (executionArn, reason = {}) => ask("StopExecution", { executionArn, ...reason }),
    sendTaskSuccess: (taskToken, output) =>
      ask("SendTaskSuccess", { taskToken, output: JSON.stringify(output ?? null) }),
    sendTaskFailure: (taskToken, failure = {}) => ask("SendTaskFailure", { taskToken, ...failure }),
    sendTaskHeartbeat: (taskToken) => ask("SendTaskHeartbeat", { taskToken }),
    describe: (executionArn) => ask<ExecutionDescription>("DescribeExecution", { executionArn }),
    history: (executionArn) =>
      engine.store.events(executionArn, { after: undefined, reverse: false, limit: Number.MAX_SAFE_INTEGER }),
    busy: () => engine.work.busy(),
    idle: () => engine.work.idle(),
    close: () => engine.close(),
  };
}
