/** Which of the workflow's variables a state may rely on, and which it names. */
import jsonata from "jsonata";

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

export interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Default?: string;
  readonly Next?: string;
}

export interface Workflow {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

/** For each state, the variables that every way from the start has assigned: an intersection, until nothing changes. */
export function assignedBefore(workflow: Workflow): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[workflow.StartAt, new Set()]]);
  const queue = [workflow.StartAt];
  for (const name of queue) {
    for (const [next, assigned] of edges(workflow.States[name])) {
      const arriving = new Set([...(known.get(name) ?? []), ...assigned]);
      const before = known.get(next);
      const merged =
        before === undefined ? arriving : new Set([...before].filter((name) => arriving.has(name)));
      if (before === undefined || merged.size < before.size) queue.push(next);
      known.set(next, merged);
    }
  }
  return known;
}

function edges(state: State | undefined): readonly (readonly [string, readonly string[]])[] {
  if (state === undefined) return [];
  const { Next, Default, Choices = [], Catch = [], Assign = {} } = state;
  const ordinary = [Next, Default, ...Choices.map((choice) => choice.Next)].filter(
    (name) => name !== undefined,
  );
  return [
    ...ordinary.map((next) => [next, Object.keys(Assign)] as const),
    ...Catch.map((catcher) => [catcher.Next, Object.keys(catcher.Assign ?? {})] as const),
  ];
}

/** The workflow's own variables in the state's expressions: neither `$states` nor JSONata's functions. */
export function variablesIn(state: State): readonly string[] {
  const expressions = [...JSON.stringify(state).matchAll(/"\{%(.*?)%\}"/g)].map(([, body]) =>
    JSON.parse(`"${body}"`),
  );
  return [...new Set(expressions.flatMap((expression) => variables(jsonata(expression).ast())))];
}

function variables(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, value, procedure, ...rest } = node as Record<string, unknown>;
  const own = type === "variable" && value !== "states" && value !== "" ? [String(value)] : [];
  return [...own, ...Object.values(rest).flatMap(variables)];
}
