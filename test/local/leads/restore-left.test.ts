/** Who of a restored table left since, by the marks outside it; and what is written of them. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { type Item, LEAD_ROW, sortKey, toItem, toLife } from "../../../functions/world/lead-items.ts";
import type { LeftMark } from "../../../functions/world/sent-mails.ts";
import type { ComingBack } from "../../../local/leads/restore/coming-back.ts";
import type { Standing } from "../../../local/leads/restore/living-table.ts";
import { restore } from "../../../local/leads/restore/restore.ts";
import type { Lead } from "../../../workflows/rules/lead.ts";
import type { Enrolment, Handoff, Life } from "../../../workflows/rules/life.ts";
import { DAY, HOUR } from "../../../workflows/rules/time.ts";
import { freshId, newLead } from "../../contracts/lives.ts";
import { MODEST, MONDAY, story } from "../../stories/line.ts";

type Said = readonly [at: number, why: LeftMark["why"]];

interface Lost {
  /** What the back-up's row says; undefined where it came later. */
  readonly row?: Partial<Lead> | { readonly erasedAt: number } | undefined;
  readonly runs?: readonly Enrolment[];
  readonly handoffs?: readonly Handoff[];
  readonly left: readonly Said[];
  readonly erasedAt?: number;
  readonly standing?: Standing;
  readonly go?: boolean;
}

const LATE = MONDAY + 3 * DAY;
const consent = { givenAt: MONDAY, form: "guide", topics: ["ripening"], confirmedAt: MONDAY + HOUR };
const alive = { createdAt: MONDAY, lifecycle: "nurturing", because: "agreed", consent } as const;
const run: Enrolment = { campaign: "small", n: 1, startedAt: MONDAY, by: "form" };

/** What became of one lead; the life that came back, if one did; and what was put in its place otherwise. */
async function restored({ row, runs = [], handoffs = [], left, erasedAt, standing, go = true }: Lost) {
  const leadId = freshId();
  const { world } = story().line;
  for (const [leftAt, why] of left) await world.sentMails.markLeft({ leadId, leftAt, why });
  if (erasedAt !== undefined) await world.sentMails.markErased({ leadId, erasedAt });
  const fields = row && "erasedAt" in row ? row : row && newLead(leadId, row);
  const items =
    fields === undefined
      ? []
      : [
          toItem(leadId, LEAD_ROW, { ...fields, leadId }),
          ...runs.map((each) => toItem(leadId, sortKey.enrolment(each), each)),
          ...handoffs.map((each) => toItem(leadId, sortKey.handoff(each), each)),
        ];
  const put: Item[] = [];
  const came: ComingBack[] = [];
  const { leads, leftSince } = await restore({
    world,
    from: {
      name: "restored",
      asOf: undefined,
      pages: async function* () {
        yield items.filter(({ sk }) => sk?.S === LEAD_ROW);
      },
      lead: async () => items,
    },
    living: {
      standing: async () => standing,
      items: async () => [],
      isThere: async () => false,
      putNew: async (item) => put.push(item) > 0,
      bringBack: async (one) => came.push(one) > 0,
    },
    rate: 100,
    go,
    mailsKept: DAY,
    withoutCopies: false,
  });
  const [fate] = Object.entries(leads).flatMap(([name, many]) => (many === 0 ? [] : [name]));
  const [back] = came;
  const life: Life | undefined = back && toLife(leadId, [back.row, ...back.others]);
  const graves = put.map((item) => {
    const { pk, sk, leadId: _, ...said } = unmarshall(item);
    return said;
  });
  return { fate, leftSince, life, graves };
}

test.each<[string, Said[], Partial<Lead>]>([
  [
    "whoever unsubscribed after the back-up comes back unsubscribed",
    [[LATE, "unsubscribed"]],
    { consent: { ...consent, withdrawnAt: LATE }, lifecycle: "unsubscribed" },
  ],
  [
    "whoever asked for no contact comes back so",
    [[LATE, "no-contact"]],
    { consent: { ...consent, withdrawnAt: LATE, noContactAt: LATE }, lifecycle: "unsubscribed" },
  ],
  [
    "whose address bounced, or who complained, comes back so",
    [[LATE, "suppressed"]],
    { suppressedAt: LATE, lifecycle: "suppressed", consent },
  ],
  [
    "of several marks each holds, in whatever order they are listed",
    [
      [LATE + DAY, "no-contact"],
      [LATE + 2 * DAY, "suppressed"],
      [LATE, "unsubscribed"],
    ],
    {
      consent: { ...consent, withdrawnAt: LATE, noContactAt: LATE + DAY },
      suppressedAt: LATE + 2 * DAY,
      lifecycle: "suppressed",
    },
  ],
  [
    "whoever left, came back and left again left the first time",
    [
      [LATE, "unsubscribed"],
      [LATE + DAY, "unsubscribed"],
    ],
    { consent: { ...consent, withdrawnAt: LATE }, lifecycle: "unsubscribed" },
  ],
])("%s: no campaign goes on, and a line says where that comes from", async (_, left, expected) => {
  const { fate, leftSince, life } = await restored({ row: alive, runs: [run], left });
  expect([fate, leftSince]).toEqual(["back", 1]);
  expect(life?.lead).toMatchObject(expected);
  expect(life?.lead?.consent).toEqual(expected.consent);
  expect(life?.enrolments).toMatchObject([
    { campaign: "small", endedAt: Math.min(...left.map(([at]) => at)) },
  ]);
  const said = life?.ledger.filter(({ what }) => what.includes("by the mark outside the table"));
  expect(said?.length).toBe(new Set(left.map(([, why]) => why)).size);
});

test("what sales had yet to answer of whoever asked for no contact is closed, and not told again", async () => {
  const handoff: Handoff = {
    n: 1,
    campaign: "small",
    status: "released",
    releasedAt: MONDAY + HOUR,
    because: "asked for sales",
    score: 60,
    notifiedAt: MONDAY + HOUR,
  };
  const row = { ...alive, lifecycle: "mql" } as const;
  const { life } = await restored({ row, handoffs: [handoff], left: [[LATE, "no-contact"]] });
  expect(life?.handoffs).toMatchObject([{ n: 1, status: "expired", closedAt: LATE }]);
});

test.each<[string, Partial<Lead>, Said[]]>([
  [
    "whoever left before the back-up has that already",
    { ...alive, consent: { ...consent, withdrawnAt: LATE }, lifecycle: "unsubscribed" },
    [[LATE, "unsubscribed"]],
  ],
  [
    "whoever left and agreed anew before the back-up goes on",
    { ...alive, consent: { ...consent, givenAt: LATE + 1 } },
    [[LATE, "unsubscribed"]],
  ],
  [
    "whoever asked for no contact and ticked calls since stays out of the mails, and may be called",
    {
      ...alive,
      consent: { ...consent, withdrawnAt: LATE, call: { givenAt: LATE + 1 } },
      lifecycle: "unsubscribed",
    },
    [[LATE, "no-contact"]],
  ],
  [
    "what an earlier life said, before an erase, isn't said by this one",
    { ...alive, createdAt: LATE + 1, consent: {} },
    [
      [LATE, "unsubscribed"],
      [LATE, "suppressed"],
    ],
  ],
])("%s", async (_, row, left) => {
  const { fate, leftSince, life } = await restored({ row, left });
  expect([fate, leftSince]).toEqual(["back", 0]);
  expect(life?.lead).toMatchObject({ consent: row.consent, lifecycle: row.lifecycle });
  expect(life?.lead?.consent).toEqual(row.consent);
  expect(life?.ledger.map(({ key }) => key)).toEqual([expect.stringMatching(/^restored#/)]);
});

test("left at the very instant of the last consent is left: the two can't be told apart", async () => {
  const { life } = await restored({ row: alive, left: [[MONDAY, "unsubscribed"]] });
  expect(life?.lead?.consent.withdrawnAt).toBe(MONDAY);
});

const kept = { doNotContact: true } as const;

test.each<[string, Lost, string, readonly object[]]>([
  [
    "whoever came and left after the back-up is no lead, and no list brings them in",
    {
      left: [
        [LATE + 1, "no-contact"],
        [LATE, "unsubscribed"],
      ],
    },
    "gone",
    [{ erasedAt: LATE + 1, ...kept }],
  ],
  [
    "erased, come anew and left since: the grave keeps lists off",
    { left: [[LATE + 1, "unsubscribed"]], erasedAt: LATE },
    "erased",
    [{ erasedAt: LATE, ...kept }],
  ],
  [
    "left, and erased after it, as the erase says: whoever left before it was asked then",
    { left: [[LATE - 1, "unsubscribed"]], erasedAt: LATE },
    "erased",
    [{ erasedAt: LATE }],
  ],
  [
    "in its grave by the back-up, come anew and left since: the same",
    { row: { erasedAt: MONDAY }, left: [[LATE, "unsubscribed"]] },
    "grave",
    [{ erasedAt: MONDAY, ...kept }],
  ],
  [
    "in its grave since after it left: the grave of the back-up, as it was",
    { row: { erasedAt: LATE }, left: [[MONDAY, "unsubscribed"]] },
    "grave",
    [{ erasedAt: LATE }],
  ],
  [
    "whoever came anew since all was lost stands",
    { row: alive, left: [[LATE, "unsubscribed"]], standing: { createdAt: LATE + DAY } },
    "anew",
    [],
  ],
  ["whoever only looks keeps nobody off", { left: [[LATE, "unsubscribed"]], go: false }, "gone", []],
])("%s", async (_, lost, fate, graves) => {
  const found = await restored(lost);
  expect([found.fate, found.graves, found.life]).toEqual([fate, graves, undefined]);
});

test("whoever only looks is told how many left, and writes nothing", async () => {
  const { fate, leftSince, life } = await restored({ row: alive, left: [[LATE, "unsubscribed"]], go: false });
  expect([fate, leftSince, life]).toEqual(["back", 1, undefined]);
});

/** One who came back by a restore already, and what that restore run again makes of a mark that was late. */
async function standing() {
  const told = story();
  await told.posts(MODEST);
  await told.passes("1 day");
  const { lead } = await told.lead();
  const { world } = told.line;
  const again = (go = true) =>
    restore({
      world,
      from: {
        name: "restored",
        asOf: undefined,
        pages: async function* () {
          yield [toItem(lead.leadId, LEAD_ROW, lead)];
        },
        lead: async () => [],
      },
      living: {
        standing: async () => (await told.life()).lead,
        items: async () => [],
        isThere: async () => true,
        putNew: async () => false,
        bringBack: async () => false,
      },
      rate: 100,
      go,
      mailsKept: DAY,
      withoutCopies: false,
    });
  return { told, lead, again, world };
}

test("a mark that was late reaches whoever came back without it, when the restore is run again; and once", async () => {
  const { told, lead, again, world } = await standing();
  await world.sentMails.markLeft({ leadId: lead.leadId, leftAt: told.now, why: "unsubscribed" });
  expect(await again(false)).toMatchObject({ leads: { stands: 1 }, leftSince: 1 });
  expect((await told.lead()).lead.consent.withdrawnAt).toBeUndefined();
  expect(await again()).toMatchObject({ leads: { stands: 1 }, leftSince: 1 });
  expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  expect(await again()).toMatchObject({ leads: { stands: 1 }, leftSince: 0 });
  await told.passes("60 days");
  expect(told.touches()).toEqual(["welcome"]);
});

test("whoever stands and agreed anew after the mark is let be", async () => {
  const { told, again } = await standing();
  await told.unsubscribes();
  const { lead } = await told.lead();
  const { leadId, consent: left } = lead;
  await told.passes("1 hour");
  await told.posts(MODEST);
  await told.line.world.sentMails.markLeft({ leadId, leftAt: Number(left.withdrawnAt), why: "unsubscribed" });
  expect(await again()).toMatchObject({ leads: { stands: 1 }, leftSince: 0 });
  expect((await told.lead()).lead.consent.withdrawnAt).toBeUndefined();
});
