import type { State, TaskState } from "./definition/model.ts";
import { abortExecution, failExecution, succeedExecution } from "./ending.ts";
import { EvaluationFailure, StateFailure } from "./errors.ts";
import { entering, isRunnable } from "./execution.ts";
import { assignedDetails, failureDetails, inputDetails, maxEvents, outputDetails } from "./history.ts";
import type { Exit } from "./leaving.ts";
import { leave } from "./leaving.ts";
import type { Live } from "./live.ts";
import { matches, retry } from "./retry.ts";
import { choice } from "./states/choice.ts";
import { fail } from "./states/fail.ts";
import { pass } from "./states/pass.ts";
import { succeed } from "./states/succeed.ts";
import { task } from "./states/task.ts";
import { wait } from "./states/wait.ts";

/** Takes an execution as far as it gets: until it waits for an alarm, a call or a token, or has ended. */
export async function proceed(live: Live): Promise<void> {
  while (isRunnable(live.execution)) {
    const { state } = live;
    try {
      if (live.position.phase.kind === "enter") enter(live, state);
      else moveOn(live, state, await work(live, state));
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      await recover(live, state, failure);
    }
  }
}

function enter(live: Live, state: State): void {
  const { position } = live;
  if (live.surroundings.deleting.has(live.machine.arn)) {
    abortExecution(live, { error: undefined, cause: undefined });
    return;
  }
  live.record(`${state.type}StateEntered`, { name: state.name, ...inputDetails(position.input) });
  position.enteredAt = live.now;
  position.enteredEventId = live.execution.lastEventId;
  live.become({ kind: "attempt" });
}

async function work(live: Live, state: State): Promise<Exit | undefined> {
  switch (state.type) {
    case "Task":
      return task(state, live);
    case "Choice":
      return choice(state, live);
    case "Wait":
      return wait(state, live);
    case "Pass":
      return pass(state, live);
    case "Succeed":
      return succeed(state, live);
    case "Fail":
      return fail(state, live);
  }
}

function moveOn(live: Live, state: State, exit: Exit | undefined): void {
  if (exit === undefined) return;
  const { next, output, assigned } = exit;
  live.record(`${state.type}StateExited`, {
    name: state.name,
    ...outputDetails(output),
    ...assignedDetails(assigned),
  });
  if (assigned !== undefined) live.execution.variables = { ...live.execution.variables, ...assigned };
  if (next === undefined) succeedExecution(live, output);
  else live.execution.position = entering(next, output);
}

/** Retry first, then Catch; what nobody takes fails the execution. A failure inside a Catch does so too. */
async function recover(live: Live, state: State, failed: StateFailure): Promise<void> {
  let failure = located(live, failed);
  try {
    if (failure instanceof EvaluationFailure) recordEvaluation(live, state, failure);
    if (state.type === "Task") {
      if (retry(live, state.retry, failure)) return;
      const exit = await caught(live, state, failure);
      if (exit !== undefined) return moveOn(live, state, exit);
    }
  } catch (another) {
    if (!(another instanceof StateFailure)) throw another;
    failure = located(live, another);
    if (failure instanceof EvaluationFailure) recordEvaluation(live, state, failure);
  }
  failExecution(live, failure);
}

async function caught(live: Live, state: TaskState, failure: StateFailure): Promise<Exit | undefined> {
  const catcher = state.catch.find(({ errorEquals }) => matches(errorEquals, failure));
  if (catcher === undefined) return undefined;
  const errorOutput = { Error: failure.error ?? "", Cause: failure.cause ?? "" };
  return leave(live, catcher, catcher.next, errorOutput, { errorOutput });
}

/** AWS puts the place before the cause of what it finds wrong itself, but not before what a task answered. */
function located(live: Live, failure: StateFailure): StateFailure {
  const isOurs = failure instanceof EvaluationFailure || failure.error === "States.NoChoiceMatched";
  if (!isOurs) return failure;
  const { state, enteredEventId } = live.position;
  const place = `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}).`;
  const cause = `${place} ${failure.cause}`;
  return failure instanceof EvaluationFailure
    ? new EvaluationFailure(cause, failure.location)
    : new StateFailure(failure.error, cause);
}

function recordEvaluation(live: Live, state: State, failure: EvaluationFailure): void {
  if (live.execution.lastEventId < maxEvents - 2)
    live.record("EvaluationFailed", {
      ...failureDetails(failure),
      location: failure.location,
      state: state.name,
    });
}
