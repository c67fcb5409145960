import type { Execution, Status } from "./execution.ts";
import type { HistoryEvent } from "./history.ts";

/** Where state machines and executions live. Every call is one transaction: whole or not at all. */
export interface Store {
  /** The secret that signs task tokens, made at the first call ever. */
  secret(make: () => string): string;

  saveMachine(machine: Machine, revision: Revision): void;
  deleteMachine(arn: string): void;
  machine(arn: string): Machine | undefined;
  /** By name. */
  machines(): readonly Machine[];
  /** Definitions that any execution may still run. */
  revision(id: string): Revision | undefined;

  /** One step of one execution: where it stands now, and the events that led there. */
  saveStep(execution: Execution, events: readonly HistoryEvent[]): void;
  execution(arn: string): Execution | undefined;
  running(): readonly Execution[];
  /** The latest started first. */
  executions(query: ExecutionQuery): readonly Execution[];
  events(executionArn: string, page: EventPage): readonly HistoryEvent[];
  /** The highest `order` of any execution, 0 if there is none. */
  lastOrder(): number;
  /** Drops an execution and its history. */
  forget(executionArn: string): void;
  /** Executions that ended before this instant. */
  endedBefore(instant: number): readonly string[];
}

export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly creationDate: number;
  readonly revisionId: string;
  readonly updateDate: number | undefined;
  readonly status: "ACTIVE" | "DELETING";
  readonly tags: Readonly<Record<string, string>>;
}

export interface Revision {
  readonly id: string;
  readonly machineArn: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly createdAt: number;
}

export interface ExecutionQuery {
  readonly machineArn: string;
  readonly status: Status | undefined;
  /** Only executions started before the one with this `order`. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface EventPage {
  /** The first event's id is the next one after this, or before it when reversed. */
  readonly after: number | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

/** The store as it is, with somebody who is told of every event that it is about to keep, and of whose execution. */
export function heardBy(
  listener: ((events: readonly HistoryEvent[], execution: Execution) => void) | undefined,
  store: Store,
): Store {
  if (listener === undefined) return store;
  return {
    ...store,
    saveStep(execution, events) {
      listener(events, execution);
      store.saveStep(execution, events);
    },
  };
}
