/** How far leads came: in all, by month, by campaign and by source. */
import type { MonthRow, SourceRow } from "../../../workflows/rules/report/arrivals.ts";
import type { CampaignRow } from "../../../workflows/rules/report/campaigns.ts";
import type { Funnel } from "../../../workflows/rules/report/funnel.ts";
import type { Report } from "../../../workflows/rules/report/report.ts";
import { channelOf, type Source } from "../../../workflows/rules/report/source.ts";
import { type Cell, count, maybe, part, type Table, words } from "./table.ts";

const STAGES = ["Leads", "Agreed to mail", "MQL", "SAL", "Won"];

const stages = ({ leads, nurtured, mql, sal, won }: Funnel): readonly Cell[] => [
  count(leads),
  part(nurtured, leads),
  part(mql, leads),
  part(sal, mql),
  part(won, leads),
];

export function allTable({ all }: Report): Table {
  return {
    name: "all",
    title: "All leads",
    note: "MQL: given to sales at least once. SAL: accepted by sales, of those. Won: a deal that was told of.",
    columns: STAGES,
    rows: [stages(all)],
    none: "",
  };
}

export function monthsTable({ months, zone }: Report): Table {
  return {
    name: "months",
    title: "By the month in which they came",
    note: `How far those have come by today who came in that month, by the calendar of ${zone}. The newest have had little time.`,
    columns: ["Month", ...STAGES],
    rows: months.map((row: MonthRow) => [words(row.month), ...stages(row)]),
    none: "Nobody has come yet.",
  };
}

export function campaignsTable({ campaigns }: Report): Table {
  const row = (each: CampaignRow) => [
    words(each.title === undefined ? `${each.campaign} (no longer there)` : each.campaign),
    ...stages(each),
    maybe(each.ripening.median()),
  ];
  return {
    name: "campaigns",
    title: "By campaign",
    note: "A lead of two campaigns stands in both. A hand-off is its own campaign's, a deal the newest hand-off's before it.",
    columns: ["Campaign", ...STAGES, "Days to ripe, median"],
    rows: campaigns.map(row),
    none: "There is no campaign.",
  };
}

export function sourcesTable(which: "first" | "last", report: Report): Table {
  const row = (each: SourceRow) => [
    words(sourceInWords(each.source)),
    ...stages(each),
    maybe(each.ripening.median()),
    maybe(each.scores.median()),
  ];
  return {
    name: `${which}-sources`,
    title: which === "first" ? "By first source" : "By last source",
    note:
      which === "first"
        ? "What brought them: the post or import by which they came."
        : "What they came by last: their newest post or import so far.",
    columns: ["Source", ...STAGES, "Days to ripe, median", "Score today, median"],
    rows: (which === "first" ? report.firstSources : report.lastSources).map(row),
    none: "Nobody has come yet.",
  };
}

/** `linkedin / paid / spring, from www.linkedin.com, by cold-store-guide`. */
export function sourceInWords(source: Source): string {
  const { by, form, medium, campaign, referrer } = source;
  const named = [source.source, medium, campaign].filter((each) => each !== undefined);
  const channel = channelOf(source);
  return [
    named.length === 0 ? channel : named.join(" / "),
    referrer === undefined || channel === referrer ? "" : `from ${referrer}`,
    channel === form && named.length === 0 ? `a${by === "form" ? " form" : "n import"}` : `by ${form}`,
  ]
    .filter((each) => each !== "")
    .join(", ");
}
