/** All leads of a table in memory. */
import type { Arrivals } from "../leads/arrivals.ts";
import type { MemoryLeads } from "./memory-leads.ts";

export function memoryArrivals(leads: Pick<MemoryLeads, "all">, page = 500): Arrivals {
  const present = () => leads.all().flatMap(({ lead }) => lead ?? []);
  return {
    count: async () => present().length,
    async *pages() {
      const all = present().sort((a, b) => a.createdAt - b.createdAt);
      for (let at = 0; at < all.length; at += page)
        yield all.slice(at, at + page).map(({ leadId }) => leadId);
    },
  };
}
