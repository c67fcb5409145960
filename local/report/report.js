// Tables that sort by the heading that is pressed: numbers by what they are, words by the alphabet. Without this script
// they stand in their own order.
for (const table of document.querySelectorAll("table.report-table")) {
  if (table.tBodies[0].rows.length < 2) continue;
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading));
    heading.append(button);
  }
}

/** Numbers begin with the largest, words with the first. Pressed again it is the other way round; what has no number comes last. */
function sort(table, heading) {
  const first = heading.classList.contains("number") ? "descending" : "ascending";
  const other = first === "descending" ? "ascending" : "descending";
  const order = heading.getAttribute("aria-sort") === first ? other : first;
  for (const each of heading.parentNode.cells) each.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", order);
  const valued = [...table.tBodies[0].rows].map((row) => ({
    row,
    value: sortsBy(row.cells[heading.cellIndex]),
  }));
  const known = valued.filter(({ value }) => value !== undefined).sort((a, b) => compare(a.value, b.value));
  if (order === "descending") known.reverse();
  const unknown = valued.filter(({ value }) => value === undefined);
  table.tBodies[0].append(...[...known, ...unknown].map(({ row }) => row));
}

function sortsBy(cell) {
  const { value } = cell.dataset;
  if (value === undefined) return cell.textContent;
  return value === "" ? undefined : Number(value);
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a.localeCompare(b);
}
