/** A YAML file as a JSON Schema, for editors: made from the code's own schema, told in the words of its guide. */
import * as z from "zod/mini";

export type Json = z.core.JSONSchema.BaseSchema;

export interface EditorSchema {
  readonly title: string;
  /** What the whole file is called where its meaning is asked for. */
  readonly part: string;
  /** What is written once and named in many places, by the name of its definition. */
  readonly parts: Readonly<Record<string, z.core.$ZodType>>;
  /** What a key means, in Markdown. `path`: the keys within the part. */
  readonly meaning: (part: string, path: readonly string[]) => string | undefined;
}

/** As an author writes it, so with what may be left out. Draft 7, which editors know best. */
export function editorSchema(whole: z.core.$ZodType, { title, part, parts, meaning }: EditorSchema): Json {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(parts)) named.add(schema, { id });
  const schema = z.toJSONSchema(whole, { io: "input", target: "draft-7", metadata: named });
  const { $schema: draft7, definitions, ...rest } = schema;
  const each = Object.entries(definitions as Record<string, Json>).map(([id, one]) => [
    id,
    told(one, meaning, id, []),
  ]);
  return {
    ...(draft7 === undefined ? {} : { $schema: draft7 }),
    title,
    ...told(rest, meaning, part, []),
    definitions: Object.fromEntries(each),
  };
}

type Meaning = EditorSchema["meaning"];

function told(schema: Json, meaning: Meaning, part: string, path: readonly string[]): Json {
  const { items, properties } = schema;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: toldEach(properties, meaning, part, path) }),
    ...(isSchema(items) ? { items: told(items, meaning, part, path) } : {}),
    ...(isSchema(schema.additionalProperties)
      ? { additionalProperties: told(schema.additionalProperties, meaning, part, path) }
      : {}),
  };
}

function toldEach(
  properties: NonNullable<Json["properties"]>,
  meaning: Meaning,
  part: string,
  path: readonly string[],
) {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const inner = isSchema(value) ? told(value, meaning, part, [...path, key]) : value;
      const description = meaning(part, [...path, key]);
      return [key, description === undefined || !isSchema(inner) ? inner : described(inner, description)];
    }),
  );
}

/** Draft 7 takes nothing beside a `$ref`. */
function described({ $ref, ...rest }: Json, description: string): Json {
  return { description, ...($ref === undefined ? {} : { allOf: [{ $ref }] }), ...rest };
}

function isSchema(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
