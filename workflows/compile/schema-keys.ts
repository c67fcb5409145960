/** Where a path leads in the schema, for saying what stands there wrongly and what an unknown key was probably meant to be. */
import * as z from "zod";

/** The keys that may stand in what `path` names. `value`: the whole file's, which shows which alternative was meant. */
export function keysAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): readonly string[] {
  const at = schemaAt(schema, path, value);
  const object = at instanceof z.ZodUnion ? meant(at, valueAt(value, path)) : at;
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** The schema of what `path` names, without its defaults: a union where there are alternatives, undefined where nothing may be. */
export function schemaAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): z.core.$ZodType | undefined {
  const inner = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  const object = inner instanceof z.ZodUnion ? meant(inner, value) : inner;
  const next = object && step(object, key);
  return next && schemaAt(next, rest, valueAt(value, [key]));
}

/**
 * The alternative that `value` was meant to be: the one whose first key it has, as a touch's is `name`; else the one that
 * alone has some key of it, as a touch has `mail`.
 */
export function meant(union: z.ZodUnion, value: unknown): z.ZodObject | undefined {
  if (!isMap(value)) return undefined;
  const all = alternatives(union);
  const only = (object: z.ZodObject) =>
    Object.keys(object.shape).filter((key) =>
      all.every((other) => other === object || !(key in other.shape)),
    );
  return (
    all.find((object) => Object.hasOwn(value, firstKey(object))) ??
    all.find((object) => only(object).some((key) => Object.hasOwn(value, key)))
  );
}

/** Those of a union that are keys and values. */
export function alternatives(union: z.ZodUnion): readonly z.ZodObject[] {
  return union.options.map(unwrapped).filter((option) => option instanceof z.ZodObject);
}

export function firstKey(object: z.ZodObject): string {
  return Object.keys(object.shape)[0] ?? "";
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

function step(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

/** Without `optional`, `default` and `prefault`, and without what is done to the value before or after. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe)
    return unwrapped(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  const { def } = schema._zod;
  return "innerType" in def ? unwrapped(def.innerType as z.core.$ZodType) : schema;
}
