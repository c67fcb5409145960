/** What every lead table must do: read a life whole, create it once, and count. */
import { describe, expect, test } from "vitest";
import { isKnown } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, enrolment, freshId, handoff, line, newLead, touch } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

export function tableContract(outside: () => Outside): void {
  const { table, known, created, writes, isUnchanged } = tableVerbs(outside);

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
}
