import type { Alarm, Clock } from "../clock.ts";
import type { Definition, State } from "./definition/model.ts";
import type { Execution, Phase, Position } from "./execution.ts";
import type { EventDetails, HistoryEvent } from "./history.ts";
import { nextEvent } from "./history.ts";
import type { Json } from "./json.ts";
import type { Bindings } from "./jsonata.ts";
import type { Machine, Revision } from "./store.ts";
import type { Template } from "./template.ts";
import { fill } from "./template.ts";
import type { Tokens } from "./tokens.ts";

/** What every execution's steps need from outside. */
export interface Surroundings {
  readonly clock: Clock;
  readonly random: () => number;
  readonly region: string;
  readonly tokens: Tokens;
  /** JSONata functions on this clock and these dice. */
  readonly functions: Bindings;
  /** State machines whose executions end at their next transition. */
  readonly deleting: ReadonlySet<string>;
}

/** What a field may see besides `$states.input` and `$states.context`. */
export interface Sight {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly token?: string | undefined;
}

/** Thrown into a step whose execution was stopped or timed out meanwhile. */
export class Interrupted extends Error {}

/** A running execution: its record, and the events of the step that isn't stored yet. */
export class Live {
  readonly execution: Execution;
  readonly definition: Definition;
  readonly machine: Machine;
  readonly surroundings: Surroundings;
  readonly alarms: Alarm[] = [];
  deadline: Alarm | undefined;
  unsaved: HistoryEvent[] = [];
  readonly #context: Json;

  constructor(
    execution: Execution,
    definition: Definition,
    machine: Machine,
    revision: Revision,
    around: Surroundings,
  ) {
    this.execution = execution;
    this.definition = definition;
    this.machine = machine;
    this.surroundings = around;
    this.#context = {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as Json,
      Name: execution.name,
      RoleArn: revision.roleArn,
      StartTime: new Date(execution.startDate).toISOString(),
      RedriveCount: 0,
    };
  }

  get now(): number {
    return this.surroundings.clock.now();
  }

  get position(): Position {
    const { position, arn } = this.execution;
    if (position === undefined) throw new Interrupted(`${arn} has ended`);
    return position;
  }

  get state(): State {
    const state = this.definition.states.get(this.position.state);
    if (state === undefined)
      throw new Error(`${this.execution.arn} stands in no state: ${this.position.state}`);
    return state;
  }

  become(phase: Phase): void {
    this.position.phase = phase;
  }

  record(type: string, details?: EventDetails): void {
    if (this.execution.status !== "RUNNING") throw new Interrupted(`${this.execution.arn} has ended`);
    this.unsaved.push(nextEvent(this.execution, this.now, type, details));
  }

  /** Fills in a field with what the state may see. */
  async fill(field: Template, sight: Sight = {}): Promise<Json> {
    if (field.kind === "constant") return field.value;
    const { token, ...seen } = sight;
    const states = { input: this.position.input, context: this.#contextNow(token), ...seen };
    return fill(field, { ...this.surroundings.functions, ...this.execution.variables, states });
  }

  #contextNow(token: string | undefined): Json {
    const { state, enteredAt, retryCount } = this.position;
    return {
      Execution: this.#context,
      StateMachine: { Id: this.machine.arn, Name: this.machine.name },
      State: { Name: state, EnteredTime: new Date(enteredAt).toISOString(), RetryCount: retryCount },
      ...(token === undefined ? {} : { Task: { Token: token } }),
    };
  }
}
