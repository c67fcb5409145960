/** What every lead table must refuse, and that it refuses whole: writes on a reading that somebody has written past. */
import { describe, expect, test } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import { MONDAY } from "../stories/line.ts";
import { enrolment, handoff, line, touch } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

export function tableGuardContract(outside: () => Outside): void {
  const { table, known, created, writes, isUnchanged } = tableVerbs(outside);

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
}
