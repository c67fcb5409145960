/**
 * DynamoDB reads the items of a query one by one: in the moments in which a transaction of ours comes to be, one of them may
 * be as it was before and the next as it is after (its documentation calls that read-committed). Whoever decided on the
 * row without the run that came with it would find nothing to do and end the lead. So each item carries the count of the
 * row that it was written with, and the row how many went with its last transaction.
 */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { CAME_BACK, type Item, isOfLife, LEAD_ROW, LIFE } from "./lead-items.ts";

/** On every item beside the row: the row's `ledgerSeq` as of its write. The table's matter, no rule's. */
export const WRITTEN_AT = "seq";

/** On the row: `{ seq, items }` of the last transaction that put items beside it. The table's matter, no rule's. */
export const LAST_PUT = "lastPut";

/** Whether these items of a lead were not all there at one moment. Of items from before they carried it, nobody can tell. */
export function isTorn(items: readonly Item[]): boolean {
  const marks = items.map((item) => unmarshall(onlyMarks(item)));
  const row = marks.find(({ sk }) => sk === LEAD_ROW);
  if (row === undefined || row["erasedAt"] !== undefined) return false;
  const counts = marks.filter((mark) => mark !== row && isOfLife(mark, row)).map((mark) => mark[WRITTEN_AT]);
  const put: { seq: number; items: number } = row[LAST_PUT] ?? { seq: 0, items: 0 };
  const isAhead = counts.some((count = 0) => count > row["ledgerSeq"]);
  return isAhead || counts.filter((count) => count === put.seq).length < put.items;
}

const MARKS = ["sk", "erasedAt", "ledgerSeq", "createdAt", LIFE, CAME_BACK, WRITTEN_AT, LAST_PUT];

function onlyMarks(item: Item): Item {
  return Object.fromEntries(MARKS.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}
