import * as z from "zod";
import type { Engine } from "../engine.ts";
import { StepFunctionsError, validationError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { entering } from "../execution.ts";
import { inputDetails } from "../history.ts";
import type { Json } from "../json.ts";
import { isTooLarge, parseJson } from "../json.ts";
import { uuid } from "../jsonata-functions.ts";
import type { Machine } from "../store.ts";
import { isForgotten } from "./executions.ts";
import { arnField, checkName, executionArn } from "./names.ts";
import { readInput } from "./read-input.ts";
import { machineOf, revisionOf, seconds } from "./state-machines.ts";

const Start = z.strictObject({
  stateMachineArn: arnField,
  name: z.string().optional(),
  input: z.string().optional(),
  traceHeader: z.unknown().optional(),
});

/**
 * Idempotent while the execution runs: the same name and input answer with the one that is there. Otherwise a
 * name is taken until 90 days after its execution ended.
 */
export function startExecution(engine: Engine, given: unknown) {
  const { stateMachineArn, name = uuid(engine.options.random), input = "{}" } = readInput(Start, given);
  const machine = machineOf(engine, stateMachineArn);
  if (machine.status === "DELETING") {
    throw new StepFunctionsError("StateMachineDeleting", `State Machine is being deleted: '${machine.arn}'`);
  }
  const arn = executionArn(engine.options, machine.name, checkName(name));
  const value = readPayload(input);
  const there = engine.store.execution(arn);
  if (there !== undefined && !isForgotten(engine, there)) return answerAgain(there, input);
  if (there !== undefined) engine.store.forget(arn);
  const execution = begin(engine, machine, { arn, name, input, value });
  return { executionArn: arn, startDate: seconds(execution.startDate) };
}

function answerAgain({ arn, status, input, startDate }: Execution, again: string) {
  if (status === "RUNNING" && input === again) return { executionArn: arn, startDate: seconds(startDate) };
  throw new StepFunctionsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
}

function readPayload(input: string): Json {
  if (isTooLarge(input)) {
    throw validationError(
      "Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  }
  const value = parseJson(input);
  if (value !== undefined) return value;
  throw new StepFunctionsError(
    "InvalidExecutionInput",
    "Invalid State Machine Execution Input: 'Invalid execution input.'",
  );
}

interface Beginning {
  readonly arn: string;
  readonly name: string;
  readonly input: string;
  readonly value: Json;
}

function begin(engine: Engine, machine: Machine, { arn, name, input, value }: Beginning): Execution {
  const { now } = engine;
  const revision = revisionOf(engine, machine);
  const { timeoutSeconds, startAt } = engine.definitionOf(revision);
  const execution: Execution = {
    arn,
    name,
    machineArn: machine.arn,
    revisionId: revision.id,
    order: engine.store.lastOrder() + 1,
    input,
    startDate: now,
    deadline: timeoutSeconds === undefined ? undefined : now + timeoutSeconds * 1000,
    status: "RUNNING",
    stopDate: undefined,
    output: undefined,
    error: undefined,
    cause: undefined,
    lastEventId: 0,
    variables: {},
    position: entering(startAt, value),
  };
  const live = engine.take(execution);
  live.record("ExecutionStarted", { ...inputDetails(value), input, roleArn: revision.roleArn });
  engine.resume(live, { kind: "enter" });
  return execution;
}
