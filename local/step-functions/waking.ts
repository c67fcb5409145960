import { TaskError } from "./errors.ts";
import type { Pending, PendingPhase, Phase } from "./execution.ts";
import type { Json } from "./json.ts";
import type { Live } from "./live.ts";

/** What a task's call is told besides its arguments. */
export interface TaskCall {
  readonly executionArn: string;
  readonly stateName: string;
  readonly token?: string;
}

/**
 * Carries out a Task's call. Rejecting with a `TaskError` fails the task by that error's name. After a crash in
 * the middle the same call comes again, with the same token: at least once.
 */
export type Integration = (given: unknown, call: TaskCall) => Promise<unknown>;

export type Integrations = Readonly<Record<string, Integration>>;

/** Goes on with an execution in the given phase. */
export type Resume = (live: Live, phase: Phase) => void;

/** Sets the alarms a blocked execution waits for, in place of any it had before. */
export function setAlarms(live: Live, resume: Resume): void {
  clearAlarms(live);
  const { phase } = live.position;
  if (phase.kind === "wait") ring(live, phase.until, () => resume(live, { kind: "elapsed" }));
  if (phase.kind === "backoff") ring(live, phase.until, () => resume(live, { kind: "attempt" }));
  if (phase.kind === "call" || phase.kind === "callback") watch(live, phase, resume);
}

export function clearAlarms(live: Live): void {
  for (const alarm of live.alarms.splice(0)) alarm.cancel();
}

function ring(live: Live, at: number, action: () => void): void {
  live.alarms.push(live.surroundings.clock.setAlarm(at, action));
}

/** A heartbeat only moves the instant that is due; the alarm looks again when it rings. */
function watch(live: Live, phase: PendingPhase, resume: Resume): void {
  const { deadline = Number.POSITIVE_INFINITY, heartbeat } = phase;
  const at = Math.min(deadline, heartbeat?.due ?? Number.POSITIVE_INFINITY);
  if (at === Number.POSITIVE_INFINITY) return;
  ring(live, at, () => {
    if (isOverdue(phase, live.now)) resume(live, timedOut(phase, live.now));
    else watch(live, phase, resume);
  });
}

function isOverdue({ deadline, heartbeat }: Pending, now: number): boolean {
  return (deadline !== undefined && deadline <= now) || (heartbeat !== undefined && heartbeat.due <= now);
}

function timedOut({ deadline }: Pending, now: number): Phase {
  const failure = { error: "States.Timeout", cause: undefined };
  const isHeartbeat = deadline === undefined || deadline > now;
  return {
    kind: "failure",
    event: "TaskTimedOut",
    failure: isHeartbeat ? { ...failure, alias: "States.HeartbeatTimeout" } : failure,
  };
}

/** Makes the call and says how the task goes on. A call that is overdue already isn't made. */
export async function call(live: Live, integrations: Integrations): Promise<Phase | undefined> {
  const { state } = live;
  const { phase } = live.position;
  if (phase.kind !== "call" || state.type !== "Task" || isOverdue(phase, live.now)) return undefined;
  const { token, deadline, heartbeat } = phase;
  const told = {
    executionArn: live.execution.arn,
    stateName: state.name,
    ...(token === undefined ? {} : { token }),
  };
  try {
    const answer = plain(
      await integrationFor(state.resource.integration, integrations)(phase.arguments, told),
    );
    if (token === undefined) return { kind: "result", result: answer };
    return { kind: "submitted", answer, token, deadline, heartbeat };
  } catch (error) {
    const event = token === undefined ? "TaskFailed" : "TaskSubmitFailed";
    return { kind: "failure", event, failure: failureFrom(error) };
  }
}

/** A definition may have been stored by a laptop that offered more. */
function integrationFor(name: string, integrations: Integrations): Integration {
  const integration = integrations[name];
  if (integration === undefined)
    throw new TaskError("States.Runtime", `'${name}' is not offered on the laptop`);
  return integration;
}

function plain(answer: unknown): Json {
  return JSON.parse(JSON.stringify(answer ?? null)) as Json;
}

/** Anything but a TaskError is a bug in the integration; the workflow sees it as `States.TaskFailed`. */
function failureFrom(error: unknown) {
  if (error instanceof TaskError) return { error: error.error, cause: error.cause };
  return { error: "States.TaskFailed", cause: String(error) };
}
