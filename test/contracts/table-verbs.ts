/** What the contracts of the lead table do with it, in a word each. */
import { expect } from "vitest";
import type { Change } from "../../workflows/rules/change.ts";
import type { LeadId } from "../../workflows/rules/lead.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { creation, freshId } from "./lives.ts";
import type { Outside } from "./port.ts";

export function tableVerbs(outside: () => Outside) {
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

  return { table, known, created, writes, isUnchanged };
}
