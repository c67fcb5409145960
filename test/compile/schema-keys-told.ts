/** What an editor shows of a JSON Schema's keys. */
import type * as z from "zod";

export type Json = z.core.JSONSchema.BaseSchema;

/** Every key at its place, and what is said of it: of the whole, called `part`, and of its definitions. */
export function keysTold(schema: Json, part: string): ReadonlyMap<string, string | undefined> {
  const parts = Object.entries(schema["definitions"] as Record<string, Json>);
  return new Map([[part, schema] as const, ...parts].flatMap(([name, each]) => [...keysOf(each, name)]));
}

function* keysOf(json: unknown, path: string): Generator<readonly [path: string, text: string | undefined]> {
  if (typeof json !== "object" || json === null) return;
  const { properties = {}, items, additionalProperties } = json as Json;
  for (const [key, inner] of Object.entries(properties)) {
    const { description, properties: below } = inner as Json;
    if (below === undefined) yield [`${path}.${key}`, description];
    yield* keysOf(inner, `${path}.${key}`);
  }
  yield* keysOf(items, path);
  yield* keysOf(additionalProperties, path);
}
