import * as z from "zod";
import type { Engine } from "../engine.ts";
import { StepFunctionsError } from "../errors.ts";
import type { Machine } from "../store.ts";
import { readInput } from "./read-input.ts";

export const tagList = z.array(
  z.strictObject({ key: z.string().min(1).max(128), value: z.string().max(256) }),
);

export function readTags(tags: z.output<typeof tagList>): Machine["tags"] {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

export function tagResource(engine: Engine, input: unknown) {
  const { resourceArn, tags } = readInput(z.strictObject({ resourceArn: z.string(), tags: tagList }), input);
  return retag(engine, resourceArn, (before) => ({ ...before, ...readTags(tags) }));
}

export function untagResource(engine: Engine, input: unknown) {
  const Untagging = z.strictObject({ resourceArn: z.string(), tagKeys: z.array(z.string()) });
  const { resourceArn, tagKeys } = readInput(Untagging, input);
  const gone = new Set(tagKeys);
  return retag(engine, resourceArn, (before) =>
    Object.fromEntries(Object.entries(before).filter(([key]) => !gone.has(key))),
  );
}

export function listTagsForResource(engine: Engine, input: unknown) {
  const { resourceArn } = readInput(z.strictObject({ resourceArn: z.string() }), input);
  const { tags } = tagged(engine, resourceArn);
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}

function retag(engine: Engine, arn: string, change: (before: Machine["tags"]) => Machine["tags"]) {
  const machine = tagged(engine, arn);
  const revision = engine.store.revision(machine.revisionId);
  if (revision !== undefined) engine.store.saveMachine({ ...machine, tags: change(machine.tags) }, revision);
  return {};
}

function tagged(engine: Engine, arn: string): Machine {
  const machine = engine.store.machine(arn);
  if (machine !== undefined) return machine;
  throw new StepFunctionsError("ResourceNotFound", `Resource not found: '${arn}'`);
}
