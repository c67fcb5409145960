import jsonata from "jsonata";
import { EvaluationFailure } from "./errors.ts";
import type { Json } from "./json.ts";

/** A JSONata expression, compiled once when its definition is read and evaluated for every execution. */
export interface Expression {
  readonly source: string;
  /** Where it stands in its state, the way AWS names it: `Arguments/Payload/leadId`, `Choices[1]/Condition`. */
  readonly field: string;
  readonly compiled: jsonata.Expression;
}

export type Bindings = Readonly<Record<string, unknown>>;

/** Throws jsonata's own error when the source doesn't parse. */
export function compile(source: string, field: string): Expression {
  return { source, field, compiled: jsonata(source) };
}

/** A result that is no JSON (nothing at all, a function) fails the state with `States.QueryEvaluationError`. */
export async function evaluate(expression: Expression, bindings: Bindings): Promise<Json> {
  let result: unknown;
  try {
    result = await expression.compiled.evaluate(undefined, bindings);
  } catch (error) {
    throw complaint(expression, `threw an error during evaluation. ${reason(error)}`);
  }
  if (result === undefined) throw complaint(expression, "returned nothing (undefined).");
  return plain(expression, result);
}

/** jsonata marks the lists it builds; only a round trip through text leaves plain JSON that nobody shares. */
function plain(expression: Expression, result: unknown): Json {
  if (typeof result !== "object" || result === null) {
    if (typeof result !== "function") return result as Json;
    throw complaint(expression, "returned an unsupported result type.");
  }
  if ("_jsonata_function" in result) throw complaint(expression, "returned an unsupported result type.");
  try {
    return JSON.parse(JSON.stringify(result)) as Json;
  } catch {
    throw complaint(expression, "returned an unsupported result type.");
  }
}

function complaint({ source, field }: Expression, what: string): EvaluationFailure {
  return new EvaluationFailure(
    `The JSONata expression '${source}' specified for the field '${field}' ${what}`,
    field,
  );
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? `${message ?? error}` : `${code}: ${message}`;
}
