/** What every lead table must do: guard, count, refuse whole, and find who is overdue. */
import { describe, expect, test } from "vitest";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { type Change, isKnown, type Known } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, enrolment, freshId, handoff, line, newLead, sleepWrite, touch } from "./lives.ts";
import type { Outside } from "./port.ts";

export function tableContract(outside: () => Outside): void {
  const table = () => outside().world.leads;

  async function known(leadId: LeadId): Promise<Known> {
    const life = await table().read(leadId);
    if (!isKnown(life)) throw new Error(`${leadId} is no lead`);
    return life;
  }

  /** A lead that was just created. */
  async function created(leadId = freshId(), change: Partial<Known["lead"]> = {}): Promise<Known> {
    expect(await table().write(await table().read(leadId), creation(leadId, change))).toBe("written");
    return known(leadId);
  }

  /** Writes on what is read now. */
  async function writes(leadId: LeadId, change: Change): Promise<Known> {
    expect(await table().write(await table().read(leadId), change)).toBe("written");
    return known(leadId);
  }

  async function isUnchanged(life: Known): Promise<void> {
    expect(await table().read(life.leadId)).toEqual(life);
  }

  describe("reading", () => {
    test("an id never seen reads as an empty life", async () => {
      const leadId = freshId();
      expect(await table().read(leadId)).toEqual({
        leadId,
        lead: undefined,
        tombstone: undefined,
        enrolments: [],
        touches: [],
        ledger: [],
        handoffs: [],
      });
    });

    test("a life reads as it was written: every field, empty text, fractions, nested values", async () => {
      const { leadId, lead, enrolments, ledger } = await created();
      expect(lead).toEqual(newLead(leadId));
      expect({ enrolments, ledger }).toEqual({ enrolments: [enrolment(1)], ledger: [line("form#1")] });
    });

    test("items come in the order of their names, however they were written", async () => {
      const { leadId } = await created();
      await writes(leadId, { touches: [touch("welcome")], ledger: [line("z"), line("a")] });
      const life = await writes(leadId, {
        touches: [touch("second")],
        ledger: [line("m")],
        handoffs: [handoff(10), handoff(9)],
        enrolments: [enrolment(11), enrolment(2)],
      });
      expect(life.ledger.map(({ key }) => key)).toEqual(["a", "form#1", "m", "z"]);
      expect(life.touches.map(({ name }) => name)).toEqual(["second", "welcome"]);
      expect(life.handoffs.map(({ n }) => n)).toEqual([9, 10]);
      expect(life.enrolments.map(({ n }) => n)).toEqual([1, 2, 11]);
    });

    test("a life of more than a megabyte is read whole", async () => {
      const { leadId } = await created();
      const long = "All that a lead may type into a form. ".repeat(500);
      for (let batch = 0; batch < 6; batch++)
        await writes(leadId, {
          ledger: Array.from({ length: 12 }, (_, n) => line(`long#${batch}#${n}`, long)),
        });
      const { ledger } = await known(leadId);
      expect(ledger).toHaveLength(73);
      expect(ledger.reduce((sum, { what }) => sum + what.length, 0)).toBeGreaterThan(1_048_576);
    });
  });

  describe("creating", () => {
    test("twice is refused the second time, whole", async () => {
      const leadId = freshId();
      const nobody = await table().read(leadId);
      const first = await created(leadId);
      const again = { ...creation(leadId, { because: "again" }), ledger: [line("form#2")] };
      expect(await table().write(nobody, again)).toBe("moved");
      await isUnchanged(first);
    });

    test("over a tombstone makes a fresh lead", async () => {
      const { leadId } = await created();
      await outside().erase(leadId, MONDAY + 5);
      expect(await table().read(leadId)).toMatchObject({
        lead: undefined,
        tombstone: { leadId, erasedAt: MONDAY + 5 },
        ledger: [],
        enrolments: [],
      });
      const back = await created(leadId, { generation: MONDAY + 6 });
      expect(back).toMatchObject({ tombstone: undefined, lead: { ledgerSeq: 1, generation: MONDAY + 6 } });
      expect(back.lead).not.toHaveProperty("erasedAt");
    });

    test("by whoever read from before the lead came and was erased is refused", async () => {
      const nobody = await table().read(freshId());
      await created(nobody.leadId);
      await outside().erase(nobody.leadId, MONDAY + 5);
      const first = await table().read(nobody.leadId);
      expect(await table().write(nobody, creation(nobody.leadId))).toBe("moved");
      await created(nobody.leadId, { generation: MONDAY + 6 });
      await outside().erase(nobody.leadId, MONDAY + 7);
      expect(await table().write(first, creation(nobody.leadId))).toBe("moved");
      expect(isKnown(await table().read(nobody.leadId))).toBe(false);
    });

    test("a change to nobody that creates nobody is a mistake, not a lost race", async () => {
      const nobody = await table().read(freshId());
      await expect(table().write(nobody, { set: { because: "of nothing" } })).rejects.toThrow();
    });
  });

  describe("guards", () => {
    test("a write on a reading that somebody else has written past is refused, whole", async () => {
      const read = await created();
      const now = await writes(read.leadId, { set: { because: "somebody else" } });
      const late: Change = {
        set: { because: "too late" },
        touches: [touch("welcome")],
        ledger: [line("late")],
        handoffs: [handoff(1)],
      };
      expect(await table().write(read, late)).toBe("moved");
      expect(await table().write(read, { set: { because: "too late" } })).toBe("moved");
      await isUnchanged(now);
    });

    test("the same count in another generation is another row", async () => {
      const read = await created();
      const older = { ...read, lead: { ...read.lead, generation: MONDAY - 1 } };
      expect(await table().write(older, { touches: [touch("welcome")] })).toBe("moved");
      expect(await table().write(older, { set: { endedAt: MONDAY } })).toBe("moved");
      await isUnchanged(read);
    });

    test("nothing is written to a lead that was erased in between, and nothing recreated", async () => {
      const read = await created();
      await outside().erase(read.leadId, MONDAY + 5);
      const gone = await table().read(read.leadId);
      expect(await table().write(read, { touches: [touch("welcome")] })).toBe("moved");
      expect(await table().write(read, { set: { because: "still here" }, wake: true })).toBe("moved");
      expect(await table().read(read.leadId)).toEqual(gone);
    });

    test("nothing is written to the lead that came back, by whoever read the one before", async () => {
      const read = await created();
      await outside().erase(read.leadId, MONDAY + 5);
      const back = await created(read.leadId, { generation: MONDAY + 6 });
      expect(back.lead.ledgerSeq).toBe(read.lead.ledgerSeq);
      expect(await table().write(read, { touches: [touch("welcome")] })).toBe("moved");
      await isUnchanged(back);
    });

    test("a ledger line that stands already refuses the whole write", async () => {
      const read = await created();
      const repeated: Change = { set: { because: "twice" }, ledger: [line("new"), line("form#1", "again")] };
      expect(await table().write(read, { ...repeated, touches: [touch("welcome")] })).toBe("moved");
      await isUnchanged(read);
    });

    test("touches, enrolments and hand-offs are replaced whole", async () => {
      const { leadId } = await created();
      await writes(leadId, { touches: [touch("welcome", { refusal: "Throttled" })], handoffs: [handoff(1)] });
      const life = await writes(leadId, {
        touches: [touch("welcome", { status: "sent", messageId: "m-1" })],
        handoffs: [handoff(1, { status: "accepted", answeredBy: "Ann" })],
        enrolments: [{ ...enrolment(1), endedAt: MONDAY, because: "accepted" }],
      });
      expect(life.touches).toEqual([touch("welcome", { status: "sent", messageId: "m-1" })]);
      expect(life.handoffs).toEqual([handoff(1, { status: "accepted", answeredBy: "Ann" })]);
      expect(life.enrolments).toEqual([{ ...enrolment(1), endedAt: MONDAY, because: "accepted" }]);
    });

    test("of 200 writers at once on one reading, one wins, and its line alone stands", async () => {
      const { leadId } = await created();
      const read = await table().read(leadId);
      const many = Array.from({ length: 200 }, (_, n) => n);
      const answers = await Promise.all(
        many.map((n) => table().write(read, { ledger: [line(`race#${n}`)] })),
      );
      const winners = answers.filter((answer) => answer === "written").length;
      const life = await known(leadId);
      expect(winners).toBe(1);
      expect(life.lead.ledgerSeq).toBe(read.lead ? read.lead.ledgerSeq + winners : 0);
      expect(life.ledger).toHaveLength(1 + winners);
    });

    test("64 writers who read again until they win leave exactly 64 lines", async () => {
      const { leadId } = await created();
      const persist = async (n: number) => {
        while (
          (await table().write(await table().read(leadId), { ledger: [line(`turn#${n}`)], wake: true })) ===
          "moved"
        );
      };
      for (let group = 0; group < 8; group++)
        await Promise.all(Array.from({ length: 8 }, (_, n) => persist(group * 8 + n)));
      const { lead, ledger } = await known(leadId);
      expect({ seq: lead.ledgerSeq, wakes: lead.wakeSeq, lines: ledger.length }).toEqual({
        seq: 65,
        wakes: 64,
        lines: 65,
      });
    });
  });

  describe("what is noted aside", () => {
    const sent = touch("welcome", { status: "sent", messageId: "m-1", sentAt: MONDAY });
    const delivered = (at: number, attempt = "try-1"): Change => ({
      touches: [{ ...sent, attempt, deliveredAt: at }],
      aside: true,
    });

    test("stands on the touch, and the lead's row is as it was", async () => {
      const { leadId } = await created();
      const before = await writes(leadId, { touches: [sent] });
      const after = await writes(leadId, delivered(MONDAY + 5));
      expect(after.touches).toEqual([{ ...sent, deliveredAt: MONDAY + 5 }]);
      expect(after.lead).toEqual(before.lead);
      expect((await writes(leadId, delivered(MONDAY + 3))).touches[0]?.deliveredAt).toBe(MONDAY + 3);
    });

    test("goes together with what somebody else wrote since, and takes nothing of it away", async () => {
      const { leadId } = await created();
      const read = await writes(leadId, { touches: [sent] });
      await writes(leadId, { touches: [{ ...sent, refusal: "Reject" }], ledger: [line("reject")] });
      expect(await table().write(read, delivered(MONDAY + 5))).toBe("written");
      const { touches, ledger } = await known(leadId);
      expect(touches).toEqual([{ ...sent, refusal: "Reject", deliveredAt: MONDAY + 5 }]);
      expect(ledger.map(({ key }) => key)).toContain("reject");
    });

    test("is not taken away by whoever read the touch without it: such a write is refused, whole", async () => {
      const { leadId } = await created();
      const read = await writes(leadId, { touches: [sent] });
      const noted = await writes(leadId, delivered(MONDAY + 5));
      const late: Change = { touches: [{ ...sent, refusal: "Reject" }], ledger: [line("reject")] };
      expect(await table().write(read, late)).toBe("moved");
      expect(await table().write(read, delivered(MONDAY + 9))).toBe("moved");
      await isUnchanged(noted);
    });

    test("of another attempt, or of a lead that was erased, is refused", async () => {
      const { leadId } = await created();
      const read = await writes(leadId, { touches: [sent] });
      expect(await table().write(read, delivered(MONDAY + 5, "try-2"))).toBe("moved");
      await isUnchanged(read);
      await outside().erase(leadId, MONDAY + 6);
      expect(await table().write(read, delivered(MONDAY + 5))).toBe("moved");
      expect(await table().read(leadId)).toMatchObject({ lead: undefined, touches: [] });
    });
  });

  describe("counting", () => {
    test("every write adds one to ledgerSeq, a wake one to wakeSeq too", async () => {
      const { leadId } = await created();
      expect((await writes(leadId, { set: { because: "a" } })).lead).toMatchObject({
        ledgerSeq: 2,
        wakeSeq: 0,
      });
      expect((await writes(leadId, { ledger: [line("b")] })).lead).toMatchObject({
        ledgerSeq: 3,
        wakeSeq: 0,
      });
      expect((await writes(leadId, { wake: true })).lead).toMatchObject({ ledgerSeq: 4, wakeSeq: 1 });
      expect((await writes(leadId, { wake: true, touches: [touch("welcome")] })).lead).toMatchObject({
        ledgerSeq: 5,
        wakeSeq: 2,
      });
      expect((await writes(leadId, {})).lead).toMatchObject({ ledgerSeq: 6, wakeSeq: 2 });
    });

    test("fields are set and removed in the same write", async () => {
      const { leadId } = await created();
      await writes(leadId, { set: { endedAt: MONDAY }, remove: ["nextWakeAt", "wakeToken", "nextWakeAt"] });
      const ended = await known(leadId);
      expect(ended.lead.endedAt).toBe(MONDAY);
      expect(ended.lead).not.toHaveProperty("nextWakeAt");
      const { lead } = await writes(leadId, {
        set: { generation: MONDAY + 9, nextWakeAt: MONDAY + 9 },
        remove: ["endedAt"],
      });
      expect(lead).toMatchObject({ generation: MONDAY + 9, nextWakeAt: MONDAY + 9 });
      expect(lead).not.toHaveProperty("endedAt");
    });
  });

  describe("the workflow's own write", () => {
    test("parks the token and counts, if nobody wrote since", async () => {
      const { leadId, lead } = await created();
      await writes(leadId, { set: { trouble: "Sandbox.Timedout", troubles: 1 } });
      await outside().update(sleepWrite(leadId, 2, lead.generation, "token-1", MONDAY + 60_000));
      expect((await known(leadId)).lead).toMatchObject({
        ledgerSeq: 3,
        wakeToken: "token-1",
        nextWakeAt: MONDAY + 60_000,
        decidedAt: MONDAY,
        troubles: 1,
      });
      expect((await known(leadId)).lead).not.toHaveProperty("trouble");
    });

    test.each([
      ["a count that is behind", { seen: 0 }],
      ["another generation", { generation: MONDAY + 1 }],
    ])(
      "is refused for %s",
      async (_, { seen = 1, generation = MONDAY }: { seen?: number; generation?: number }) => {
        const life = await created();
        await expect(
          outside().update(sleepWrite(life.leadId, seen, generation, "t", MONDAY)),
        ).rejects.toMatchObject({
          name: expect.stringMatching(/ConditionalCheckFailedException$/),
        });
        await isUnchanged(life);
      },
    );

    test("is refused for a lead that is not there, and for one that was erased", async () => {
      const life = await created();
      await outside().erase(life.leadId, MONDAY + 5);
      for (const leadId of [life.leadId, freshId()]) {
        await expect(outside().update(sleepWrite(leadId, 1, MONDAY, "t", MONDAY))).rejects.toMatchObject({
          name: expect.stringMatching(/ConditionalCheckFailedException$/),
        });
        expect(isKnown(await table().read(leadId))).toBe(false);
      }
    });
  });

  describe("overdue", () => {
    const FAR = MONDAY + 1_000_000;

    async function overdue(before: number): Promise<readonly LeadId[]> {
      const found: LeadId[] = [];
      for await (const leadId of table().overdue(before)) found.push(leadId);
      return found;
    }

    test("finds who is due at the instant or before, in every shard, and nobody later", async () => {
      const due = await Promise.all(
        Array.from({ length: 16 }, (_, digit) => created(freshId(digit), { nextWakeAt: FAR })),
      );
      const later = await created(freshId(3), { nextWakeAt: FAR + 1 });
      expect(await overdue(FAR - 1)).not.toContain(due[0]?.leadId);
      const found = await overdue(FAR);
      expect(found).toEqual(expect.arrayContaining(due.map(({ leadId }) => leadId)));
      expect(found).not.toContain(later.leadId);
      expect(await overdue(FAR + 1)).toContain(later.leadId);
    });

    test("whoever has ended or was erased is not there, whoever went to sleep again is there at the new time", async () => {
      const [ended, erased, asleep] = await Promise.all([created(), created(), created()]);
      await writes(ended.leadId, { set: { endedAt: MONDAY }, remove: ["nextWakeAt"] });
      await outside().erase(erased.leadId, MONDAY + 1);
      await outside().update(sleepWrite(asleep.leadId, 1, MONDAY, "t", FAR + 500));
      const found = await overdue(FAR + 499);
      expect(found).not.toContain(ended.leadId);
      expect(found).not.toContain(erased.leadId);
      expect(found).not.toContain(asleep.leadId);
      expect(await overdue(FAR + 500)).toContain(asleep.leadId);
    });

    test("each is found once, even when the sweeper writes to them as it goes", async () => {
      const leads = await Promise.all(
        Array.from({ length: 40 }, () => created(freshId(1), { nextWakeAt: FAR })),
      );
      const seen: LeadId[] = [];
      for await (const leadId of table().overdue(FAR)) {
        seen.push(leadId);
        await writes(leadId, { set: { nextWakeAt: FAR + 2_000 } });
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(leads.map(({ leadId }) => leadId)));
    });
  });
}
