/** All tables of a report, in their order. */
import type { Report } from "../../../workflows/rules/report/report.ts";
import { allTable, campaignsTable, monthsTable, sourcesTable } from "./funnels.ts";
import { gaveBackTable, triesTable } from "./gave-back.ts";
import {
  costsTable,
  handoffsTable,
  rejectionsTable,
  replaysTable,
  ripeningTable,
  touchTables,
} from "./others.ts";
import type { Table } from "./table.ts";

export function allTables(report: Report): readonly Table[] {
  return [
    allTable(report),
    monthsTable(report),
    campaignsTable(report),
    ...touchTables(report),
    sourcesTable("first", report),
    sourcesTable("last", report),
    ripeningTable(report),
    handoffsTable(report),
    gaveBackTable(report),
    rejectionsTable(report),
    triesTable(report),
    costsTable(report),
    replaysTable(report),
  ];
}
