/** The table that `npm run holidays` made, as every function carries it. */
import table from "../holidays.json" with { type: "json" };
import type { HolidayTable } from "./holidays.ts";

export const HOLIDAYS: HolidayTable = table;
