/** Puts somebody asleep down as everything of theirs lies: at rest, or in the middle of a call. */
import type { DynamoDBClient, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import type { Item } from "../../functions/world/lead-items.ts";
import type { World } from "../../functions/world/world.ts";
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import { TaskError } from "../../local/step-functions/errors.ts";
import type { Execution } from "../../local/step-functions/execution.ts";
import type { Machine, Revision, Store } from "../../local/step-functions/store.ts";
import { memoryStore } from "../../local/step-functions/stores/memory-store.ts";
import { isKnown, type Life, lifeOfNobody } from "../../workflows/rules/life.ts";
import type { Story } from "../stories/line.ts";
import type { Frozen } from "./release.ts";

/** Where a deploy may cross a workflow: its function has begun to read, is sending a mail, is telling sales; or it falls asleep. */
export type Point = "read" | "send" | "tell" | "sleep";

/** What signs the tokens of all who sleep here. */
export const TOKEN_SECRET = "the secret of those who sleep from one release to the next";

export class Freezer {
  /** What fails from now on: the functions' reads, or the workflow's own writes. */
  readonly broken = new Set<Point>();
  #frozen: Frozen | undefined;
  #told: Story | undefined;
  #armed: { readonly point: Point; readonly first: () => Promise<unknown> } | undefined;
  readonly #running = new Map<string, Execution>();
  #machine: Machine | undefined;
  #revision: Revision | undefined;

  /** For the line of whoever falls asleep. */
  options(): Partial<LineOptions> {
    return {
      store: this.#store(),
      around: (world) => this.#around(world),
      aroundUpdate: async (update) => {
        await this.#reached("sleep");
        return update();
      },
    };
  }

  watch(told: Story): void {
    this.#told = told;
  }

  /** The next time that the workflow gets there. `first` happens just before. */
  freezeAt(point: Point, first: () => Promise<unknown> = async () => undefined): void {
    this.#armed = { point, first };
  }

  /** As it was when it was put down, or as it is now. */
  frozen(): Frozen | Promise<Frozen> {
    return this.#frozen ?? this.#freeze();
  }

  async #reached(point: Point): Promise<void> {
    const armed = this.#armed;
    if (armed?.point === point) {
      this.#armed = undefined;
      await armed.first();
      this.#frozen = await this.#freeze();
    }
    if (this.broken.has(point)) throw new TaskError("InternalServerError");
  }

  #around(world: World): World {
    const { leads, mail, sales } = world;
    const before = async <T>(point: Point, then: () => Promise<T>): Promise<T> => {
      await this.#reached(point);
      return then();
    };
    return {
      ...world,
      leads: {
        read: (leadId) => before("read", () => leads.read(leadId)),
        write: (life, change) => leads.write(life, change),
        overdue: (instant) => leads.overdue(instant),
      },
      mail: { send: (outgoing) => before("send", () => mail.send(outgoing)) },
      sales: {
        confirmedSubscribers: () => sales.confirmedSubscribers(),
        publish: (notice) => before("tell", () => sales.publish(notice)),
      },
    };
  }

  #store(): Store {
    const store = memoryStore();
    return {
      ...store,
      secret: () => TOKEN_SECRET,
      saveMachine: (machine, revision) => {
        this.#machine = machine;
        this.#revision = revision;
        store.saveMachine(machine, revision);
      },
      saveStep: (execution, events) => {
        if (execution.status === "RUNNING") this.#running.set(execution.arn, execution);
        else this.#running.delete(execution.arn);
        store.saveStep(execution, events);
      },
    };
  }

  async #freeze(): Promise<Frozen> {
    const told = this.#told;
    if (told === undefined || this.#machine === undefined || this.#revision === undefined)
      throw new Error("Nobody's story is watched: there is nothing to freeze.");
    const { line } = told;
    // What runs goes on meanwhile: everything is copied before anybody is waited for.
    const { definition: _, ...revision } = this.#revision;
    const copied = copy({
      at: told.now,
      machine: this.#machine,
      revision,
      executions: [...this.#running.values()],
      mails: line.mail.sent,
      notices: line.sales.notices,
      tasks: line.tasks.notices,
    });
    const items = await Promise.all(line.leads.all().map(itemsOf));
    return { ...copied, items: items.flat() };
  }
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A life as the table's own code writes it, were it written at once; in the order of its keys. */
export async function itemsOf(life: Life): Promise<readonly Item[]> {
  if (!isKnown(life)) throw new Error(`${life.leadId} is no lead that could sleep.`);
  const written: TransactWriteItem[] = [];
  const client = {
    send: async ({ input }: { input: { TransactItems: TransactWriteItem[] } }) =>
      void written.push(...input.TransactItems),
  } as unknown as DynamoDBClient;
  const { lead, enrolments, touches, ledger, handoffs } = life;
  const change = { create: lead, enrolments, touches, ledger, handoffs };
  await dynamoDbLeadTable(client, "Leads").write(lifeOfNobody(life.leadId), change);
  const items = written.flatMap(({ Put }) => (Put?.Item === undefined ? [] : [Put.Item]));
  return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const keyOf = (item: Item) => `${item["pk"]?.S} ${item["sk"]?.S}`;
