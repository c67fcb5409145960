import { createHash } from "node:crypto";
import * as z from "zod";
import { examine, readDefinition } from "../definition/read-definition.ts";
import type { Engine } from "../engine.ts";
import { StepFunctionsError, validationError } from "../errors.ts";
import type { Machine, Revision } from "../store.ts";
import { arnField, checkArn, checkName, checkRole, machineArn } from "./names.ts";
import { cursorIn, page, pageFields, pageSize } from "./paging.ts";
import { readInput } from "./read-input.ts";
import { readTags, tagList } from "./tags.ts";

/** Accepted and inert: the laptop writes no logs and no traces. */
const inert = { loggingConfiguration: z.unknown().optional(), tracingConfiguration: z.unknown().optional() };

const Creation = z.strictObject({
  name: z.string(),
  definition: z.string().min(1),
  roleArn: z.string().min(1),
  type: z.enum(["STANDARD", "EXPRESS"]).optional(),
  tags: tagList.optional(),
  ...inert,
});

/** Idempotent: the same name and definition again answer with what is there already. */
export function createStateMachine(engine: Engine, input: unknown) {
  const { name, definition, roleArn, type, tags } = readInput(Creation, input);
  if (type === "EXPRESS") {
    throw new StepFunctionsError(
      "StateMachineTypeNotSupported",
      "State Machine Type Not Supported: 'EXPRESS'",
    );
  }
  const arn = machineArn(engine.options, checkName(name));
  checkRole(roleArn);
  readDefinition(definition, offers(engine));
  const there = engine.store.machine(arn);
  if (there !== undefined) return answerAgain(engine, there, definition);
  const { now } = engine;
  const revision = revise({ machineArn: arn, definition, roleArn, createdAt: now });
  const machine = { arn, name, creationDate: now, revisionId: revision.id, updateDate: undefined };
  engine.store.saveMachine({ ...machine, status: "ACTIVE", tags: readTags(tags ?? []) }, revision);
  return { stateMachineArn: arn, creationDate: seconds(now) };
}

function answerAgain(engine: Engine, there: Machine, definition: string) {
  const { arn, status, creationDate } = there;
  if (status === "DELETING") {
    throw new StepFunctionsError("StateMachineDeleting", `State Machine is being deleted: '${arn}'`);
  }
  if (revisionOf(engine, there).definition !== definition) {
    throw new StepFunctionsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
  }
  return { stateMachineArn: arn, creationDate: seconds(creationDate) };
}

const Update = z.strictObject({
  stateMachineArn: arnField,
  definition: z.string().min(1).optional(),
  roleArn: z.string().min(1).optional(),
  ...inert,
});

/** Executions that run already keep their definition and role. */
export function updateStateMachine(engine: Engine, input: unknown) {
  const { stateMachineArn, definition, roleArn } = readInput(Update, input);
  const machine = machineOf(engine, stateMachineArn);
  if (definition === undefined && roleArn === undefined) {
    throw new StepFunctionsError(
      "MissingRequiredParameter",
      "Either the definition, the role ARN or a configuration must be specified",
    );
  }
  if (roleArn !== undefined) checkRole(roleArn);
  if (definition !== undefined) readDefinition(definition, offers(engine));
  const before = revisionOf(engine, machine);
  const { now } = engine;
  const changed = { definition: definition ?? before.definition, roleArn: roleArn ?? before.roleArn };
  const revision = revise({ machineArn: machine.arn, createdAt: now, ...changed });
  engine.store.saveMachine({ ...machine, revisionId: revision.id, updateDate: now }, revision);
  return { updateDate: seconds(now), revisionId: revision.id };
}

/** The id comes from the content, so that it is the same wherever and however often it is made. */
function revise(content: Omit<Revision, "id">): Revision {
  const hash = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return { id: hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"), ...content };
}

const ByArn = z.strictObject({ stateMachineArn: arnField, includedData: z.unknown().optional() });

/** Its executions end at their next transition; with the last of them the state machine is gone. */
export function deleteStateMachine(engine: Engine, input: unknown) {
  const arn = checkArn(readInput(ByArn, input).stateMachineArn, "stateMachine");
  const machine = engine.store.machine(arn);
  if (machine === undefined) return {};
  if (engine.isInUse(arn)) {
    engine.deleting.add(arn);
    engine.store.saveMachine({ ...machine, status: "DELETING" }, revisionOf(engine, machine));
  } else engine.store.deleteMachine(arn);
  return {};
}

export function describeStateMachine(engine: Engine, input: unknown) {
  const machine = machineOf(engine, readInput(ByArn, input).stateMachineArn);
  const { definition, roleArn } = revisionOf(engine, machine);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: machine.status,
    definition,
    roleArn,
    type: "STANDARD",
    creationDate: seconds(machine.creationDate),
    loggingConfiguration: { level: "OFF", includeExecutionData: false },
    tracingConfiguration: { enabled: false },
    ...(machine.updateDate === undefined ? {} : { revisionId: machine.revisionId }),
  };
}

export function listStateMachines(engine: Engine, input: unknown) {
  const asked = readInput(z.strictObject(pageFields), input);
  const size = pageSize(asked);
  const from = cursorIn(asked, "machines") ?? 0;
  const found = engine.store.machines().slice(from, from + size + 1);
  const { shown, ...more } = page(found, size, "machines", () => from + size);
  const stateMachines = shown.map(({ arn, name, creationDate }) => ({
    stateMachineArn: arn,
    name,
    type: "STANDARD",
    creationDate: seconds(creationDate),
  }));
  return { stateMachines, ...more };
}

const Validation = z.strictObject({
  definition: z.string().min(1),
  type: z.enum(["STANDARD", "EXPRESS"]).optional(),
  severity: z.enum(["ERROR", "WARNING"]).optional(),
  maxResults: z.int().min(0).max(100).optional(),
});

export function validateStateMachineDefinition(engine: Engine, input: unknown) {
  const { definition, maxResults } = readInput(Validation, input);
  const { findings } = examine(definition, offers(engine));
  const size = maxResults === undefined || maxResults === 0 ? 100 : maxResults;
  const truncated = findings.length > size;
  return { result: findings.length > 0 ? "FAIL" : "OK", diagnostics: findings.slice(0, size), truncated };
}

/** Throws `StateMachineDoesNotExist`. */
export function machineOf(engine: Engine, arn: string): Machine {
  const machine = engine.store.machine(checkArn(arn, "stateMachine"));
  if (machine !== undefined) return machine;
  throw new StepFunctionsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
}

export function revisionOf(engine: Engine, { revisionId }: { readonly revisionId: string }): Revision {
  const revision = engine.store.revision(revisionId);
  if (revision === undefined) throw validationError(`The definition ${revisionId} is lost`);
  return revision;
}

/** AWS's instants are seconds since 1970, with milliseconds behind the point. */
export function seconds(instant: number): number {
  return instant / 1000;
}

function offers(engine: Engine): (integration: string) => boolean {
  return (integration) => Object.hasOwn(engine.options.integrations, integration);
}
