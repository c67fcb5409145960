/**
 * The whole line in memory: form post, table, stream, workflow, mail, events, sales, sweeper, as the stack wires them,
 * with the real functions and the real workflow file. Half a year of a lead's life takes milliseconds.
 */
import { readFileSync } from "node:fs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { advanceLead } from "../../functions/advance-lead.ts";
import { FOLLOWED, followLeads } from "../../functions/follow-leads.ts";
import { recordEmailEvent } from "../../functions/record-email-event.ts";
import { releaseLead } from "../../functions/release-lead.ts";
import { OVERDUE_AFTER, sweepLeads } from "../../functions/sweep-leads.ts";
import type { Item } from "../../functions/world/lead-items.ts";
import type { World } from "../../functions/world/world.ts";
import type { RunningCampaign } from "../../workflows/rules/campaign.ts";
import type { Desk } from "../../workflows/rules/desk.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { MINUTE, SECOND } from "../../workflows/rules/time.ts";
import type { HistoryEvent } from "../step-functions/history.ts";
import { type StepFunctions, stepFunctions } from "../step-functions/step-functions.ts";
import { heardBy, type Store } from "../step-functions/store.ts";
import { memoryStore } from "../step-functions/stores/memory-store.ts";
import { anyHourDesk } from "./any-hour-desk.ts";
import { type Invoke, invoking } from "./invoking.ts";
import { eventRecord, type MailEvent } from "./mail-events.ts";
import { MemoryLeads, type RowChange } from "./memory-leads.ts";
import { MemoryMail, type SentMail } from "./memory-mail.ts";
import { memoryWorkflows } from "./memory-workflows.ts";
import { MemoryTopic, memoryWorld } from "./memory-world.ts";
import { seeded } from "./seeded.ts";
import { SimulatedClock } from "./simulated-clock.ts";

export interface LineOptions {
  readonly campaigns: () => readonly RunningCampaign[];
  /** One that is always open where nothing is said. */
  readonly desk?: () => Desk;
  /** Where time begins, in milliseconds. */
  readonly start: number;
  readonly seed?: number;
  readonly keepHistories?: boolean;
  /** Stands between the functions and the world, for stories in which calls fail. */
  readonly around?: (world: World) => World;
  /** Stands around the workflow's own UpdateItem. */
  readonly aroundUpdate?: (update: () => Promise<unknown>) => Promise<unknown>;
  /** Likewise around its call of a function, by that one's name in this line: `advance` or `release`. */
  readonly aroundInvoke?: (
    invoke: () => Promise<unknown>,
    name: string,
    payload: unknown,
  ) => Promise<unknown>;
  /** Where executions are kept; one that holds some goes on with them. In memory, and empty, where nothing is said. */
  readonly store?: Store;
  /** Lives that stand already when it begins. */
  readonly lives?: readonly Life[];
  /** The workflow file as this line runs it: for tests that take one of its guards away. */
  readonly workflow?: (file: string) => string;
  /** Told of every write to the table, before anybody else can act on it. */
  readonly wrote?: (before: Life, after: Life) => void;
  /** Told of what is added to any execution's history, whether or not histories are kept. */
  readonly stepped?: (events: readonly HistoryEvent[], execution: { readonly name: string }) => void;
}

const ALWAYS_OPEN = anyHourDesk();
const SWEEP_EVERY = 15 * MINUTE;
const VISIBILITY_TIMEOUT = 30 * SECOND;
const MOST_RECEIVES = 5;

export class NurtureLine {
  readonly clock: SimulatedClock;
  readonly leads: MemoryLeads;
  readonly mail: MemoryMail;
  readonly sales: MemoryTopic;
  readonly tasks: MemoryTopic;
  readonly engine: StepFunctions;
  /** What the functions see. */
  readonly world: World;
  readonly counts: ReadonlyMap<string, number>;
  /** Messages and records that nobody could handle. */
  readonly deadLetters: string[] = [];
  /** How the stream's records and the queue's messages reach their functions; a story may lose, double or delay some. */
  deliver: (what: "stream" | "queue", hand: () => void) => void = (_what, hand) => hand();
  private readonly work: (() => Promise<void>)[] = [];
  private readonly functions: { readonly [name: string]: Invoke };
  private readonly machine: string;
  private readonly started = new Set<string>();
  private sweptAt = 0;
  /** Events in the longest history of any execution so far. */
  longestHistory = 0;

  constructor(options: LineOptions) {
    const random = seeded(options.seed ?? 1);
    this.clock = new SimulatedClock(options.start);
    this.leads = new MemoryLeads(
      (change) => this.deliver("stream", () => this.work.push(() => this.follow(change, 1))),
      options.wrote,
    );
    this.mail = new MemoryMail(
      () => this.clock.now(),
      (mail) => this.announce(mail),
    );
    this.sales = new MemoryTopic(() => this.clock.now());
    this.tasks = new MemoryTopic(() => this.clock.now());
    for (const life of options.lives ?? []) this.leads.stand(life);
    const { world, counts } = memoryWorld({
      ...this,
      workflows: memoryWorkflows(
        () => this.engine,
        () => this.machine,
        (name) => this.started.add(name),
      ),
      campaigns: options.campaigns,
      desk: options.desk ?? (() => ALWAYS_OPEN),
      random,
    });
    this.world = options.around?.(world) ?? world;
    this.counts = counts;
    this.functions = {
      advance: invoking(advanceLead(this.world)),
      release: invoking(releaseLead(this.world)),
      follow: invoking(followLeads(this.world)),
      record: invoking(recordEmailEvent(this.world)),
      sweep: invoking(sweepLeads(this.world)),
    };
    // An execution that was kept in the middle of a call makes it at once: by now there is somebody to answer.
    this.engine = this.startEngine(random, options);
    this.machine = this.engine.createStateMachine({
      name: "nurture",
      definition: options.workflow?.(WORKFLOW) ?? WORKFLOW,
      roleArn: ROLE,
    });
  }

  /** Something happens to a mail; its event reaches us in its own time. */
  tell(mail: SentMail, event: MailEvent, at = this.clock.now()): void {
    const body = eventRecord(mail, event, at);
    this.deliver("queue", () => this.work.push(() => this.record(body, 1)));
  }

  /** The same, recorded at once: for an event that crosses whatever is under way. */
  tellNow(mail: SentMail, event: MailEvent, at = this.clock.now()): Promise<void> {
    return this.record(eventRecord(mail, event, at), 1);
  }

  /** Has somebody act at an instant, in turn with whatever else is due then. */
  later(at: number, act: () => Promise<void>): void {
    this.clock.setAlarm(at, () => this.work.push(act));
  }

  /** Lets one thing that waits for its turn go first; for stories in which others act in the middle of a step. */
  async letOneGoFirst(): Promise<void> {
    await this.work.shift()?.();
  }

  /** Lets everything that is due now happen. */
  async settle(): Promise<void> {
    for (;;) {
      await this.engine.idle();
      const next = this.work.shift();
      if (next === undefined) return;
      await next();
    }
  }

  /** Lives on until `target`, sweeper included; `atRest` is called whenever all that was due is done. */
  async liveUntil(target: number, atRest: () => void | Promise<void> = () => undefined): Promise<void> {
    await this.settle();
    for (let next = this.nextEvent(); next <= target; next = this.nextEvent()) {
      const sweeps = next === this.nextSweep();
      this.clock.jumpTo(next);
      if (sweeps) await this.sweep();
      await this.settle();
      await atRest();
    }
    this.clock.jumpTo(target);
  }

  /** The next instant at which anything can happen; Infinity when all is over. */
  nextEvent(): number {
    return Math.min(this.clock.next() ?? Number.POSITIVE_INFINITY, this.nextSweep());
  }

  executionsOf(leadId: LeadId): readonly string[] {
    return [...this.started]
      .filter((name) => name.startsWith(leadId))
      .map((name) => `${this.machine.replace(":stateMachine:", ":execution:")}:${name}`);
  }

  private async follow(change: RowChange, attempt: number): Promise<void> {
    const { before, after } = change;
    const record = {
      dynamodb: { SequenceNumber: "1", NewImage: imageOf(after), OldImage: before && imageOf(before) },
    };
    const failed = await this.functions["follow"]?.({ Records: [record] }).then(hasFailures, () => true);
    if (!failed) return;
    if (attempt >= MOST_RECEIVES) this.deadLetters.push(`stream ${after.leadId}`);
    else this.work.unshift(() => this.follow(change, attempt + 1));
  }

  private async record(body: string, attempt: number): Promise<void> {
    const message = { messageId: "1", body };
    const failed = await this.functions["record"]?.({ Records: [message] }).then(hasFailures, () => true);
    if (!failed) return;
    if (attempt >= MOST_RECEIVES) this.deadLetters.push(body);
    else
      this.clock.setAlarm(this.clock.now() + VISIBILITY_TIMEOUT, () =>
        this.work.push(() => this.record(body, attempt + 1)),
      );
  }

  /** SES tells of every mail it took: sent, then delivered. */
  private announce(mail: SentMail): void {
    this.tell(mail, { eventType: "Send" });
    this.tell(mail, { eventType: "Delivery" });
  }

  private async sweep(): Promise<void> {
    // A sweep that fails is made up for by the next, a quarter of an hour later.
    await this.functions["sweep"]?.({}).catch(() => undefined);
    this.sweptAt = this.clock.now();
  }

  /** The first tick of the schedule at which some lead is overdue. */
  private nextSweep(): number {
    const earliest = this.leads.earliestWake();
    if (earliest === undefined) return Number.POSITIVE_INFINITY;
    const overdue = Math.max(earliest + OVERDUE_AFTER, this.sweptAt + 1, this.clock.now());
    return Math.ceil(overdue / SWEEP_EVERY) * SWEEP_EVERY;
  }

  /** Histories may be dropped as they are written; how long the longest grew is remembered. */
  private countingEvents(store: Store): Store {
    return {
      ...store,
      saveStep: (execution, events) => {
        this.longestHistory = Math.max(this.longestHistory, execution.lastEventId);
        store.saveStep(execution, events);
      },
    };
  }

  private startEngine(
    random: () => number,
    { keepHistories = true, aroundUpdate = atOnce, aroundInvoke = atOnce, stepped, store }: LineOptions,
  ): StepFunctions {
    const invoke = async (given: unknown) => {
      const { FunctionName, Payload } = given as { FunctionName: string; Payload: unknown };
      const call = () => this.functions[FunctionName]?.(Payload) ?? Promise.resolve();
      return { Payload: await aroundInvoke(call, FunctionName, Payload), StatusCode: 200 };
    };
    return stepFunctions({
      clock: this.clock,
      store: heardBy(stepped, this.countingEvents(store ?? memoryStore({ keepHistories }))),
      integrations: {
        "arn:aws:states:::lambda:invoke": invoke,
        "arn:aws:states:::aws-sdk:dynamodb:updateItem": (given) =>
          aroundUpdate(() => this.leads.updateItem(given)),
      },
      random,
      region: "us-east-1",
      account: "000000000000",
    });
  }
}

/** What the stream's follower looks at: writing out whole rows for it took a tenth of the time. */
function followed(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => FOLLOWED.includes(name)));
}

/** A row is told of twice: as what came of one write, and as what stood before the next. */
const images = new WeakMap<object, Item>();

function imageOf(row: object): Item {
  const image = images.get(row) ?? marshall(followed(row), { removeUndefinedValues: true });
  images.set(row, image);
  return image;
}

const ROLE = "arn:aws:iam::000000000000:role/nurture";

const NAMES: Readonly<Record<string, string>> = {
  AdvanceLead: "advance",
  ReleaseLead: "release",
  LeadTable: "leads",
};

/** A workflow file, its placeholders filled with the names used here. */
export function filled(file: string): string {
  return file.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => NAMES[name] ?? name);
}

const WORKFLOW = filled(readFileSync(new URL("../../workflows/nurture.asl.json", import.meta.url), "utf8"));

const atOnce = (call: () => Promise<unknown>) => call();

function hasFailures(answer: unknown): boolean {
  return (answer as { readonly batchItemFailures: readonly unknown[] }).batchItemFailures.length > 0;
}
