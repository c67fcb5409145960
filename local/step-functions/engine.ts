import type { Clock } from "../clock.ts";
import type { Definition } from "./definition/model.ts";
import { readDefinition } from "./definition/read-definition.ts";
import { timeOutExecution } from "./ending.ts";
import type { Execution, Phase } from "./execution.ts";
import { isRunnable } from "./execution.ts";
import { proceed } from "./interpreter.ts";
import { jsonataFunctions } from "./jsonata-functions.ts";
import type { Surroundings } from "./live.ts";
import { Interrupted, Live } from "./live.ts";
import type { Revision, Store } from "./store.ts";
import { Tokens, tokenSecret } from "./tokens.ts";
import type { Integrations } from "./waking.ts";
import { call, clearAlarms, setAlarms } from "./waking.ts";
import { Work } from "./work.ts";

export interface EngineOptions {
  readonly clock: Clock;
  readonly store: Store;
  /** From a task's resource, without `.waitForTaskToken`, to what carries it out. */
  readonly integrations: Integrations;
  /** In [0, 1). For jitter, UUIDs and the secret that signs tokens: give it good dice where tokens must be secret. */
  readonly random: () => number;
  readonly region: string;
  readonly account: string;
}

let lastRead = { text: "", definition: undefined as Definition | undefined };

/** Engines that run beside or after one another mostly have the same definition, and reading it costs more than a lead's step. */
function readOnce(text: string): Definition {
  const { definition = readDefinition(text, () => true) } = lastRead.text === text ? lastRead : {};
  lastRead = { text, definition };
  return definition;
}

/** The executions that run now. What they do is stored before anybody outside can see it. */
export class Engine {
  readonly options: EngineOptions;
  readonly store: Store;
  readonly work = new Work();
  readonly tokens: Tokens;
  readonly deleting = new Set<string>();
  readonly #live = new Map<string, Live>();
  readonly #definitions = new Map<string, Definition>();
  readonly #surroundings: Surroundings;
  #isClosed = false;

  constructor(options: EngineOptions) {
    const { clock, random, region, store } = options;
    this.options = options;
    this.store = store;
    this.tokens = new Tokens(store.secret(() => tokenSecret(random)));
    const functions = jsonataFunctions(clock, random);
    this.#surroundings = { clock, random, region, tokens: this.tokens, functions, deleting: this.deleting };
  }

  get now(): number {
    return this.options.clock.now();
  }

  live(arn: string): Live | undefined {
    return this.#live.get(arn);
  }

  /** Takes up every execution that was running when the store was last written. */
  restore(): void {
    for (const { arn, status } of this.store.machines()) if (status === "DELETING") this.deleting.add(arn);
    for (const execution of this.store.running()) {
      const live = this.take(execution);
      if (isRunnable(execution)) this.#run(live);
      else this.#await(live);
    }
    for (const arn of this.deleting) this.#deleteIfUnused(arn);
  }

  /** Begins to look after a running execution. */
  take(execution: Execution): Live {
    const machine = this.store.machine(execution.machineArn);
    const revision = this.store.revision(execution.revisionId);
    if (machine === undefined || revision === undefined)
      throw new Error(`${execution.arn} has lost its state machine`);
    const live = new Live(execution, this.definitionOf(revision), machine, revision, this.#surroundings);
    this.#live.set(execution.arn, live);
    if (execution.deadline !== undefined) {
      live.deadline = this.options.clock.setAlarm(execution.deadline, () => {
        timeOutExecution(live);
        this.save(live);
      });
    }
    return live;
  }

  /** Puts an execution into a phase, stores that and goes on from there. */
  resume(live: Live, phase: Phase): void {
    live.become(phase);
    this.save(live);
    this.#run(live);
  }

  /** Stores what an execution has become; one that has ended is let go. */
  save(live: Live): void {
    this.store.saveStep(live.execution, live.unsaved);
    live.unsaved = [];
    if (live.execution.status !== "RUNNING") this.#release(live);
  }

  close(): void {
    this.#isClosed = true;
    for (const live of this.#live.values()) this.#silence(live);
  }

  /** Alarms and calls go on without storing first: after a crash they happen again. */
  #goOn(live: Live, phase: Phase): void {
    if (this.#isClosed) return;
    live.become(phase);
    this.#run(live);
  }

  #run(live: Live): void {
    this.work.begin();
    this.#step(live)
      .catch((error: unknown) => this.work.fault(error))
      .finally(() => this.work.end());
  }

  async #step(live: Live): Promise<void> {
    clearAlarms(live);
    try {
      await proceed(live);
    } catch (error) {
      if (error instanceof Interrupted) return;
      throw error;
    }
    if (this.#isClosed) return;
    this.save(live);
    if (live.execution.status === "RUNNING") this.#await(live);
  }

  #await(live: Live): void {
    setAlarms(live, (one, phase) => this.#goOn(one, phase));
    if (live.position.phase.kind === "call") this.#call(live);
  }

  #call(live: Live): void {
    const { phase } = live.position;
    this.work.begin();
    call(live, this.options.integrations)
      .then((next) => {
        if (next !== undefined && live.execution.position?.phase === phase) this.#goOn(live, next);
      })
      .catch((error: unknown) => this.work.fault(error))
      .finally(() => this.work.end());
  }

  #release(live: Live): void {
    this.#silence(live);
    this.#live.delete(live.execution.arn);
    this.#deleteIfUnused(live.execution.machineArn);
  }

  #deleteIfUnused(machineArn: string): void {
    if (!this.deleting.has(machineArn) || this.isInUse(machineArn)) return;
    this.deleting.delete(machineArn);
    this.store.deleteMachine(machineArn);
  }

  isInUse(machineArn: string): boolean {
    return [...this.#live.values()].some(({ execution }) => execution.machineArn === machineArn);
  }

  #silence(live: Live): void {
    clearAlarms(live);
    live.deadline?.cancel();
  }

  definitionOf({ id, definition }: Revision): Definition {
    const known = this.#definitions.get(id) ?? readOnce(definition);
    this.#definitions.set(id, known);
    return known;
  }
}
