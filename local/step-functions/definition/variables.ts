import type { Findings } from "./findings.ts";
import type { Definition } from "./model.ts";
import { transitions } from "./model.ts";

/**
 * Refuses an expression that reads a variable which no way to its state could have assigned. AWS finds out only
 * when the state runs. A variable that some way assigns and another doesn't is left to `$exists`.
 */
export function checkVariables(definition: Definition, findings: Findings): void {
  const assigned = assignedOnEntry(definition);
  for (const state of definition.states.values()) {
    const known = assigned.get(state.name);
    for (const { variable, location } of state.reads) {
      if (builtIn.has(variable) || known === undefined || known.has(variable)) continue;
      const message = `Nothing assigns '$${variable}' before this state.`;
      findings.add("UNSUPPORTED_JSONATA_EXPRESSION", message, location);
    }
  }
}

/** For every state that can be reached, the variables that may have a value when it is entered. */
function assignedOnEntry({ startAt, states }: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const assigned = new Map([[startAt, new Set<string>()]]);
  const changed = new Set([startAt]);
  for (const name of changed) {
    changed.delete(name);
    const state = states.get(name);
    if (state === undefined) continue;
    const leaving = new Set([...(assigned.get(name) ?? []), ...state.assigns]);
    for (const { to } of transitions(state)) {
      const before = assigned.get(to);
      const after = new Set([...(before ?? []), ...leaving]);
      assigned.set(to, after);
      if (before === undefined || after.size > before.size) changed.add(to);
    }
  }
  return assigned;
}

const ofStepFunctions = "states partition range hash random uuid parse";
const ofJsonata = `abs append assert average base64decode base64encode boolean ceil clone contains count
decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error eval exists filter floor formatBase
formatInteger formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now
number pad parseInteger power reduce replace reverse round shuffle sift single sort split spread sqrt string
substring substringAfter substringBefore sum toMillis trim type uppercase zip`;
const builtIn = new Set(`${ofStepFunctions} ${ofJsonata}`.split(/\s+/));
