/** The report's pictures: drawn by Vega on this machine, in the page's own colours, so that they follow light and dark. */
import { TOO_MANY } from "../../workflows/rules/report/gave-back.ts";
import type { Report } from "../../workflows/rules/report/report.ts";
import { channelOf } from "../../workflows/rules/report/source.ts";
import { together } from "../../workflows/rules/report/spread.ts";
import { type Bar, bars } from "./bars.ts";

export interface Chart {
  readonly title: string;
  /** What it shows, for whoever doesn't see it. */
  readonly inWords: string;
  readonly svg: string;
}

/** More bars than that are read in the table beneath. */
const MOST_BARS = 12;

export function funnelChart({ all }: Report): Promise<Chart | undefined> {
  const stages = [
    ["came", all.leads],
    ["agreed to mail", all.nurtured],
    ["MQL", all.mql],
    ["SAL", all.sal],
    ["won", all.won],
  ] as const;
  return chart("How far all leads have come", "leads", stages);
}

export function monthsChart({ months }: Report): Promise<Chart | undefined> {
  const newest = months.slice(-MOST_BARS);
  const rows = newest.flatMap(({ month, leads, mql, sal, won }): Bar[] => [
    { row: month, series: "leads", value: leads },
    { row: month, series: "MQL", value: mql },
    { row: month, series: "SAL", value: sal },
    { row: month, series: "won", value: won },
  ]);
  const inWords = newest.map(({ month, leads, mql }) => `${month} ${leads} leads, ${mql} MQL`);
  return drawn("By month of arrival", "leads", rows, inWords);
}

export function ripeningChart({ stretches, all }: Report): Promise<Chart | undefined> {
  const rows = stretches.map(({ stretch, leads }) => [stretch, leads] as const);
  return chart("Days from coming to ripe", "leads", all.mql === 0 ? [] : rows);
}

export function scoreChart({ firstSources }: Report): Promise<Chart | undefined> {
  const channels = Map.groupBy(firstSources, ({ source }) => channelOf(source));
  const rows = [...channels]
    .map(([channel, sources]) => [channel, together(sources.map(({ scores }) => scores))] as const)
    .filter(([, { count }]) => count > 0)
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([channel, scores]) => [channel, scores.median() ?? 0] as const);
  return chart("Score today by who brought them first, median", "points", rows.slice(0, MOST_BARS));
}

export function clicksChart({ touches }: Report, campaign: string): Promise<Chart | undefined> {
  const rows = touches
    .filter((row) => row.campaign === campaign && row.channel === "mail" && row.sent > 0)
    .map(({ touch, clicked, sent }) => [touch, Math.round((1000 * clicked) / sent) / 10] as const);
  return chart("Clicked by a person, of those sent", "%", rows.slice(0, MOST_BARS));
}

/** Where a share can be told: by campaign, where there are several, and by points over the threshold. */
export function gaveBackChart({ gaveBack }: Report): Promise<Chart | undefined> {
  const { all, bands } = gaveBack;
  const campaigns = gaveBack.campaigns.length > 1 ? gaveBack.campaigns : [];
  const rows = [all, ...campaigns, ...bands].flatMap(({ name, share }) =>
    share === undefined ? [] : [[name, Math.round(1000 * share) / 10] as const],
  );
  return chart(
    `Given back by sales, of those answered: the line is at ${TOO_MANY}%`,
    "%",
    rows.slice(0, MOST_BARS),
    TOO_MANY,
  );
}

function chart(
  title: string,
  unit: string,
  rows: readonly (readonly [row: string, value: number])[],
  limit?: number,
): Promise<Chart | undefined> {
  const inWords = rows.map(([row, value]) => `${row} ${value}`);
  return drawn(
    title,
    unit,
    rows.map(([row, value]) => ({ row, value })),
    inWords,
    limit,
  );
}

async function drawn(
  title: string,
  unit: string,
  rows: readonly Bar[],
  inWords: readonly string[],
  limit?: number,
): Promise<Chart | undefined> {
  if (rows.every(({ value }) => value === 0)) return undefined;
  const svg = await bars(rows, unit, limit);
  return { title, inWords: `${title} (${unit}): ${inWords.join("; ")}.`, svg };
}
