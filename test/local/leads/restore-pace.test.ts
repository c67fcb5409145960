/** How fast a restore goes: each lead that comes back starts an execution, of which AWS takes so many a second; and what it waits out. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Item, LEAD_ROW, toItem } from "../../../functions/world/lead-items.ts";
import type { World } from "../../../functions/world/world.ts";
import type { LivingTable } from "../../../local/leads/restore/living-table.ts";
import { restore } from "../../../local/leads/restore/restore.ts";
import { type RestoredTable, restoredTable } from "../../../local/leads/restore/restored-table.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { DAY, SECOND } from "../../../workflows/rules/time.ts";
import { freshId, newLead } from "../../contracts/lives.ts";
import { story } from "../../stories/line.ts";

/** Work takes no time, and a pause all of it: the clock moves by pauses alone. */
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const throttled = () => Object.assign(new Error("slower, please"), { name: "ThrottlingException" });

interface Going {
  readonly go?: boolean;
  readonly rate?: number;
  /** Whose first write is throttled. */
  readonly throttles?: (leadId: LeadId) => boolean;
}

/** `pages` of so many leads each come back: at which instant each was written, and each pause. */
async function goes(pages: readonly number[], { go = true, rate = 50, throttles = () => false }: Going = {}) {
  const began = performance.now();
  const pauses: number[] = [];
  const written: { readonly leadId: LeadId; readonly at: number }[] = [];
  const refused = new Set<LeadId>();
  const chances = [0, 0.25, 0.5, 0.75, 1];
  const rows = new Map<LeadId, Item>();
  const all = pages.map((many) => Array.from({ length: many }, () => rowOf(rows)));
  const own: Partial<World> = {
    pause: async (span) => {
      pauses.push(span);
      vi.advanceTimersByTime(span);
    },
    random: () => chances.shift() ?? 0,
  };
  const world: World = Object.assign(Object.create(story().line.world), own);
  const living: LivingTable = {
    standing: async () => undefined,
    items: async () => [],
    isThere: async () => false,
    putNew: async () => true,
    bringBack: async ({ life: { leadId } }) => {
      if (throttles(leadId) && !refused.has(leadId)) {
        refused.add(leadId);
        throw throttled();
      }
      written.push({ leadId, at: performance.now() - began });
      return true;
    },
  };
  const from: RestoredTable = {
    name: "restored",
    asOf: undefined,
    pages: async function* () {
      yield* all;
    },
    lead: async (leadId) => [rows.get(leadId) ?? {}],
  };
  const { leads } = await restore({ world, from, living, rate, go, mailsKept: DAY, withoutCopies: false });
  return { leads, pauses, written };
}

function rowOf(rows: Map<LeadId, Item>): Item {
  const leadId = freshId();
  const row = toItem(leadId, LEAD_ROW, newLead(leadId));
  rows.set(leadId, row);
  return row;
}

test.each([
  [50, [120, 30]],
  [1, [3]],
  [100, [500, 7]],
  [30, [10, 10, 10, 10]],
])("at %d a second no second sees more of them begin, however the table is read", async (rate, pages) => {
  const { leads, written } = await goes(pages, { rate });
  const all = pages.reduce((sum, many) => sum + many);
  expect(leads.back).toBe(all);
  expect(new Set(written.map(({ leadId }) => leadId)).size).toBe(all);
  for (const { at } of written) {
    const inThatSecond = written.filter((other) => other.at >= at && other.at < at + SECOND);
    expect(inThatSecond.length).toBeLessThanOrEqual(rate);
  }
  // And it is no slower than it must be.
  expect(Math.max(...written.map(({ at }) => at))).toBeLessThanOrEqual(Math.ceil(all / rate) * SECOND);
});

test("who only looks waits for nothing", async () => {
  expect(await goes([120, 30], { go: false })).toMatchObject({
    leads: { back: 150 },
    pauses: [],
    written: [],
  });
});

test("those that are throttled together come again apart, half a second to a second later, and each comes back once", async () => {
  const { leads, pauses, written } = await goes([5], { throttles: () => true });
  expect(leads.back).toBe(5);
  expect(pauses.slice(0, 5)).toEqual([0.5, 0.625, 0.75, 0.875, 1].map((share) => share * SECOND));
  expect(new Set(written.map(({ leadId }) => leadId)).size).toBe(written.length);
});

test("a page that is throttled is read again, and none is lost or read twice", async () => {
  const client = new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const trouble = [undefined, undefined, throttled(), throttled()];
  const answers: unknown[] = [
    { Table: { TableStatus: "ACTIVE" } },
    { Items: [{ pk: { S: "one" } }], LastEvaluatedKey: { pk: { S: "one" } } },
    { Items: [{ pk: { S: "two" } }] },
  ];
  const add = () => async () => {
    const refusal = trouble.shift();
    if (refusal !== undefined) throw refusal;
    return { output: { ...(answers.shift() as object), $metadata: {} }, response: {} } as never;
  };
  client.middlewareStack.add(add, { step: "initialize" });
  const pauses: number[] = [];
  const patience = { pause: async (span: number) => void pauses.push(span), random: () => 1 };
  const from = await restoredTable(client, "restored", "living", patience);
  const read: Item[] = [];
  for await (const page of from.pages()) read.push(...page);
  expect(read).toEqual([{ pk: { S: "one" } }, { pk: { S: "two" } }]);
  expect(pauses).toEqual([SECOND, 2 * SECOND]);
});
