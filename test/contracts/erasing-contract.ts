/** What every World must do of erasing: one write after which nothing of a lead is read, and then all that lay there is deleted. */
import { expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import type { LeadId, Tombstone } from "../../workflows/rules/lead.ts";
import type { Handoff, Known, Life } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, enrolment, freshId, handoff, line, touch } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

let people = 0;
const somebody = () => `eraser-${++people}`;

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const each: T[] = [];
  for await (const one of found) each.push(one);
  return each;
}

const NOTHING = { enrolments: 0, touches: 0, ledger: 0, handoffs: 0, answers: 0 };
const PROMISED = { contactBy: MONDAY + 9, attempts: [], putOff: 0 };
const BACK = MONDAY + 60;

export function erasingContract(outside: () => Outside): void {
  const { table, created, writes } = tableVerbs(outside);
  const erasing = () => outside().world.erasing;
  const rota = () => outside().world.rota;
  const tombstone = (leadId: LeadId, change: Partial<Tombstone> = {}): Tombstone => ({
    leadId,
    erasedAt: MONDAY + 50,
    ...change,
  });
  const gone = (leadId: LeadId, grave: Tombstone, remains = false): Life => ({
    leadId,
    lead: undefined,
    tombstone: grave,
    enrolments: [],
    touches: [],
    ledger: [],
    handoffs: [],
    ...(remains ? { remains } : {}),
  });

  /** A lead of a company, whom two people of sales had, one after the other. */
  async function lived(domain = `${somebody()}.example`) {
    const [tom, ines] = [somebody(), somebody()];
    const { leadId } = await created(freshId(), { address: `zoe@${domain}` });
    const asked = (change: Partial<Handoff>): Change => ({ handoffs: [handoff(1, change)] });
    await writes(leadId, { touches: [touch("welcome"), touch("second")], ledger: [line("opened")] });
    await writes(leadId, asked({ to: tom }));
    await writes(leadId, asked({ to: tom, status: "rejected", closedAt: MONDAY + 10 }));
    const life = await writes(leadId, {
      enrolments: [enrolment(2)],
      handoffs: [handoff(2, { to: ines, status: "accepted", closedAt: MONDAY + 20, promised: PROMISED })],
    });
    return { leadId, life, domain, tom, ines };
  }

  async function buried(life: Known, grave = tombstone(life.leadId)): Promise<Tombstone> {
    expect(await erasing().bury(life, grave)).toBe("buried");
    return grave;
  }

  test("in one write the lead is a tombstone, nothing else of it is read, and whoever held it is free", async () => {
    const { leadId, life, domain, ines } = await lived();
    expect((await rota().read()).open.get(ines)).toBe(1);
    const grave = await buried(life, tombstone(leadId, { doNotContact: true }));
    expect(await table().read(leadId)).toEqual(gone(leadId, grave, true));
    expect((await rota().read()).open.get(ines)).toBe(0);
    expect(await all(rota().held(ines))).toEqual([]);
    expect(await all(rota().colleagues(domain))).toEqual([]);
  });

  test("then all that lay under it is deleted and counted, with what people answered; again deletes nothing more", async () => {
    const { leadId, life, tom, ines } = await lived();
    const grave = await buried(life);
    const cleared = { enrolments: 2, touches: 2, ledger: 2, handoffs: 2, answers: 2 };
    expect(await erasing().clear(leadId)).toEqual(cleared);
    expect(await table().read(leadId)).toEqual(gone(leadId, grave));
    expect(await all(rota().answers(tom, 0))).toEqual([]);
    expect(await all(rota().answers(ines, 0))).toEqual([]);
    expect(await erasing().clear(leadId)).toEqual(NOTHING);
  });

  test("of a lead that stands, nothing is deleted", async () => {
    const { leadId, life, tom } = await lived();
    expect(await erasing().clear(leadId)).toEqual(NOTHING);
    expect(await table().read(leadId)).toEqual(life);
    expect(await all(rota().answers(tom, 0))).toHaveLength(1);
  });

  test("whoever read it before somebody else wrote buries nothing", async () => {
    const { leadId, life, ines } = await lived();
    const now = await writes(leadId, { ledger: [line("meanwhile")] });
    expect(await erasing().bury(life, tombstone(leadId))).toBe("moved");
    expect(await table().read(leadId)).toEqual(now);
    expect((await rota().read()).open.get(ines)).toBe(1);
  });

  test("an address that nobody ever saw, and one that was erased, are buried on what was read", async () => {
    const leadId = freshId();
    const unseen = await table().read(leadId);
    const grave = tombstone(leadId, { doNotContact: true });
    expect(await erasing().bury(unseen, grave)).toBe("buried");
    expect(await erasing().bury(unseen, tombstone(leadId, { erasedAt: MONDAY + 51 }))).toBe("moved");
    const later = tombstone(leadId, { erasedAt: MONDAY + 52 });
    expect(await erasing().bury(await table().read(leadId), later)).toBe("buried");
    expect(await table().read(leadId)).toEqual(gone(leadId, later));
  });

  test("twenty erases of one reading at once: one buries", async () => {
    const { leadId, life } = await lived();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => erasing().bury(life, tombstone(leadId))),
    );
    expect(answers.filter((answer) => answer === "buried")).toHaveLength(1);
  });

  test("back before anything was deleted, with the very same post: nothing of the first life is read, and all of it is deleted", async () => {
    const { leadId, life, tom } = await lived();
    await buried(life);
    const second = creation(leadId, { address: life.lead.address, createdAt: BACK, generation: BACK });
    expect(await table().write(await table().read(leadId), second)).toBe("written");
    const { remains, ...back } = await table().read(leadId);
    expect(remains).toBe(true);
    expect(back).toMatchObject({
      enrolments: [enrolment(1)],
      touches: [],
      ledger: [line("form#1")],
      handoffs: [],
    });
    // The same touch of the second life stands in the first one's place.
    const welcomed = await writes(leadId, {
      touches: [touch("welcome")],
      handoffs: [handoff(1, { to: tom })],
    });
    expect(welcomed.touches).toEqual([touch("welcome")]);
    await erasing().clear(leadId);
    const { remains: _, ...whole } = welcomed;
    expect(await table().read(leadId)).toEqual(whole);
    expect(await erasing().clear(leadId)).toEqual(NOTHING);
  });

  test("a mail of the first life that was noted as delivered holds up no claim of the second", async () => {
    const { leadId, life } = await lived();
    await writes(leadId, { touches: [{ ...touch("welcome"), deliveredAt: MONDAY + 5 }], aside: true });
    await buried(life);
    const second = creation(leadId, { createdAt: BACK, generation: BACK });
    expect(await table().write(await table().read(leadId), second)).toBe("written");
    expect((await writes(leadId, { touches: [touch("welcome")] })).touches).toEqual([touch("welcome")]);
  });

  test("what somebody answered of the second life stays when the first is deleted", async () => {
    const { leadId, life, tom } = await lived();
    await buried(life);
    await table().write(await table().read(leadId), creation(leadId, { createdAt: BACK, generation: BACK }));
    const answer = { to: tom, status: "rejected", closedAt: BACK + 5 } as const;
    await writes(leadId, { handoffs: [handoff(7, { to: tom })] });
    await writes(leadId, { handoffs: [handoff(7, answer)] });
    await erasing().clear(leadId);
    expect((await all(rota().answers(tom, 0))).map(({ n }) => n)).toEqual([7]);
  });

  test("a sealed tombstone is out of the sweeper's sight; one that made way for a lead is none any more", async () => {
    const { leadId, life } = await lived();
    const seen = async () => (await all(table().overdue(BACK))).includes(leadId);
    const grave = await buried(life, tombstone(leadId, { nextWakeAt: BACK, dueShard: life.lead.dueShard }));
    expect(await seen()).toBe(true);
    await erasing().seal({ ...grave, erasedAt: grave.erasedAt - 1 });
    expect(await seen()).toBe(true);
    await erasing().seal(grave);
    expect(await seen()).toBe(false);
    const { nextWakeAt, dueShard, ...sealed } = grave;
    expect((await table().read(leadId)).tombstone).toEqual(sealed);
    await table().write(
      await table().read(leadId),
      creation(leadId, { createdAt: BACK, generation: BACK, nextWakeAt: BACK }),
    );
    await erasing().seal(grave);
    expect(await seen()).toBe(true);
  });
}
