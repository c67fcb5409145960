/** What a command that looks at every lead asks of the table: who there is, page by page. */
import type { LeadId } from "../../workflows/rules/lead.ts";

export interface Arrivals {
  /** How many leads there are; whoever was erased isn't counted. May be a moment behind. */
  count(): Promise<number>;
  /**
   * All of them, some hundreds at a time, in each partition of the listing the earliest first. Never more than a page is
   * kept. Whoever comes meanwhile may be there or not. May be a moment behind: a lead that was listed may be gone when it
   * is read.
   */
  pages(): AsyncIterable<readonly LeadId[]>;
}
