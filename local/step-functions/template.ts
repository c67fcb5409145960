import type { Json } from "./json.ts";
import type { Bindings, Expression } from "./jsonata.ts";
import { evaluate } from "./jsonata.ts";

/** A field's value in a definition: JSON in which any string may be a `{% JSONata expression %}`. */
export type Template =
  | { readonly kind: "constant"; readonly value: Json }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "list"; readonly items: readonly Template[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Template])[] };

/**
 * Finds every expression and hands it to `compile`; what holds none stays a constant and costs nothing.
 * A string that only opens or only closes an expression goes to `complain`.
 */
export function template(
  source: Json,
  field: string,
  compile: (text: string, field: string) => Expression,
  complain: (field: string) => void,
): Template {
  const inside = (value: Json, place: string) => template(value, place, compile, complain);
  const constant: Template = { kind: "constant", value: source };
  if (typeof source === "string") {
    const opens = source.startsWith("{%");
    if (opens !== source.endsWith("%}")) complain(field);
    return opens ? { kind: "expression", expression: compile(source.slice(2, -2).trim(), field) } : constant;
  }
  if (typeof source !== "object" || source === null) return constant;
  if (Array.isArray(source)) {
    const items = source.map((item, n) => inside(item, `${field}[${n}]`));
    return items.every(isConstant) ? constant : { kind: "list", items };
  }
  const entries = Object.entries(source).map(
    ([key, value]) => [key, inside(value, `${field}/${key}`)] as const,
  );
  return entries.every(([, value]) => isConstant(value)) ? constant : { kind: "object", entries };
}

/** Fails the state with `States.QueryEvaluationError` when any expression throws or answers nothing. */
export async function fill(from: Template, bindings: Bindings): Promise<Json> {
  switch (from.kind) {
    case "constant":
      return from.value;
    case "expression":
      return evaluate(from.expression, bindings);
    case "list": {
      const items: Json[] = [];
      for (const item of from.items) items.push(await fill(item, bindings));
      return items;
    }
    case "object": {
      const filled: Record<string, Json> = {};
      for (const [key, value] of from.entries) filled[key] = await fill(value, bindings);
      return filled;
    }
  }
}

function isConstant(from: Template): boolean {
  return from.kind === "constant";
}
