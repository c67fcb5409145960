/** What works so far, and what another threshold would have done. */
import type { Context } from "hono";
import { html } from "hono/html";
import type { Report } from "../../workflows/rules/report/report.ts";
import { reportBody } from "../report/body.ts";
import { gather } from "../report/gather.ts";
import { plainOf } from "../report/json.ts";
import { costsOf, thresholdsOf } from "../report/pairs.ts";
import { ReportRefused } from "../report/report-refused.ts";
import { answer, wantsJson } from "./answer.ts";
import type { Html } from "./layout.ts";
import { Refusal } from "./refusal.ts";
import type { Handler } from "./routes.ts";
import type { LaptopSources } from "./sources.ts";
import { playbookOf } from "./standing.ts";

/** `?threshold=green-bananas=70&cost=linkedin=1200`, as the command takes them; or `?campaign=…&points=…`, as the form sends it. */
export function reportPage(sources: LaptopSources): Handler {
  return async (c) => {
    const report = await reportOf(c, sources);
    const main = wantsJson(c) ? undefined : await reportBody(report, whatIf(c, sources));
    return answer(c, sources, {
      json: () => plainOf(report),
      title: "Report",
      main: () => main ?? html``,
      // A table that somebody has sorted stays so.
      live: "parts",
    });
  };
}

async function reportOf(c: Context, sources: LaptopSources): Promise<Report> {
  const { leads, time } = sources;
  const playbook = playbookOf(sources);
  const [campaign, points] = [c.req.query("campaign"), c.req.query("points")];
  const tried = [
    ...(c.req.queries("threshold") ?? []),
    ...(campaign && points ? [`${campaign}=${points}`] : []),
  ];
  async function* pages() {
    yield (await leads.list()).map(({ leadId }) => leadId);
  }
  try {
    const costs = costsOf(c.req.queries("cost") ?? []);
    const thresholds = thresholdsOf(tried, playbook.campaigns);
    return await gather({ pages, read: leads.read }, { playbook, now: time.now(), thresholds, costs });
  } catch (error) {
    if (error instanceof ReportRefused) throw new Refusal(400, error.message.replaceAll("--", ""));
    throw error;
  }
}

function whatIf(c: Context, { campaigns }: LaptopSources): Html {
  const chosen = c.req.query("campaign");
  return html`<form class="what-if" method="get" action="/report">
    <div class="field"><label for="campaign">What if the threshold of</label>
      <select id="campaign" name="campaign">${campaigns().map(({ name, release }) => html`<option value="${name}" ${name === chosen ? "selected" : ""}>${name} (today ${release.score})</option>`)}</select></div>
    <div class="field"><label for="points">had been</label>
      <input id="points" name="points" type="number" min="1" max="9999" required value="${c.req.query("points") ?? ""}"></div>
    <button>Try it</button>
  </form>
  <p class="quiet">For a file to keep: <code>npm run report -- --out report.html</code>.</p>`;
}
