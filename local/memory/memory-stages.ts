/** How many leads of a table in memory are in a stage. */
import type { Stages } from "../../functions/world/world.ts";
import type { MemoryLeads } from "./memory-leads.ts";

export function memoryStages(leads: Pick<MemoryLeads, "all">): Stages {
  return {
    leadsIn: async (stage) => leads.all().filter(({ lead }) => lead?.lifecycle === stage).length,
  };
}
