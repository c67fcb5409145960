/** Who sleeps in a lead table: the workflow's own write that parks its token, and finding who is overdue. */
import { describe, expect, test } from "vitest";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { isKnown } from "../../workflows/rules/life.ts";
import { MONDAY } from "../stories/line.ts";
import { freshId, sleepWrite } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

export function tableSleepContract(outside: () => Outside): void {
  const { table, known, created, writes, isUnchanged } = tableVerbs(outside);

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
