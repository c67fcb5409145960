import type { Findings } from "./findings.ts";
import type { Definition } from "./model.ts";
import { transitions } from "./model.ts";

/** Every transition leads somewhere, every state can be reached, and the machine can end. */
export function checkTransitions(definition: Definition, findings: Findings): void {
  const { states, startAt } = definition;
  if (!states.has(startAt)) {
    findings.add("MISSING_TRANSITION_TARGET", `Missing 'StartAt' target: ${startAt}`, "/StartAt");
    return;
  }
  for (const state of states.values()) {
    for (const { to, field } of transitions(state)) {
      if (states.has(to)) continue;
      const name = field.split("/").at(-1);
      findings.add(
        "MISSING_TRANSITION_TARGET",
        `Missing '${name}' target: ${to}`,
        `/States/${state.name}/${field}`,
      );
    }
  }
  const reached = reachable(definition);
  for (const name of states.keys()) {
    if (reached.has(name)) continue;
    findings.add("MISSING_TRANSITION_TARGET", `State "${name}" is not reachable.`, `/States/${name}`);
  }
  if (![...reached].some((name) => canEnd(definition, name))) {
    findings.add("MISSING_END_STATE", "The state machine has no state that ends it", "/States");
  }
}

function reachable({ startAt, states }: Definition): ReadonlySet<string> {
  const reached = new Set([startAt]);
  for (const name of reached) {
    const state = states.get(name);
    for (const { to } of state === undefined ? [] : transitions(state)) reached.add(to);
  }
  return reached;
}

function canEnd({ states }: Definition, name: string): boolean {
  const state = states.get(name);
  if (state === undefined || state.type === "Choice") return false;
  return state.type === "Succeed" || state.type === "Fail" || state.next === undefined;
}
