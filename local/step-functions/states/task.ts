import { isWithin } from "../definition/fields.ts";
import type { TaskState } from "../definition/model.ts";
import { EvaluationFailure, StateFailure } from "../errors.ts";
import type { Pending } from "../execution.ts";
import { failureDetails, outputDetails } from "../history.ts";
import type { Json } from "../json.ts";
import type { Exit } from "../leaving.ts";
import { leave, refuseTooLarge } from "../leaving.ts";
import type { Live } from "../live.ts";
import type { Template } from "../template.ts";

/** One try: scheduled, started, submitted if it waits for a token, then succeeded, failed or timed out. */
export async function task(state: TaskState, live: Live): Promise<Exit | undefined> {
  const { phase } = live.position;
  const names = { resourceType: state.resource.resourceType, resource: state.resource.resource };
  switch (phase.kind) {
    case "attempt":
      return schedule(state, live, names);
    case "submitted": {
      live.record("TaskSubmitted", { ...names, ...outputDetails(phase.answer) });
      const { token, deadline, heartbeat } = phase;
      live.become({ kind: "callback", token, deadline, heartbeat });
      return undefined;
    }
    case "result":
      return succeed(state, live, names, phase.result);
    case "failure":
      live.record(phase.event, { ...names, ...failureDetails(phase.failure) });
      throw new StateFailure(phase.failure.error, phase.failure.cause, phase.failure.alias);
    default:
      throw new Error(`A task can't go on from '${phase.kind}'`);
  }
}

interface Names {
  readonly resourceType: string;
  readonly resource: string;
}

/** The token exists before the call goes out: whoever receives it may answer before the call returns. */
async function schedule(state: TaskState, live: Live, names: Names): Promise<undefined> {
  const { arn, lastEventId } = live.execution;
  const { tokens, region } = live.surroundings;
  const token = state.resource.waitsForToken ? tokens.issue(arn, lastEventId + 1) : undefined;
  const given =
    state.arguments === undefined ? live.position.input : await live.fill(state.arguments, { token });
  const parameters = JSON.stringify(given);
  refuseTooLarge(live, parameters);
  const timeout = await seconds(live, state.timeoutSeconds, "TimeoutSeconds");
  const heartbeat = await seconds(live, state.heartbeatSeconds, "HeartbeatSeconds");
  live.record("TaskScheduled", {
    ...names,
    region,
    parameters,
    ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
    ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
  });
  live.record("TaskStarted", { ...names });
  live.become({ kind: "call", arguments: given, token, ...patience(live.now, timeout, heartbeat) });
}

function patience(
  now: number,
  timeout: number | undefined,
  heartbeat: number | undefined,
): Omit<Pending, "token"> {
  return {
    deadline: timeout === undefined ? undefined : now + timeout * 1000,
    heartbeat: heartbeat === undefined ? undefined : { every: heartbeat * 1000, due: now + heartbeat * 1000 },
  };
}

async function seconds(live: Live, field: Template | undefined, name: string): Promise<number | undefined> {
  if (field === undefined) return undefined;
  const value = await live.fill(field);
  if (isWithin(value, { min: 1, max: 99_999_999 })) return value;
  throw new EvaluationFailure(
    `The field '${name}' must be a whole number from 1 to 99999999, but was ${value}.`,
    name,
  );
}

async function succeed(state: TaskState, live: Live, names: Names, result: Json): Promise<Exit> {
  try {
    refuseTooLarge(live, JSON.stringify(result));
  } catch (failure) {
    if (failure instanceof StateFailure) live.record("TaskFailed", { ...names, ...failureDetails(failure) });
    throw failure;
  }
  live.record("TaskSucceeded", { ...names, ...outputDetails(result) });
  return leave(live, state, state.next, result, { result });
}
