import * as z from "zod";
import { abortExecution } from "../ending.ts";
import type { Engine } from "../engine.ts";
import { StepFunctionsError, validationError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import { failureDetails } from "../history.ts";
import { arnField, checkArn } from "./names.ts";
import { cursorIn, page, pageFields, pageSize } from "./paging.ts";
import { readInput } from "./read-input.ts";
import { machineOf, revisionOf, seconds } from "./state-machines.ts";

/** An ended execution keeps its name, and can be looked at, for 90 days. */
const remembered = 90 * 24 * 60 * 60 * 1000;

const Stop = z.strictObject({
  executionArn: arnField,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

/** Stopping what has ended already changes nothing. */
export function stopExecution(engine: Engine, input: unknown) {
  const { executionArn, error, cause } = readInput(Stop, input);
  const execution = executionOf(engine, executionArn);
  const live = engine.live(executionArn);
  if (live !== undefined) {
    abortExecution(live, { error, cause });
    engine.save(live);
  }
  return { stopDate: seconds(execution.stopDate ?? engine.now) };
}

const ByArn = z.strictObject({ executionArn: arnField, includedData: z.unknown().optional() });

export function describeExecution(engine: Engine, input: unknown) {
  const execution = executionOf(engine, readInput(ByArn, input).executionArn);
  const { output } = execution;
  return {
    ...summary(execution),
    input: execution.input,
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output, outputDetails: { included: true } }),
    ...failureDetails(execution),
    redriveStatus: "NOT_REDRIVABLE",
    redriveStatusReason: whyNotRedrivable(execution),
  };
}

function whyNotRedrivable({ status }: Execution): string {
  if (status === "RUNNING" || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  return "Redriving is not offered on the laptop";
}

export function describeStateMachineForExecution(engine: Engine, input: unknown) {
  const execution = executionOf(engine, readInput(ByArn, input).executionArn);
  const revision = revisionOf(engine, execution);
  return {
    stateMachineArn: execution.machineArn,
    name: execution.machineArn.split(":").at(-1),
    definition: revision.definition,
    roleArn: revision.roleArn,
    updateDate: seconds(revision.createdAt),
    revisionId: revision.id,
  };
}

const statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"] as const;
const List = z.strictObject({
  stateMachineArn: arnField,
  statusFilter: z.string().optional(),
  ...pageFields,
});

export function listExecutions(engine: Engine, input: unknown) {
  const asked = readInput(List, input);
  const machine = machineOf(engine, asked.stateMachineArn);
  const status = statuses.find((one) => one === asked.statusFilter);
  if (asked.statusFilter !== undefined && status === undefined) {
    const allowed = "[SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]";
    const where = `Value '${asked.statusFilter}' at 'statusFilter'`;
    throw validationError(
      `${where} failed to satisfy constraint: Member must satisfy enum value set: ${allowed}`,
    );
  }
  if (status === "PENDING_REDRIVE") return { executions: [] };
  const before = cursorIn(asked, machine.arn);
  const size = pageSize(asked);
  const found = engine.store.executions({ machineArn: machine.arn, status, before, limit: size + 1 });
  const { shown, ...more } = page(found, size, machine.arn, ({ order }) => order);
  return { executions: shown.filter((one) => !isForgotten(engine, one)).map(summary), ...more };
}

const History = z.strictObject({
  executionArn: arnField,
  reverseOrder: z.boolean().optional(),
  includeExecutionData: z.boolean().optional(),
  ...pageFields,
});

export function getExecutionHistory(engine: Engine, input: unknown) {
  const asked = readInput(History, input);
  const { arn } = executionOf(engine, asked.executionArn);
  const reverse = asked.reverseOrder ?? false;
  const size = pageSize(asked);
  const after = cursorIn(asked, `${arn} ${reverse}`);
  const found = engine.store.events(arn, { after, reverse, limit: size + 1 });
  const { shown, ...more } = page(found, size, `${arn} ${reverse}`, ({ id }) => id);
  const events = shown.map((event) => ({ ...event, timestamp: seconds(event.timestamp) }));
  return { events: asked.includeExecutionData === false ? events.map(withoutData) : events, ...more };
}

const dataFields = new Set(["input", "inputDetails", "output", "outputDetails"]);

function withoutData(event: object): object {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      typeof value === "object"
        ? Object.fromEntries(Object.entries(value).filter(([field]) => !dataFields.has(field)))
        : value,
    ]),
  );
}

/** Throws `ExecutionDoesNotExist`. */
export function executionOf(engine: Engine, arn: string): Execution {
  const execution = engine.store.execution(checkArn(arn, "execution"));
  if (execution !== undefined && !isForgotten(engine, execution)) return execution;
  throw new StepFunctionsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
}

export function isForgotten(engine: Engine, { stopDate }: Execution): boolean {
  return stopDate !== undefined && engine.now - stopDate > remembered;
}

/** Drops what AWS would have forgotten by now. */
export function forgetOld(engine: Engine): void {
  for (const arn of engine.store.endedBefore(engine.now - remembered)) engine.store.forget(arn);
}

function summary(execution: Execution) {
  const { arn, machineArn, name, status, startDate, stopDate } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: seconds(startDate),
    ...(stopDate === undefined ? {} : { stopDate: seconds(stopDate) }),
    redriveCount: 0,
  };
}
