/** What the touches did, what ripening took and cost, what sales said, and what another threshold would have done. */
import type { Report } from "../../../workflows/rules/report/report.ts";
import type { TouchRow } from "../../../workflows/rules/report/touches.ts";
import { type Cell, count, maybe, part, type Table, words } from "./table.ts";

/** One for each campaign that sent anything. */
export function touchTables({ touches }: Report): readonly Table[] {
  const byCampaign = Map.groupBy(touches, ({ campaign }) => campaign);
  return [...byCampaign].map(([campaign, rows]) => ({
    name: "touches",
    title: rows[0]?.standing === "deleted" ? `${campaign} (no longer there)` : campaign,
    about: campaign,
    columns: TOUCH_COLUMNS,
    rows: rows.map(touchRow),
    none: "",
  }));
}

const TOUCH_COLUMNS = [
  "Touch",
  "Sent",
  "Delivered",
  "Bounced",
  "Opened",
  "Clicked",
  "Replied",
  "Left",
  "Ripe in 14 days",
  "Clicks unsure",
  "Clicks by machines",
];

const STANDING = { current: "", deleted: "", house: "the house's own", removed: "no longer in it" } as const;

function touchRow(row: TouchRow): readonly Cell[] {
  const notes = [row.channel === "mail" ? "" : row.channel, STANDING[row.standing]].filter(Boolean);
  const ofSent = [row.delivered, row.bounced, row.opened, row.clicked, row.replied, row.left, row.ripened];
  return [
    words(notes.length === 0 ? row.touch : `${row.touch} (${notes.join(", ")})`),
    count(row.sent),
    ...ofSent.map((each) => part(each, row.sent)),
    count(row.unsureClicks),
    count(row.machineClicks),
  ];
}

export function ripeningTable({ stretches, all }: Report): Table {
  return {
    name: "ripening",
    title: "How long they took to ripen",
    note: "From their coming to the first time that sales was told.",
    columns: ["After", "Leads"],
    rows: all.mql === 0 ? [] : stretches.map(({ stretch, leads }) => [words(stretch), part(leads, all.mql)]),
    none: "Nobody has ripened yet.",
  };
}

export function handoffsTable({ campaigns }: Report): Table {
  const rows = campaigns.flatMap(({ campaign, handoffs }) => {
    const { accepted, rejected, snoozed, expired, released } = handoffs;
    const all = accepted + rejected + snoozed + expired + released;
    const parts = [accepted, rejected, snoozed, expired, released].map((each) => part(each, all));
    return all === 0 ? [] : [[words(campaign), count(all), ...parts]];
  });
  return {
    name: "handoffs",
    title: "What sales answered",
    note: "Every hand-off counts; a lead that was given back may come twice. One that somebody accepted and lost without a word is among those accepted; one whose lead wanted no contact before anybody answered is left out.",
    columns: ["Campaign", "Hand-offs", "Accepted", "Rejected", "Snoozed", "Never answered", "Waiting"],
    rows,
    none: "Sales has been told of nobody yet.",
  };
}

export function rejectionsTable({ rejections }: Report): Table {
  const all = rejections.reduce((sum, { handoffs }) => sum + handoffs, 0);
  return {
    name: "rejections",
    title: "Why sales gave leads back, by campaign",
    columns: ["Campaign", "Reason", "What it means", "Hand-offs"],
    rows: rejections.map(({ campaign, reason, meaning, handoffs }) => [
      words(campaign),
      words(reason),
      words(meaning),
      part(handoffs, all),
    ]),
    none: "Sales has given nobody back.",
  };
}

export function costsTable({ costs }: Report): Table {
  const OF = {
    campaign: "a campaign",
    source: "a first source",
    nothing: "no lead came by this name",
  } as const;
  return {
    name: "costs",
    title: "What a ripe lead cost",
    columns: ["Name", "What it is", "Cost", "Leads", "MQL", "Won", "Cost per lead", "Cost per MQL"],
    rows: costs.map(({ name, of, cost, leads, mql, won, perLead, perMql }) => [
      words(name),
      words(OF[of]),
      count(cost),
      count(leads),
      part(mql, leads),
      part(won, leads),
      maybe(perLead),
      maybe(perMql),
    ]),
    none: "No cost was given.",
  };
}

export function replaysTable({ replays }: Report): Table {
  return {
    name: "replays",
    title: "What if the threshold had been another",
    note: "Both thresholds are tried on every ledger, each instant judged on what was known by then; a raised hand needs no points under either.",
    columns: [
      "Campaign",
      "Threshold",
      "Tried",
      "Leads",
      "Ripe with today's",
      "Ripe with the other",
      "Gained",
      "Lost",
      "Sooner",
      "Sooner by days, median",
      "Later",
      "Later by days, median",
    ],
    rows: replays.map((row) => [
      words(row.campaign),
      count(row.from),
      count(row.to),
      count(row.leads),
      part(row.ripeNow, row.leads),
      part(row.ripeThen, row.leads),
      part(row.gained, row.leads),
      part(row.lost, row.leads),
      part(row.sooner.count, row.leads),
      maybe(row.sooner.median()),
      part(row.later.count, row.leads),
      maybe(row.later.median()),
    ]),
    none: "No other threshold was tried.",
  };
}
