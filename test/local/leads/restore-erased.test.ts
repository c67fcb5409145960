/** Who of a restored table was erased since, by the marks that erases leave; and what is written of them. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { type Item, LEAD_ROW, LIFE, toItem } from "../../../functions/world/lead-items.ts";
import type { ErasedMark } from "../../../functions/world/sent-mails.ts";
import type { World } from "../../../functions/world/world.ts";
import { restore } from "../../../local/leads/restore/restore.ts";
import type { LeadId } from "../../../workflows/rules/lead.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { freshId, newLead } from "../../contracts/lives.ts";
import { MONDAY, story } from "../../stories/line.ts";

interface Lost {
  /** The back-up's row of the lead, by its fields; none where it came later. */
  readonly row?: object;
  /** When it was erased, and of which of these times it was kept off for good. */
  readonly marks: readonly (readonly [at: number, "no contact"?])[];
  /** Of the life that began then an item stands, though no row. */
  readonly standsOf?: number;
  readonly go?: boolean;
}

type Living = Parameters<typeof restore>[0]["living"];

/** A restore of one lead's `rows` where nothing stands, unless `living` says so; how many leads it did what with. */
async function asked(world: World, rows: Item[], go: boolean, living: Partial<Living> = {}) {
  const { leads } = await restore({
    world,
    from: {
      name: "restored",
      asOf: undefined,
      pages: async function* () {
        yield rows;
      },
      lead: async () => rows,
    },
    living: {
      standing: async () => undefined,
      items: async () => [],
      isThere: async () => false,
      putNew: async () => true,
      bringBack: async () => true,
      ...living,
    },
    rate: 100,
    go,
    mailsKept: DAY,
    withoutCopies: false,
  });
  return leads;
}

/** What became of one lead, and the fields of the grave that was written, if one was. */
async function restored({ row, marks, standsOf, go = true }: Lost) {
  const leadId: LeadId = freshId();
  const { world } = story().line;
  for (const [erasedAt, no] of marks)
    await world.sentMails.markErased({ leadId, erasedAt, ...(no ? { doNotContact: true } : {}) });
  const rows = row === undefined ? [] : [toItem(leadId, LEAD_ROW, { ...row, leadId })];
  const stand = standsOf === undefined ? [] : [toItem(leadId, "EVENT#form", { [LIFE]: standsOf })];
  const put: Item[] = [];
  const brought: LeadId[] = [];
  const leads = await asked(world, rows, go, {
    items: async () => stand,
    putNew: async (item) => put.push(item) > 0,
    bringBack: async ({ life }) => brought.push(life.leadId) > 0,
  });
  const [fate] = Object.entries(leads).flatMap(([name, many]) => (many === 0 ? [] : [name]));
  const graves = put
    .map((item) => unmarshall(item))
    .map(({ pk, sk, leadId: _, dueShard: __, ...said }) => said);
  return { fate, graves, came: brought.length };
}

const alive = newLead(freshId(), { createdAt: MONDAY, generation: MONDAY + HOUR });
const lateAt = MONDAY + 3 * DAY;

test.each<[string, Lost, Awaited<ReturnType<typeof restored>>]>([
  [
    "one that was erased after the back-up has its grave",
    { row: alive, marks: [[lateAt]] },
    { fate: "erased", graves: [{ erasedAt: lateAt }], came: 0 },
  ],
  [
    "erased in the very millisecond of the back-up's last execution, too",
    { row: alive, marks: [[MONDAY + HOUR, "no contact"]] },
    { fate: "erased", graves: [{ erasedAt: MONDAY + HOUR, doNotContact: true }], came: 0 },
  ],
  [
    "whoever came anew a millisecond after an erase, and was backed up then, comes back",
    { row: alive, marks: [[MONDAY + HOUR - 1, "no contact"]] },
    { fate: "back", graves: [], came: 1 },
  ],
  [
    "of several erases the last one counts, and what was wanted then",
    { row: alive, marks: [[lateAt, "no contact"], [MONDAY + 5 * DAY], [MONDAY, "no contact"]] },
    { fate: "erased", graves: [{ erasedAt: MONDAY + 5 * DAY }], came: 0 },
  ],
  [
    "of two at one instant the one that wants no contact",
    { row: alive, marks: [[lateAt, "no contact"], [lateAt]] },
    { fate: "erased", graves: [{ erasedAt: lateAt, doNotContact: true }], came: 0 },
  ],
  [
    "where something of it lies there still, the sweeper is to look",
    { row: alive, marks: [[lateAt]], standsOf: MONDAY },
    { fate: "erased", graves: [{ erasedAt: lateAt, nextWakeAt: MONDAY }], came: 0 },
  ],
  [
    "where a life lies there that began after the erase, it is held back, and nothing of it is buried",
    { row: alive, marks: [[lateAt]], standsOf: lateAt + 1 },
    { fate: "heldBack", graves: [], came: 0 },
  ],
  [
    "one that was in its grave by then, and was erased once more, has the grave of the last time",
    { row: { erasedAt: MONDAY }, marks: [[MONDAY], [lateAt, "no contact"]] },
    { fate: "grave", graves: [{ erasedAt: lateAt, doNotContact: true }], came: 0 },
  ],
  [
    "one that was in its grave by then has it again",
    { row: { erasedAt: MONDAY, doNotContact: true }, marks: [[MONDAY, "no contact"]] },
    { fate: "grave", graves: [{ erasedAt: MONDAY, doNotContact: true }], came: 0 },
  ],
  [
    "one that came and was erased after the back-up is on the do-not-contact list again",
    { marks: [[lateAt, "no contact"]] },
    { fate: "erased", graves: [{ erasedAt: lateAt, doNotContact: true }], came: 0 },
  ],
  [
    "whose life after that lost its row alone is held back",
    { marks: [[lateAt]], standsOf: lateAt + 1 },
    { fate: "heldBack", graves: [], came: 0 },
  ],
  [
    "whoever only looks buries nobody",
    { row: alive, marks: [[lateAt]], go: false },
    { fate: "erased", graves: [], came: 0 },
  ],
])("%s", async (_, lost, expected) => {
  expect(await restored(lost)).toEqual(expected);
});

test("marks that fail for a while are asked for again; none is forgotten meanwhile", async () => {
  const { world } = story().line;
  const leadId = freshId();
  const mark: ErasedMark = { leadId, erasedAt: lateAt };
  const { sentMails } = world;
  let tries = 0;
  async function* erased() {
    tries++;
    if (tries === 1) throw Object.assign(new Error("slower, please"), { name: "SlowDown" });
    yield mark;
    if (tries === 2) throw Object.assign(new Error("gone"), { name: "ServiceUnavailable" });
  }
  Object.assign(world, { sentMails: Object.create(sentMails, { erased: { value: erased } }) });
  const rows = [toItem(leadId, LEAD_ROW, { ...alive, leadId })];
  const leads = await asked(world, rows, false);
  expect([tries, leads.erased, leads.back]).toEqual([3, 1, 0]);
});
