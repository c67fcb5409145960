/** What every World must do with the sales desk: what each person holds, turns and accounts move in the lead's own write. */
import { describe, expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Handoff } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId, handoff, line } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

let people = 0;
/** Somebody whom no other test knows. */
const somebody = () => `person-${++people}`;

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const each: T[] = [];
  for await (const one of found) each.push(one);
  return each;
}

const theirs = (to: string, change: Partial<Handoff> = {}): Change => ({
  handoffs: [handoff(1, { to, ...change })],
});
const PROMISED = { contactBy: MONDAY + 9, attempts: [], putOff: 0 };

export function deskContract(outside: () => Outside): void {
  const { table, created, writes, isUnchanged } = tableVerbs(outside);
  const rota = () => outside().world.rota;
  const open = async (person: string) => (await rota().read()).open.get(person) ?? 0;
  const held = (person: string) => all(rota().held(person));
  const waits = async (leadId: LeadId) => (await held(NOBODY)).includes(leadId);

  describe("who holds a lead", () => {
    test("one that is released waits for somebody, and is nobody's load", async () => {
      const { leadId } = await created();
      expect(await waits(leadId)).toBe(false);
      await writes(leadId, { handoffs: [handoff(1)] });
      expect(await waits(leadId)).toBe(true);
      expect((await rota().read()).open.has(NOBODY)).toBe(false);
    });

    test("assigned, passed on, snoozed, accepted and done with: it counts for one person at a time, then for none", async () => {
      const [tom, ines] = [somebody(), somebody()];
      const { leadId } = await created();
      await writes(leadId, { handoffs: [handoff(1)] });
      await writes(leadId, theirs(tom));
      expect([await open(tom), await held(tom), await waits(leadId)]).toEqual([1, [leadId], false]);
      await writes(leadId, theirs(ines, { stage: 2 }));
      expect([await open(tom), await held(tom), await open(ines), await held(ines)]).toEqual([
        0,
        [],
        1,
        [leadId],
      ]);
      await writes(leadId, theirs(ines, { status: "snoozed", until: MONDAY + 5 }));
      await writes(leadId, theirs(ines, { status: "accepted", closedAt: MONDAY, promised: PROMISED }));
      expect([await open(ines), await held(ines)]).toEqual([1, [leadId]]);
      await writes(
        leadId,
        theirs(ines, { status: "accepted", closedAt: MONDAY, promised: PROMISED, doneAt: MONDAY + 1 }),
      );
      expect([await open(ines), await held(ines)]).toEqual([0, []]);
    });

    test("a write that says nothing of who has it moves no load", async () => {
      const tom = somebody();
      const { leadId } = await created();
      await writes(leadId, theirs(tom));
      await writes(leadId, { ledger: [line("opened")] });
      await writes(leadId, { ...theirs(tom, { remindedAt: MONDAY }), desk: { most: 1 } });
      expect([await open(tom), await held(tom)]).toEqual([1, [leadId]]);
    });

    test("a refused write moves nothing", async () => {
      const tom = somebody();
      const { leadId } = await created();
      const stale = await table().read(leadId);
      await writes(leadId, { ledger: [line("first")] });
      expect(await table().write(stale, theirs(tom))).toBe("moved");
      expect([await open(tom), await held(tom)]).toEqual([0, []]);
    });

    test("back to the pool: one hand-off is done with, the next waits, and the load is free", async () => {
      const tom = somebody();
      const { leadId } = await created();
      await writes(leadId, theirs(tom, { status: "accepted", closedAt: MONDAY, promised: PROMISED }));
      await writes(leadId, {
        handoffs: [
          handoff(1, {
            to: tom,
            status: "accepted",
            outcome: "no-word",
            doneAt: MONDAY + 2,
            closedAt: MONDAY,
            promised: PROMISED,
          }),
          handoff(2),
        ],
      });
      expect([await open(tom), await held(tom), await waits(leadId)]).toEqual([0, [], true]);
    });
  });

  describe("room", () => {
    test("whoever holds as many as they can gets no more, and is told apart from a lost race", async () => {
      const tom = somebody();
      const [first, second] = [await created(), await created()];
      await writes(first.leadId, { ...theirs(tom), desk: { most: 1 } });
      expect(await table().write(second, { ...theirs(tom), desk: { most: 1 } })).toBe("full");
      await isUnchanged(second);
      expect([await open(tom), await held(tom)]).toEqual([1, [first.leadId]]);
      await writes(first.leadId, theirs(tom, { status: "rejected", closedAt: MONDAY }));
      expect(await table().write(second, { ...theirs(tom), desk: { most: 1 } })).toBe("written");
    });

    test("full and moved at once is moved: what was read counts first", async () => {
      const tom = somebody();
      const [first, second] = [await created(), await created()];
      await writes(first.leadId, { ...theirs(tom), desk: { most: 1 } });
      await writes(second.leadId, { ledger: [line("meanwhile")] });
      expect(await table().write(second, { ...theirs(tom), desk: { most: 1 } })).toBe("moved");
    });

    test("twenty at once for the last place: exactly one gets it", async () => {
      const tom = somebody();
      const leads = await Promise.all(Array.from({ length: 20 }, () => created(freshId())));
      const tries = async (leadId: LeadId): Promise<string> => {
        for (;;) {
          const answer = await table().write(await table().read(leadId), {
            ...theirs(tom),
            desk: { most: 1 },
          });
          if (answer !== "moved") return answer;
        }
      };
      const answers = await Promise.all(leads.map(({ leadId }) => tries(leadId)));
      expect(answers.filter((answer) => answer === "written")).toHaveLength(1);
      expect([await open(tom), (await held(tom)).length]).toEqual([1, 1]);
    });
  });

  describe("turns", () => {
    test("a pool's turn moves with the write it belongs to, and only on the turn that was read", async () => {
      const pool = somebody();
      const [first, second] = [await created(), await created()];
      const turn = (order: readonly string[], seen: number) => ({ desk: { turn: { pool, order, seen } } });
      await writes(first.leadId, turn(["ines", "tom"], 0));
      expect((await rota().read()).turns.get(pool)).toEqual({ order: ["ines", "tom"], seen: 1 });
      expect(await table().write(second, turn(["ines", "tom"], 0))).toBe("moved");
      await isUnchanged(second);
      expect(await table().write(second, turn(["tom", "ines"], 1))).toBe("written");
      expect((await rota().read()).turns.get(pool)).toEqual({ order: ["tom", "ines"], seen: 2 });
    });

    test("twenty at once for one turn: exactly one has it", async () => {
      const pool = somebody();
      const leads = await Promise.all(Array.from({ length: 20 }, () => created(freshId())));
      const answers = await Promise.all(
        leads.map((life) => table().write(life, { desk: { turn: { pool, order: [life.leadId], seen: 0 } } })),
      );
      const won = leads.filter((_, at) => answers[at] === "written");
      expect(won).toHaveLength(1);
      expect((await rota().read()).turns.get(pool)).toEqual({ order: [won[0]?.leadId], seen: 1 });
    });
  });

  describe("accounts", () => {
    test("a lead of a company is among its colleagues from its first write; one of free mail is nobody's", async () => {
      const domain = `${somebody()}.example`;
      const leads = [freshId(), freshId()].sort();
      for (const [at, leadId] of leads.entries()) await created(leadId, { address: `p${at}@${domain}` });
      await created(freshId(), { address: "zoe@gmail.com" });
      expect(await all(rota().colleagues(domain))).toEqual(leads);
      expect(await all(rota().colleagues("gmail.com"))).toEqual([]);
    });

    test("nobody has an account until a write gives it to somebody; the last write counts", async () => {
      const domain = `${somebody()}.example`;
      const { leadId } = await created();
      expect(await rota().accountOwner(domain)).toBeUndefined();
      await writes(leadId, { desk: { account: { domain, owner: "tom" } } });
      await writes(leadId, { desk: { account: { domain, owner: "ines" } } });
      expect(await rota().accountOwner(domain)).toBe("ines");
    });

    test("what was decided while nobody had the account is refused once somebody has it, even the same person", async () => {
      const domain = `${somebody()}.example`;
      const [first, second] = [await created(), await created()];
      const isFirst = (owner: string): Change => ({ desk: { account: { domain, owner, isFirst: true } } });
      expect(await table().write(first, isFirst("tom"))).toBe("written");
      expect(await table().write(second, isFirst("ines"))).toBe("moved");
      expect(await table().write(second, isFirst("tom"))).toBe("moved");
      await isUnchanged(second);
      expect(await rota().accountOwner(domain)).toBe("tom");
    });

    test("twenty leads of a new company at once: exactly one gives it an owner", async () => {
      const domain = `${somebody()}.example`;
      const leads = await Promise.all(Array.from({ length: 20 }, () => created(freshId())));
      const answers = await Promise.all(
        leads.map((life) =>
          table().write(life, { desk: { account: { domain, owner: life.leadId, isFirst: true } } }),
        ),
      );
      const won = leads.filter((_, at) => answers[at] === "written");
      expect(won).toHaveLength(1);
      expect(await rota().accountOwner(domain)).toBe(won[0]?.leadId);
    });

    test("taken by somebody else and full at once is taken: what was read counts first", async () => {
      const [domain, tom] = [`${somebody()}.example`, somebody()];
      const [first, second] = [await created(), await created()];
      const given = { account: { domain, owner: tom, isFirst: true as const }, most: 1 };
      await writes(first.leadId, { ...theirs(tom), desk: given });
      expect(await table().write(second, { ...theirs(tom), desk: given })).toBe("moved");
    });
  });

  describe("answers", () => {
    test("what each person accepted, gave back and let run out is kept in order of time", async () => {
      const [tom, ines] = [somebody(), somebody()];
      const { leadId } = await created();
      await writes(leadId, theirs(tom));
      const first = handoff(1, { to: tom, status: "rejected", reason: "no-budget", closedAt: MONDAY + 10 });
      await writes(leadId, { handoffs: [first] });
      await writes(leadId, {
        handoffs: [handoff(2, { to: tom, status: "accepted", closedAt: MONDAY + 20, promised: PROMISED })],
      });
      await writes(leadId, {
        handoffs: [handoff(3, { to: ines, status: "expired", closedAt: MONDAY + 30 })],
      });
      expect(await all(rota().answers(tom, MONDAY))).toEqual([
        { at: MONDAY + 10, leadId, n: 1, status: "rejected", reason: "no-budget" },
        { at: MONDAY + 20, leadId, n: 2, status: "accepted" },
      ]);
      expect((await all(rota().answers(tom, MONDAY + 10))).map(({ n }) => n)).toEqual([1, 2]);
      expect((await all(rota().answers(tom, MONDAY + 11))).map(({ n }) => n)).toEqual([2]);
      expect((await all(rota().answers(ines, 0))).map(({ status }) => status)).toEqual(["expired"]);
    });

    test("an answer that stands already is no new one", async () => {
      const tom = somebody();
      const { leadId } = await created();
      const accepted = { status: "accepted", closedAt: MONDAY + 10, promised: PROMISED } as const;
      await writes(leadId, theirs(tom, accepted));
      await writes(leadId, theirs(tom, { ...accepted, note: "called" }));
      expect(await all(rota().answers(tom, 0))).toHaveLength(1);
    });
  });

  test("a lead that nobody ever had is on nobody's list", async () => {
    const leadId = freshId();
    await table().write(await table().read(leadId), creation(leadId));
    expect(await waits(leadId)).toBe(false);
  });
}
