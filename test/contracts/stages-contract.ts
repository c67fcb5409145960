/** How many leads are in each stage. Others of the same table are counted too, so each test looks at what it changes. */
import { expect, test } from "vitest";
import { Lifecycle } from "../../workflows/rules/lead.ts";
import { MONDAY } from "../stories/line.ts";
import { creation, freshId } from "./lives.ts";
import type { Outside } from "./port.ts";
import { tableVerbs } from "./table-verbs.ts";

export function stagesContract(outside: () => Outside): void {
  const { table, created, writes } = tableVerbs(outside);

  /** The stages that hold more or fewer leads than before, and by how many. */
  async function changedBy(act: () => Promise<unknown>): Promise<Partial<Record<Lifecycle, number>>> {
    const before = await counted();
    await act();
    const after = await counted();
    const changes = Lifecycle.options.map((stage, n) => [stage, (after[n] ?? 0) - (before[n] ?? 0)] as const);
    return Object.fromEntries(changes.filter(([, change]) => change !== 0));
  }

  const counted = () => Promise.all(Lifecycle.options.map((stage) => outside().world.stages.leadsIn(stage)));

  test("each lead is counted in its stage and in no other, of every partition", async () => {
    const change = await changedBy(async () => {
      for (let digit = 0; digit < 16; digit++) await created(freshId(digit), { lifecycle: "mql" });
      for (let digit = 0; digit < 3; digit++) await created(freshId(digit), { lifecycle: "dormant" });
    });
    expect(change).toEqual({ mql: 16, dormant: 3 });
  });

  test("a lead that goes on is counted where it has come to, and one that has ended stays where it is", async () => {
    const { leadId } = await created(freshId(7), { lifecycle: "nurturing" });
    expect(await changedBy(() => writes(leadId, { set: { lifecycle: "sql" } }))).toEqual({
      nurturing: -1,
      sql: 1,
    });
    const ends = () => writes(leadId, { set: { endedAt: MONDAY }, remove: ["nextWakeAt"] });
    expect(await changedBy(ends)).toEqual({});
  });

  test("a lead that was buried is in none, and one that came back after that is counted once", async () => {
    const life = await created(freshId(5), { lifecycle: "customer" });
    const { leadId } = life;
    const tombstone = { leadId, erasedAt: MONDAY };
    expect(await changedBy(() => outside().world.erasing.bury(life, tombstone))).toEqual({ customer: -1 });
    const { ledger: _, ...again } = creation(leadId, { generation: MONDAY + 1, lifecycle: "captured" });
    const returns = async () =>
      expect(await table().write(await table().read(leadId), again)).toBe("written");
    expect(await changedBy(returns)).toEqual({ captured: 1 });
  });
}
