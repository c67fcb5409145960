/** A report as one flat CSV file: a line for each number, with what it is a part of, so that a spreadsheet can pivot it. */
import { stringify } from "csv-stringify/sync";
import type { Report } from "../../workflows/rules/report/report.ts";
import { allTables } from "./tables/all.ts";
import { isQuantity, type Table } from "./tables/table.ts";

const COLUMNS = ["table", "item", "measure", "value", "of"];

/**
 * What looks like a formula gets an apostrophe before it, so that it stays the text it is; behind a semicolon too, where
 * half of Europe's spreadsheets begin a new cell.
 */
export function csvOf(report: Report): string {
  const lines = allTables(report).flatMap(linesOf);
  return stringify([COLUMNS, ...lines], {
    escape_formulas: true,
    cast: { string: (text) => text.replace(/(?<=[;\t\r\n]["'\s]*)[=+\-@＝＋－＠]/g, "'$&") },
  });
}

function linesOf({ name, about, columns, rows }: Table): readonly (readonly (string | number)[])[] {
  return rows.flatMap((cells) => {
    const texts = cells.flatMap((cell) => (isQuantity(cell) ? [] : [cell.text]));
    const item = [...(about === undefined ? [] : [about]), ...texts].join(" · ");
    return cells.flatMap((cell, at) =>
      isQuantity(cell) ? [[name, item, columns[at] ?? "", cell.value ?? "", cell.of ?? ""]] : [],
    );
  });
}
