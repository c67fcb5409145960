import jsonata from "jsonata";
import { EvaluationFailure } from "./errors.ts";
import type { Json } from "./json.ts";
import { isObject } from "./json.ts";

/** A JSONata expression, compiled once when its definition is read and evaluated for every execution. */
export interface Expression {
  readonly source: string;
  /** Where it stands in its state, the way AWS names it: `Arguments/Payload/leadId`, `Choices[1]/Condition`. */
  readonly field: string;
  readonly compiled: jsonata.Expression;
  /** `["step", "sleepSeconds"]` when it is nothing but `$step.sleepSeconds`. */
  readonly path: readonly string[] | undefined;
}

export type Bindings = Readonly<Record<string, unknown>>;

/** Throws jsonata's own error when the source doesn't parse. */
export function compile(source: string, field: string): Expression {
  const isPath = /^\$[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(source);
  return { source, field, compiled: jsonata(source), path: isPath ? source.slice(1).split(".") : undefined };
}

/** A result that is no JSON (nothing at all, a function) fails the state with `States.QueryEvaluationError`. */
export async function evaluate(expression: Expression, bindings: Bindings): Promise<Json> {
  const found = follow(expression.path, bindings);
  const result = found ?? (await ask(expression, bindings));
  if (result === undefined) throw complaint(expression, "returned nothing (undefined).");
  return plain(expression, result);
}

/**
 * Most expressions only pick one value out of objects, which needs no interpreter: a lead's loop runs about twice
 * as fast for it. Lists have rules of their own in JSONata, so whatever meets one is left to it.
 */
function follow(path: readonly string[] | undefined, bindings: Bindings): unknown {
  if (path === undefined) return undefined;
  let value: unknown = bindings;
  for (const name of path) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(value) || typeof value === "function" ? undefined : value;
}

async function ask(expression: Expression, bindings: Bindings): Promise<unknown> {
  try {
    return await expression.compiled.evaluate(undefined, bindings);
  } catch (error) {
    throw complaint(expression, `threw an error during evaluation. ${reason(error)}`);
  }
}

/** jsonata marks the lists it builds; only a round trip through text leaves plain JSON that nobody shares. */
function plain(expression: Expression, result: unknown): Json {
  if (typeof result === "function" || (isObject(result) && "_jsonata_function" in result))
    throw noJson(expression);
  if (typeof result !== "object" || result === null) return result as Json;
  try {
    return JSON.parse(JSON.stringify(result)) as Json;
  } catch {
    throw noJson(expression);
  }
}

function noJson(expression: Expression): EvaluationFailure {
  return complaint(expression, "returned an unsupported result type.");
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
