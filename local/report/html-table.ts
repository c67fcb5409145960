/** A table on a page. Its numbers carry their shares; a click on a heading sorts by it, see report.js. */
import { html } from "hono/html";
import type { Html } from "../console/layout.ts";
import { type Cell, isQuantity, type Quantity, type Table } from "./tables/table.ts";

/** A page is read by people: the rest stands in the CSV. */
const MOST_ROWS = 100;

export function htmlTable(table: Table): Html {
  const { title, about, columns, rows, none } = table;
  if (rows.length === 0) return html`<p>${none}</p>`;
  const left = rows.length - MOST_ROWS;
  const name = about === undefined ? title : `Touches of ${title}`;
  return html`<div class="table-frame" role="region" aria-label="${name}" tabindex="0">
      <table class="report-table">
        <thead><tr>${columns.map((column, at) => html`<th scope="col" class="${isNumber(table, at) ? "number" : ""}">${column}</th>`)}</tr></thead>
        <tbody>
          ${rows.slice(0, MOST_ROWS).map((cells) => html`<tr>${cells.map((cell, at) => cellOf(cell, at === 0))}</tr>`)}
        </tbody>
      </table>
    </div>
    ${left > 0 ? html`<p class="quiet">And ${left} more: <code>--format csv</code> has them all.</p>` : ""}`;
}

function isNumber({ rows }: Table, at: number): boolean {
  const cell = rows[0]?.[at];
  return cell !== undefined && isQuantity(cell);
}

function cellOf(cell: Cell, isFirst: boolean): Html {
  if (!isQuantity(cell))
    return isFirst ? html`<th scope="row">${cell.text}</th>` : html`<td>${cell.text}</td>`;
  return html`<td class="number" data-value="${cell.value ?? ""}">${inWords(cell)}</td>`;
}

function inWords({ value, of, say, mark }: Quantity): Html {
  if (value === undefined) return html`<span class="quiet" title="nothing to tell">–</span>`;
  const share = of ? `${percent(value, of)} of ${number(of)}` : say;
  return html`${number(value)}${share && html` <span class="share">${share}</span>`}${mark && html` <strong class="share mark">${mark}</strong>`}`;
}

function number(value: number): string {
  return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 }).format(value);
}

function percent(value: number, of: number): string {
  return new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 }).format(value / of);
}
