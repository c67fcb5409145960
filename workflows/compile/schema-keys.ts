/** Where a path leads in the schema, for saying what stands there wrongly and what an unknown key was probably meant to be. */
import * as z from "zod/mini";

/** The keys that may stand in what `path` names. `value`: the whole file's, which shows which alternative was meant. */
export function keysAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): readonly string[] {
  const at = schemaAt(schema, path, value);
  const object = at instanceof z.core.$ZodUnion ? meant(at, valueAt(value, path)) : at;
  return object instanceof z.core.$ZodObject ? Object.keys(object._zod.def.shape) : [];
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
  const object = inner instanceof z.core.$ZodUnion ? meant(inner, value) : inner;
  const next = object && step(object, key);
  return next && schemaAt(next, rest, valueAt(value, [key]));
}

/**
 * The alternative that `value` was meant to be: the one whose first key it has, as a touch's is `name`; else the one that
 * alone has some key of it, as a touch has `mail`.
 */
export function meant(union: z.core.$ZodUnion, value: unknown): z.core.$ZodObject | undefined {
  if (!isMap(value)) return undefined;
  const all = alternatives(union);
  const only = (object: z.core.$ZodObject) =>
    Object.keys(object._zod.def.shape).filter((key) =>
      all.every((other) => other === object || !(key in other._zod.def.shape)),
    );
  return (
    all.find((object) => Object.hasOwn(value, firstKey(object))) ??
    all.find((object) => only(object).some((key) => Object.hasOwn(value, key)))
  );
}

/** Those of a union that are keys and values. */
export function alternatives(union: z.core.$ZodUnion): readonly z.core.$ZodObject[] {
  return union._zod.def.options.map(unwrapped).filter((option) => option instanceof z.core.$ZodObject);
}

export function firstKey(object: z.core.$ZodObject): string {
  return Object.keys(object._zod.def.shape)[0] ?? "";
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
  if (schema instanceof z.core.$ZodObject) return schema._zod.def.shape[String(key)];
  if (schema instanceof z.core.$ZodArray) return schema._zod.def.element;
  return schema instanceof z.core.$ZodRecord ? schema._zod.def.valueType : undefined;
}

/** Without `optional`, `default` and `prefault`, and without what is done to the value before or after. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.core.$ZodPipe) {
    const { in: before, out: after } = schema._zod.def;
    return unwrapped(before instanceof z.core.$ZodTransform ? after : before);
  }
  const { def } = schema._zod;
  return "innerType" in def ? unwrapped(def.innerType as z.core.$ZodType) : schema;
}
