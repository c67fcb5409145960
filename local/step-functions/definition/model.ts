import type { Template } from "../template.ts";

/** A state machine as the interpreter runs it: every name resolved, every expression compiled. */
export interface Definition {
  readonly startAt: string;
  /** After this many seconds the whole execution is `TIMED_OUT`. */
  readonly timeoutSeconds: number | undefined;
  readonly states: ReadonlyMap<string, State>;
}

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState | FailState;

interface Named {
  readonly name: string;
  /** The workflow variables this state's expressions read, and where. */
  readonly reads: readonly VariableRead[];
  /** The workflow variables any way out of this state may assign. */
  readonly assigns: readonly string[];
}

export interface VariableRead {
  readonly variable: string;
  readonly location: string;
}

/** What a way out of a state does: both are filled from the values at entry, side by side. */
export interface Leaving {
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

export interface TaskState extends Named, Leaving {
  readonly type: "Task";
  readonly resource: Resource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
  readonly next: string | undefined;
}

/** `arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken`, taken apart. */
export interface Resource {
  /** The integration's name: the ARN without `.waitForTaskToken`. */
  readonly integration: string;
  readonly waitsForToken: boolean;
  /** As histories show it: `aws-sdk:dynamodb`. */
  readonly resourceType: string;
  /** As histories show it: `updateItem.waitForTaskToken`. */
  readonly resource: string;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  /** Retries, not tries: 0 means never again. */
  readonly maxAttempts: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: "NONE" | "FULL";
}

export interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
  readonly next: string;
}

export interface ChoiceState extends Named, Leaving {
  readonly type: "Choice";
  readonly rules: readonly ChoiceRule[];
  readonly otherwise: string | undefined;
}

export interface ChoiceRule extends Leaving {
  readonly condition: Template;
  readonly next: string;
}

export interface WaitState extends Named, Leaving {
  readonly type: "Wait";
  readonly until: { readonly seconds: Template } | { readonly timestamp: Template };
  readonly next: string | undefined;
}

export interface PassState extends Named, Leaving {
  readonly type: "Pass";
  readonly next: string | undefined;
}

export interface SucceedState extends Named {
  readonly type: "Succeed";
  readonly output: Template | undefined;
}

export interface FailState extends Named {
  readonly type: "Fail";
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

/** Every state that this one can lead to, with the field that says so. */
export function transitions(state: State): readonly { readonly to: string; readonly field: string }[] {
  switch (state.type) {
    case "Task":
      return [
        ...nextOf(state),
        ...state.catch.map((one, n) => ({ to: one.next, field: `Catch[${n}]/Next` })),
      ];
    case "Choice": {
      const rules = state.rules.map((rule, n) => ({ to: rule.next, field: `Choices[${n}]/Next` }));
      return state.otherwise === undefined ? rules : [...rules, { to: state.otherwise, field: "Default" }];
    }
    case "Wait":
    case "Pass":
      return nextOf(state);
    default:
      return [];
  }
}

function nextOf({ next }: { readonly next: string | undefined }) {
  return next === undefined ? [] : [{ to: next, field: "Next" }];
}
