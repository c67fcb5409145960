import type { Execution } from "../execution.ts";
import type { HistoryEvent } from "../history.ts";
import type { EventPage, ExecutionQuery, Machine, Revision, Store } from "../store.ts";

export interface MemoryStoreOptions {
  /** False drops every event as soon as it was recorded: for simulations of very many executions. Default true. */
  readonly keepHistories?: boolean;
}

/** Keeps the live objects themselves, and nothing across a restart. */
export function memoryStore({ keepHistories = true }: MemoryStoreOptions = {}): Store {
  const machines = new Map<string, Machine>();
  const revisions = new Map<string, Revision>();
  return {
    secret: (make) => make(),
    saveMachine(machine, revision) {
      machines.set(machine.arn, machine);
      revisions.set(revision.id, revision);
    },
    deleteMachine: (arn) => void machines.delete(arn),
    machine: (arn) => machines.get(arn),
    machines: () => [...machines.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    revision: (id) => revisions.get(id),
    ...executionsInMemory(keepHistories),
  };
}

type ExecutionsPart = Omit<Store, "secret" | "revision" | `${string}achine` | `${string}achines`>;

function executionsInMemory(keepHistories: boolean): ExecutionsPart {
  const executions = new Map<string, Execution>();
  const histories = new Map<string, HistoryEvent[]>();
  let lastOrder = 0;
  return {
    saveStep(execution, events) {
      executions.set(execution.arn, execution);
      lastOrder = Math.max(lastOrder, execution.order);
      if (!keepHistories) return;
      const history = histories.get(execution.arn);
      if (history === undefined) histories.set(execution.arn, [...events]);
      else history.push(...events);
    },
    execution: (arn) => executions.get(arn),
    running: () => [],
    executions: (query) => select([...executions.values()], query),
    events: (arn, page) => cut(histories.get(arn) ?? [], page),
    lastOrder: () => lastOrder,
    forget(arn) {
      executions.delete(arn);
      histories.delete(arn);
    },
    endedBefore: (instant) =>
      [...executions.values()]
        .filter(({ stopDate }) => stopDate !== undefined && stopDate < instant)
        .map(({ arn }) => arn),
  };
}

function select(
  all: readonly Execution[],
  { machineArn, status, before, limit }: ExecutionQuery,
): readonly Execution[] {
  return all
    .filter((one) => one.machineArn === machineArn && (status === undefined || one.status === status))
    .filter((one) => before === undefined || one.order < before)
    .sort((a, b) => b.order - a.order)
    .slice(0, limit);
}

function cut(
  history: readonly HistoryEvent[],
  { after, reverse, limit }: EventPage,
): readonly HistoryEvent[] {
  if (!reverse) return history.slice(after ?? 0, (after ?? 0) + limit);
  const end = after === undefined ? history.length : after - 1;
  return history.slice(Math.max(0, end - limit), end).reverse();
}
