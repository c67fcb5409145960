import type { FailState } from "../definition/model.ts";
import { EvaluationFailure, StateFailure } from "../errors.ts";
import type { Live } from "../live.ts";
import type { Template } from "../template.ts";

export async function fail(state: FailState, live: Live): Promise<never> {
  const error = await text(live, state.error, "Error");
  const cause = await text(live, state.cause, "Cause");
  throw new StateFailure(error, cause);
}

async function text(live: Live, field: Template | undefined, name: string): Promise<string | undefined> {
  if (field === undefined) return undefined;
  const value = await live.fill(field);
  if (typeof value === "string") return value;
  throw new EvaluationFailure(
    `The field '${name}' must be a string, but was ${JSON.stringify(value)}.`,
    name,
  );
}
