import * as z from "zod";
import type { Engine } from "../engine.ts";
import { StepFunctionsError, validationError } from "../errors.ts";
import type { PendingPhase } from "../execution.ts";
import { isTooLarge, parseJson } from "../json.ts";
import type { Live } from "../live.ts";
import { readInput } from "./read-input.ts";

const token = { taskToken: z.string().min(1).max(2048) };
const Success = z.strictObject({ ...token, output: z.string() });

export function sendTaskSuccess(engine: Engine, input: unknown) {
  const { taskToken, output } = readInput(Success, input);
  if (isTooLarge(output)) {
    throw validationError(
      "Value at 'output' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  }
  const result = parseJson(output);
  if (result === undefined)
    throw new StepFunctionsError("InvalidOutput", "Invalid Output: 'The output is no JSON'");
  const { live } = waitingFor(engine, taskToken);
  engine.resume(live, { kind: "result", result });
  return {};
}

const Failing = z.strictObject({
  ...token,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

export function sendTaskFailure(engine: Engine, input: unknown) {
  const { taskToken, error, cause } = readInput(Failing, input);
  const { live } = waitingFor(engine, taskToken);
  engine.resume(live, { kind: "failure", event: "TaskFailed", failure: { error, cause } });
  return {};
}

/** Moves the next heartbeat's due time; never TimeoutSeconds. */
export function sendTaskHeartbeat(engine: Engine, input: unknown) {
  const { live, phase } = waitingFor(engine, readInput(z.strictObject(token), input).taskToken);
  if (phase.heartbeat !== undefined) {
    phase.heartbeat.due = engine.now + phase.heartbeat.every;
    engine.save(live);
  }
  return {};
}

/**
 * The execution whose task waits for the token. Throws `InvalidToken` for a token that was never issued,
 * `TaskTimedOut` for a task that timed out or was closed in any other way, and `TaskDoesNotExist` when even its
 * execution is unknown.
 */
function waitingFor(
  engine: Engine,
  taskToken: string,
): { readonly live: Live; readonly phase: PendingPhase } {
  const arn = engine.tokens.executionOf(taskToken);
  const live = engine.live(arn);
  const phase = live?.execution.position?.phase;
  if (
    live !== undefined &&
    (phase?.kind === "call" || phase?.kind === "callback") &&
    phase.token === taskToken
  ) {
    return { live, phase };
  }
  if (engine.store.execution(arn) === undefined) {
    throw new StepFunctionsError("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");
  }
  throw new StepFunctionsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}
