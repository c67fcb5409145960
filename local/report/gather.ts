/** The lives of all leads, one after the other, into a report. A page of them is held at a time, and a few are read at once. */
import type { LeadId } from "../../workflows/rules/lead.ts";
import type { Life } from "../../workflows/rules/life.ts";
import { type Report, Reporting, type ReportRules } from "../../workflows/rules/report/report.ts";

/** So many queries at once: on AWS some hundred lives a second, and far from what a table refuses. */
const AT_ONCE = 16;

export interface Lives {
  pages(): AsyncIterable<readonly LeadId[]>;
  read(leadId: LeadId): Promise<Life>;
}

export async function gather(
  { pages, read }: Lives,
  rules: ReportRules,
  progress: (leads: number) => void = () => undefined,
): Promise<Report> {
  const reporting = new Reporting(rules);
  let done = 0;
  for await (const page of pages()) {
    for (let from = 0; from < page.length; from += AT_ONCE) {
      const lives = await Promise.all(page.slice(from, from + AT_ONCE).map(read));
      for (const life of lives) reporting.add(life);
      done += lives.length;
      progress(done);
    }
  }
  return reporting.report();
}
