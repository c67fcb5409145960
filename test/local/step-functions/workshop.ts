import { TaskError } from "../../../local/step-functions/errors.ts";
import type { HistoryEvent } from "../../../local/step-functions/history.ts";
import type { ExecutionDescription, StepFunctions } from "../../../local/step-functions/step-functions.ts";
import { stepFunctions } from "../../../local/step-functions/step-functions.ts";
import type { Store } from "../../../local/step-functions/store.ts";
import { memoryStore } from "../../../local/step-functions/stores/memory-store.ts";
import type { TaskCall } from "../../../local/step-functions/waking.ts";
import { VirtualClock } from "./virtual-clock.ts";

export const lambda = "arn:aws:states:::lambda:invoke";
export const updateItem = "arn:aws:states:::aws-sdk:dynamodb:updateItem";
export const role = "arn:aws:iam::111122223333:role/nurture";

/** What an integration was asked, in order. */
export interface Asked extends TaskCall {
  readonly given: unknown;
}

/** What an integration answers next: a value, an error name to fail by, or anything a test makes of the call. */
export type Reply = (call: Asked) => unknown;

export interface WorkshopOptions {
  readonly store?: Store;
  readonly clock?: VirtualClock;
  readonly random?: () => number;
  readonly lambda?: Reply;
  readonly updateItem?: Reply;
}

/** Step Functions on virtual time, with two integrations whose replies the test decides. */
export class Workshop {
  readonly clock: VirtualClock;
  readonly machines: StepFunctions;
  readonly calls: Asked[] = [];

  constructor({ store, clock, random, ...replies }: WorkshopOptions = {}) {
    this.clock = clock ?? new VirtualClock();
    this.machines = stepFunctions({
      clock: this.clock,
      store: store ?? memoryStore(),
      random: random ?? (() => 0.5),
      region: "eu-central-1",
      account: "111122223333",
      integrations: {
        [lambda]: this.#replying(replies.lambda ?? (() => ({ Payload: "done" }))),
        [updateItem]: this.#replying(replies.updateItem ?? (() => ({}))),
      },
    });
  }

  #replying(reply: Reply) {
    return async (given: unknown, call: TaskCall) => {
      const asked = { given, ...call };
      this.calls.push(asked);
      return reply(asked);
    };
  }

  /** The token of the latest call that had one. */
  get token(): string {
    return this.calls.findLast(({ token }) => token !== undefined)?.token ?? "";
  }

  create(definition: object, name = "nurture"): string {
    return this.machines.createStateMachine({ name, definition: JSON.stringify(definition), roleArn: role });
  }

  /** Creates and starts a machine, and takes it as far as it gets in no time. */
  async run(definition: object, input: unknown = {}): Promise<string> {
    const execution = this.machines.start({
      stateMachineArn: this.create(definition),
      name: "lead-1",
      input,
    });
    await this.machines.idle();
    return execution;
  }

  async advance(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000, () => this.machines.idle());
  }

  outcome(
    execution: string,
  ): Pick<ExecutionDescription, "status" | "error" | "cause"> & { output?: unknown } {
    const { status, output, error, cause } = this.machines.describe(execution);
    return {
      status,
      ...(output === undefined ? {} : { output: JSON.parse(output) as unknown }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
  }

  /** `12 s  TaskFailed  Lambda.TooManyRequestsException`: when since the start, what, and what about it. */
  story(execution: string): readonly string[] {
    const history = this.machines.history(execution);
    const start = history[0]?.timestamp ?? 0;
    return history.map((event) => {
      const when = `${(event.timestamp - start) / 1000} s`;
      return [when, event.type, gist(event)].filter((part) => part !== "").join("  ");
    });
  }
}

function gist(event: HistoryEvent): string {
  const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] as
    | Readonly<Record<string, unknown>>
    | undefined;
  return String(details?.["name"] ?? details?.["error"] ?? "");
}

/** A one-state machine, or several states in a row, in JSONata. */
export function machine(states: Readonly<Record<string, object>>, rest: object = {}): object {
  return { QueryLanguage: "JSONata", StartAt: Object.keys(states)[0], States: states, ...rest };
}

export function failing(error: string, cause?: string): never {
  throw new TaskError(error, cause);
}

/** Replies one after the other; the last one again and again. */
export function inTurn(...replies: readonly Reply[]): Reply {
  let n = 0;
  return (call) => replies[Math.min(n++, replies.length - 1)]?.(call);
}

/** The code of what the action throws. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "nothing was thrown";
}

/** What a state machine of this definition is refused with, or "accepted". */
export function refusal(definition: object | string): string {
  const workshop = new Workshop();
  try {
    const text = typeof definition === "string" ? definition : JSON.stringify(definition);
    workshop.machines.createStateMachine({ name: "nurture", definition: text, roleArn: role });
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}
