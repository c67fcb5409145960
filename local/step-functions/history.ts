import { StateFailure } from "./errors.ts";
import type { Execution } from "./execution.ts";
import type { Json, JsonObject } from "./json.ts";

/** One line of an execution's history, with AWS's names; only the timestamp is in ms until the API shows it. */
export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: `${string}EventDetails`]: EventDetails;
}

export type EventDetails = Readonly<Record<string, unknown>>;

/** AWS's quota. The last place is kept for the event that ends the execution. */
export const maxEvents = 25_000;

/**
 * The execution's next event. Without parallel states history is one chain, except that the first state and an
 * end from outside (stopped, timed out) follow from event 0, as AWS records them.
 */
export function nextEvent(
  execution: Execution,
  timestamp: number,
  type: string,
  details?: EventDetails,
): HistoryEvent {
  const id = execution.lastEventId + 1;
  if (id >= maxEvents && !type.startsWith("Execution")) {
    throw new StateFailure(
      "States.Runtime",
      `The execution reached the maximum number of history events (${maxEvents}).`,
    );
  }
  execution.lastEventId = id;
  const isFromOutside = type === "ExecutionAborted" || type === "ExecutionTimedOut";
  const event = { timestamp, type, id, previousEventId: id <= 2 || isFromOutside ? 0 : id - 1 };
  return details === undefined ? event : { ...event, [detailsName(type)]: details };
}

function detailsName(type: string): `${string}EventDetails` {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

export function inputDetails(input: Json) {
  return { input: JSON.stringify(input), inputDetails: { truncated: false } };
}

export function outputDetails(output: Json) {
  return { output: JSON.stringify(output), outputDetails: { truncated: false } };
}

/** Each variable as JSON text: the string "a" shows as `"\"a\""`. Nothing at all when a state assigns nothing. */
export function assignedDetails(assigned: JsonObject | undefined) {
  if (assigned === undefined) return {};
  const texts = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: { truncated: false } };
}

/** Leaves out what isn't there, so that an event never shows an empty key. */
export function failureDetails({ error, cause }: { error: string | undefined; cause: string | undefined }) {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
