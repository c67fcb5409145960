/** The report as it stands on a page, the laptop's or one of its own: pictures, each with its table. */
import { html, raw } from "hono/html";
import type { Report } from "../../workflows/rules/report/report.ts";
import type { Html } from "../console/layout.ts";
import { moment } from "../console/moment.ts";
import {
  type Chart,
  clicksChart,
  funnelChart,
  gaveBackChart,
  monthsChart,
  ripeningChart,
  scoreChart,
} from "./charts.ts";
import { htmlTable } from "./html-table.ts";
import { allTable, campaignsTable, monthsTable, sourcesTable } from "./tables/funnels.ts";
import { gaveBackTable, triesTable } from "./tables/gave-back.ts";
import {
  costsTable,
  handoffsTable,
  rejectionsTable,
  replaysTable,
  ripeningTable,
  touchTables,
} from "./tables/others.ts";
import type { Table } from "./tables/table.ts";
import { alarm, verdicts } from "./verdict.ts";

/** `extra` stands under the heading. */
export async function reportBody(report: Report, extra: Html | "" = ""): Promise<Html> {
  const { all, asOf } = report;
  const top = html`<h1>Report</h1>
    <p class="quiet">As of ${moment(asOf, report.zone)}.</p>
    ${extra}`;
  if (all.leads === 0)
    return html`${top}<p class="lead">There are no leads yet, so there is nothing to tell.</p>`;
  const tooMany = alarm(report.gaveBack);
  return html`<div class="report">${top}
    ${tooMany && html`<p class="verdict"><strong>${tooMany}</strong> See "What sales gave back".</p>`}
    ${section(allTable(report), await funnelChart(report))} ${clicksLine(report)}
    ${section(monthsTable(report), await monthsChart(report))}
    ${section(campaignsTable(report))} ${section(handoffsTable(report))} ${await learning(report)} ${await touches(report)}
    ${section(sourcesTable("first", report), await scoreChart(report))}
    ${section(sourcesTable("last", report))}
    ${section(ripeningTable(report), await ripeningChart(report))}
    ${report.costs.length === 0 ? "" : section(costsTable(report))}
    ${report.replays.length === 0 ? "" : section(replaysTable(report))}
  </div>`;
}

function clicksLine({ clicks: { person, unsure, machine } }: Report): Html {
  const all = person + unsure + machine;
  return html`<p class="note">Links followed: ${all}. By people: ${person}. <strong>Machine clicks kept out: ${machine}.</strong> Not settled or not sure: ${unsure}, which are kept out too.</p>`;
}

/** What sales says of it is told at once, and then shown. */
async function learning(report: Report): Promise<Html> {
  const { tries, campaigns } = report.gaveBack;
  const told = verdicts(report.gaveBack).map(
    ({ headline, text, isAlarming }) =>
      html`<p class="${isAlarming ? "verdict" : ""}"><strong>${headline}</strong> ${text}</p>`,
  );
  return html`${section(gaveBackTable(report), await gaveBackChart(report), 2, told)}
    ${tries.length === 0 ? "" : section(triesTable(report))}
    ${campaigns.length < 2 ? "" : section(rejectionsTable(report))}`;
}

async function touches(report: Report): Promise<Html> {
  const tables = await Promise.all(
    touchTables(report).map(async (table) => section(table, await clicksChart(report, table.about ?? ""), 3)),
  );
  return html`<h2>Touches</h2>
    <p class="quiet">Of each: how many were sent, and of those how many were delivered, opened, clicked by a person, and so on. What machines opened is left out, as far as we know them. A hand-off counts for each touch of its campaign in the 14 days before it.</p>
    ${tables.length === 0 ? html`<p>Nothing has been sent yet.</p>` : tables}`;
}

function section(table: Table, chart?: Chart, level: 2 | 3 = 2, told: readonly Html[] = []): Html {
  const heading = level === 2 ? html`<h2>${table.title}</h2>` : html`<h3>${table.title}</h3>`;
  return html`<section>
    ${heading} ${told} ${table.note && html`<p class="quiet">${table.note}</p>`}
    ${chart && figure(chart)} ${htmlTable(table)}
  </section>`;
}

function figure({ title, inWords, svg }: Chart): Html {
  const text = inWords.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return html`<figure>
    <figcaption>${title}</figcaption>
    ${raw(svg.replace("<svg ", `<svg role="img" aria-label="${text.replaceAll("$", "$$$$")}" `))}
  </figure>`;
}
