/** What sales gave back, by all that might explain it; and what a higher threshold would have kept from it. */
import {
  ENOUGH,
  type GaveBackRow,
  isTooMany,
  type ReasonRow,
  TOO_MANY,
} from "../../../workflows/rules/report/gave-back.ts";
import { leftOf, type TryRow } from "../../../workflows/rules/report/other-thresholds.ts";
import type { Report } from "../../../workflows/rules/report/report.ts";
import { type Cell, count, maybe, part, type Table, words } from "./table.ts";

export function gaveBackTable({ gaveBack, campaigns }: Report): Table {
  const { all, bands, reasons, sources } = gaveBack;
  const named = gaveBack.campaigns.map((row) => {
    const isThere = campaigns.some(({ campaign, title }) => campaign === row.name && title !== undefined);
    return isThere ? row : { ...row, name: `${row.name} (no longer there)` };
  });
  return {
    name: "gave-back",
    title: "What sales gave back",
    note: "Of the hand-offs that sales answered, those that it rejected. Points over the threshold are those at the release; a source is the lead's first; a reason's share is of all that sales answered.",
    columns: ["Hand-offs", "Rejected", "Accepted", "Answered"],
    rows:
      all.answered === 0
        ? []
        : [
            ...rowsOf("", [all]),
            ...rowsOf("campaign: ", named),
            ...rowsOf("ripe by: ", bands),
            ...reasons.map(reasonRow),
            ...rowsOf("source: ", sources),
          ],
    none: "Sales has not answered any hand-off yet.",
  };
}

export function triesTable({ gaveBack: { tries } }: Report): Table {
  return {
    name: "higher-thresholds",
    title: "What a higher threshold would have kept from sales",
    note: `Of the campaigns of which sales gives back more than ${TOO_MANY}%: their answered hand-offs, replayed. "Later" would have gone to sales after the day on which it was told, "never" not by what has happened so far. What sales would have said later no replay can know; nor what more mail would have earned whom sales accepted, since their mail ended there.`,
    columns: [
      "Campaign",
      "Threshold",
      "Rejected",
      "Rejected: later",
      "Rejected: never",
      "Accepted",
      "Accepted: later",
      "Accepted: never",
      "Rejected, of what is left",
      "Can't be replayed",
    ],
    rows: tries.map(tryRow),
    none: "There is no need: no campaign is above that.",
  };
}

const rowsOf = (by: string, rows: readonly GaveBackRow[]) => rows.map((row) => gaveBackRow(by, row));

function gaveBackRow(by: string, { name, answered, accepted, rejected }: GaveBackRow): readonly Cell[] {
  return [words(`${by}${name}`), rejectedOf(rejected, answered), count(accepted), count(answered)];
}

function reasonRow({ meaning, rejected, answered }: ReasonRow): readonly Cell[] {
  const share = answered < ENOUGH ? few(rejected) : part(rejected, answered);
  return [words(`reason: ${meaning}`), share, maybe(undefined), maybe(undefined)];
}

/** A share of a few is no share; one that is too large says so. */
function rejectedOf(rejected: number, answered: number): Cell {
  if (isTooMany(rejected, answered)) return { ...part(rejected, answered), mark: `above ${TOO_MANY}%` };
  return answered < ENOUGH ? few(rejected) : part(rejected, answered);
}

const few = (rejected: number): Cell => ({ ...count(rejected), say: "too few to tell" });

function tryRow({ campaign, from, to, rejected, accepted, unlike }: TryRow): readonly Cell[] {
  const left = leftOf(rejected);
  return [
    words(campaign),
    words(`${to} instead of ${from}`),
    count(rejected.all),
    part(rejected.later, rejected.all),
    part(rejected.never, rejected.all),
    count(accepted.all),
    part(accepted.later, accepted.all),
    part(accepted.never, accepted.all),
    rejectedOf(left, left + leftOf(accepted)),
    count(unlike),
  ];
}
