/** Whether whoever reads by one schema can read by the next: fields and values may come, none goes, none changes its type. */
import type { Json } from "./editor-schema.ts";

/** What the newer one breaks, a sentence each; empty where it only adds. */
export function breaks(name: string, before: Json, after: Json): readonly string[] {
  const [was, is] = [before.properties ?? {}, after.properties ?? {}];
  const fields = Object.entries(was).flatMap(([field, old]) => changed(`${name}.${field}`, old, is[field]));
  const lost = (before.required ?? []).filter((field) => !after.required?.includes(field) && field in is);
  return [...fields, ...lost.map((field) => `${name}.${field} was always there, and need not be any more`)];
}

function changed(field: string, before: unknown, after: unknown): readonly string[] {
  if (!isSchema(before) || !isSchema(after)) return [`${field} is gone`];
  const of = ({ type, format, pattern, const: only }: Json) =>
    JSON.stringify({ type, format, pattern, only });
  if (of(before) !== of(after)) return [`${field} was ${of(before)} and is ${of(after)}`];
  const gone = (before.enum ?? []).filter((value) => !after.enum?.includes(value));
  return gone.map((value) => `${field} can't be ${JSON.stringify(value)} any more`);
}

function isSchema(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
