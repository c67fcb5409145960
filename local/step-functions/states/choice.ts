import type { ChoiceState } from "../definition/model.ts";
import { EvaluationFailure, StateFailure } from "../errors.ts";
import type { Exit } from "../leaving.ts";
import { leave } from "../leaving.ts";
import type { Live } from "../live.ts";

/** The first rule whose condition is true; later ones are never evaluated. */
export async function choice(state: ChoiceState, live: Live): Promise<Exit> {
  const { input } = live.position;
  for (const [n, rule] of state.rules.entries()) {
    const verdict = await live.fill(rule.condition);
    if (typeof verdict !== "boolean") throw noVerdict(`Choices[${n}]/Condition`, verdict);
    if (verdict) return leave(live, rule, rule.next, input);
  }
  if (state.otherwise !== undefined) return leave(live, state, state.otherwise, input);
  throw new StateFailure(
    "States.NoChoiceMatched",
    "Failed to transition out of the state. The state does not point to a next state.",
  );
}

function noVerdict(field: string, verdict: unknown): EvaluationFailure {
  return new EvaluationFailure(
    `The field '${field}' must be true or false, but was ${JSON.stringify(verdict)}.`,
    field,
  );
}
