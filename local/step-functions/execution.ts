import type { Json, JsonObject } from "./json.ts";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** One run of a state machine: all that is needed to go on with it after a restart. Instants are in ms. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  /** Which version of the definition it runs; an update doesn't change that. */
  readonly revisionId: string;
  /** Counts executions in the order they were started; lists show the latest first. */
  readonly order: number;
  readonly input: string;
  readonly startDate: number;
  readonly deadline: number | undefined;
  status: Status;
  stopDate: number | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  lastEventId: number;
  variables: JsonObject;
  /** Where it stands; undefined once it has ended. */
  position: Position | undefined;
}

export interface Position {
  readonly state: string;
  readonly input: Json;
  /** `$states.context.State.EnteredTime`: the same for all tries of a state. */
  enteredAt: number;
  enteredEventId: number;
  retryCount: number;
  /** How often each of the state's retriers has been used. */
  readonly retries: number[];
  phase: Phase;
}

/**
 * What happens next in a state. A blocked phase waits for an alarm, a call's answer or a token; any other can be
 * worked on at once.
 */
export type Phase =
  | { readonly kind: "enter" }
  | { readonly kind: "attempt" }
  | { readonly kind: "wait"; readonly until: number }
  | { readonly kind: "elapsed" }
  | { readonly kind: "backoff"; readonly until: number }
  | (Pending & { readonly kind: "call"; readonly arguments: Json })
  | (Pending & { readonly kind: "submitted"; readonly answer: Json })
  | (Pending & { readonly kind: "callback" })
  | { readonly kind: "result"; readonly result: Json }
  | { readonly kind: "failure"; readonly event: FailureEvent; readonly failure: Failure };

/** A task that somebody is at work on. */
export interface Pending {
  readonly token: string | undefined;
  readonly deadline: number | undefined;
  heartbeat: { readonly every: number; due: number } | undefined;
}

export type PendingPhase = Extract<Phase, { kind: "call" | "callback" }>;

export type FailureEvent = "TaskFailed" | "TaskSubmitFailed" | "TaskTimedOut";

export interface Failure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly alias?: string | undefined;
}

const blocked: ReadonlySet<Phase["kind"]> = new Set(["wait", "backoff", "call", "callback"] as const);

export function isRunnable({ position }: Execution): boolean {
  return position !== undefined && !blocked.has(position.phase.kind);
}

export function entering(state: string, input: Json): Position {
  return {
    state,
    input,
    enteredAt: 0,
    enteredEventId: 0,
    retryCount: 0,
    retries: [],
    phase: { kind: "enter" },
  };
}
