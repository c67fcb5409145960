/** A query that falls into a transaction sees some items as they were and some as they are: nobody decides on that. */
import { DynamoDBClient, type QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dynamoDbLeadTable } from "../../functions/world/dynamodb-lead-table.ts";
import type { Item } from "../../functions/world/lead-items.ts";
import { isTorn } from "../../functions/world/torn-read.ts";
import { comingBack } from "../../local/leads/restore/coming-back.ts";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import type { Change } from "../../workflows/rules/change.ts";
import { type SmallLaptop, smallLaptop, stopAndForget, table } from "../local/aws/small-laptop.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId, handoff, line, touch } from "./lives.ts";

let laptop: SmallLaptop;
beforeAll(async () => {
  laptop = await smallLaptop({ Leads: table() });
});
afterAll(() => stopAndForget(laptop));

/** The lead table; the first answers to a query go through these, one each. */
function leadsSeen(...glances: readonly ((items: Item[]) => Item[])[]) {
  const client = new DynamoDBClient(laptop.client);
  const left = [...glances];
  const asked = { queries: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (given) => {
        const answer = await next(given);
        if (commandName !== "QueryCommand") return answer;
        asked.queries++;
        const output = answer.output as QueryCommandOutput;
        output.Items = left.shift()?.(output.Items ?? []) ?? output.Items;
        return answer;
      },
    { step: "initialize" },
  );
  return { leads: dynamoDbLeadTable(client, "small-Leads"), asked };
}

/** As if the transaction had yet to come to items of this kind. */
const without = (prefix: string) => (items: Item[]) => items.filter(({ sk }) => !sk?.S?.startsWith(prefix));

async function lived(...changes: readonly Change[]) {
  const leadId = freshId();
  const { leads } = leadsSeen();
  for (const change of [creation(leadId), ...changes])
    expect(await leads.write(await leads.read(leadId), change)).toBe("written");
  return { leadId, life: await leads.read(leadId) };
}

describe("what was there only in part is read again", () => {
  test("a lead's row without the run that came with it", async () => {
    const { leadId, life } = await lived();
    const { leads, asked } = leadsSeen(without("ENROLMENT#"), without("ENROLMENT#"));
    expect(await leads.read(leadId)).toEqual(life);
    expect(asked.queries).toBe(3);
  });

  test("a row that counts an engagement whose line isn't there yet", async () => {
    const { leadId, life } = await lived({ ledger: [line("opened")] });
    const { leads, asked } = leadsSeen(without("EVENT#opened"));
    expect(await leads.read(leadId)).toEqual(life);
    expect(asked.queries).toBe(2);
  });

  test("a touch that is claimed beside a row that doesn't count it yet", async () => {
    const { leadId } = await lived();
    const { leads: calm } = leadsSeen();
    let before: Item | undefined;
    const keep = leadsSeen((items) => {
      before = items.find(({ sk }) => sk?.S === "LEAD");
      return items;
    });
    await calm.write(await keep.leads.read(leadId), { touches: [touch("welcome")] });
    const life = await calm.read(leadId);
    const { leads, asked } = leadsSeen((items) =>
      items.map((item) => (item["sk"]?.S === "LEAD" && before ? before : item)),
    );
    expect(await leads.read(leadId)).toEqual(life);
    expect(asked.queries).toBe(2);
  });
});

test("what was written over since, noted aside, or moved on by the workflow alone isn't torn", async () => {
  const delivered = { ...touch("welcome"), deliveredAt: 5 };
  const { leadId } = await lived(
    { touches: [touch("welcome"), touch("second")] },
    { touches: [touch("welcome")], ledger: [line("opened")] },
    { touches: [delivered], aside: true },
    { set: { decidedAt: 7 } },
  );
  const { leads, asked } = leadsSeen();
  expect((await leads.read(leadId)).touches.find(({ name }) => name === "welcome")?.deliveredAt).toBe(5);
  expect(asked.queries).toBe(1);
});

test("an item that somebody deleted by hand keeps nobody waiting for ever", async () => {
  const { leadId, life } = await lived();
  const gone = Array.from({ length: 20 }, () => without("ENROLMENT#"));
  const { leads, asked } = leadsSeen(...gone);
  expect(await leads.read(leadId)).toEqual({ ...life, enrolments: [] });
  expect(asked.queries).toBe(8);
});

test("a row that was restored beside newer items of its lead counts on from them", async () => {
  const { leadId } = await lived();
  let old: Item[] = [];
  const { leads } = leadsSeen((items) => (old = items));
  await leads.write(await leads.read(leadId), { handoffs: [handoff(1)], ledger: [line("opened")] });
  let now: Item[] = [];
  await leadsSeen((items) => (now = items)).leads.read(leadId);
  const isRow = ({ sk }: Item) => sk?.S === "LEAD";
  const both = [...old.filter(isRow), ...now.filter((item) => !isRow(item))];
  expect(isTorn(both)).toBe(true);
  const evidence = {
    copies: new Map(),
    leavings: [],
    knownLines: new Set<string>(),
    playbook: { campaigns: [], desk: anyHourDesk(), defaultTimeZone: "Europe/Dublin" },
    now: MONDAY + 90,
  };
  const back = comingBack(leadId, both, evidence);
  expect(back && isTorn([back.row, ...back.others])).toBe(false);
  expect(back?.row["ledgerSeq"]).toEqual(now.find(isRow)?.["ledgerSeq"]);
});

test("items of before they carried the count are taken as they are", () => {
  const row = { sk: { S: "LEAD" }, ledgerSeq: { N: "4" }, createdAt: { N: "1" } };
  expect(isTorn([row, { sk: { S: "EVENT#form" } }])).toBe(false);
  expect(isTorn([])).toBe(false);
});
