/**
 * Stands in the functions' bundles for `workflows/rules/holiday-table.ts`: the same table, which lies beside the code as
 * the campaigns do, and is read by the first rule that asks for a country's holidays. Few calls come that far.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HolidayTable } from "../../workflows/rules/holidays.ts";

let read: HolidayTable | undefined;

/** As it was compiled: it was checked then. */
function table(): HolidayTable {
  read ??= JSON.parse(readFileSync(join(import.meta.dirname, "holidays.json"), "utf8")) as HolidayTable;
  return read;
}

export const HOLIDAYS: HolidayTable = {
  get from() {
    return table().from;
  },
  get until() {
    return table().until;
  },
  get source() {
    return table().source;
  },
  get countries() {
    return table().countries;
  },
};
