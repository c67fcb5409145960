import { describe, expect, test } from "vitest";
import type { Life } from "../../../workflows/rules/life.ts";
import { lifeOfNobody } from "../../../workflows/rules/life.ts";
import { type Report, Reporting, type ReportRules } from "../../../workflows/rules/report/report.ts";
import { DAY, MINUTE } from "../../../workflows/rules/time.ts";
import { MONDAY } from "../../stories/line.ts";
import { handoff, life, line, PLAYBOOK, SOMEBODY } from "../../stories/lives.ts";

const NOW = MONDAY + 100 * DAY;

function reportOf(lives: readonly Life[], rules: Partial<ReportRules> = {}): Report {
  const reporting = new Reporting({ playbook: PLAYBOOK, now: NOW, ...rules });
  for (const each of lives) reporting.add(each);
  return reporting.report();
}

describe("a source, a campaign and a month", () => {
  const from = (utm_source: string, days: number, parts: Parameters<typeof life>[0] = {}) => {
    const createdAt = MONDAY + days * DAY;
    const source = { form: "cold-store-guide", utm: { utm_source }, at: createdAt };
    return life({ ...parts, lead: { source, createdAt, ...parts.lead }, ledger: parts.ledger ?? [] });
  };
  const won = line({ key: "activity#1", kind: "activity", activity: "deal-won", at: MONDAY + 90 * DAY });
  const lives = [
    from("linkedin", 0, {
      handoffs: [handoff({ status: "accepted", releasedAt: MONDAY + 4 * DAY })],
      ledger: [won],
    }),
    from("linkedin", 0, {
      handoffs: [handoff({ status: "rejected", reason: "no-budget", releasedAt: MONDAY + 6 * DAY })],
    }),
    from("linkedin", 10, { lead: { consent: {} } }),
    from("letter", 10, { enrolments: [{ campaign: "deleted", n: 1, startedAt: MONDAY }] }),
    lifeOfNobody(SOMEBODY),
  ];

  test("tell how far their leads came, and how long it took", () => {
    const { all, campaigns, firstSources, months, stretches, rejections } = reportOf(lives);
    expect(all).toEqual({ leads: 4, nurtured: 3, mql: 2, sal: 1, won: 1 });
    expect(
      firstSources.map(({ source, leads, mql, ripening }) => [source.source, leads, mql, ripening.median()]),
    ).toEqual([
      ["linkedin", 3, 2, 5],
      ["letter", 1, 0, undefined],
    ]);
    expect(
      campaigns.map(({ campaign: name, title, leads, sal, won: deals }) => [name, title, leads, sal, deals]),
    ).toEqual([
      ["small", "A small campaign", 3, 1, 1],
      ["deleted", undefined, 1, 0, 0],
    ]);
    expect(months).toEqual([
      { month: "2026-11", leads: 2, nurtured: 2, mql: 2, sal: 1, won: 1 },
      { month: "2026-12", leads: 2, nurtured: 1, mql: 0, sal: 0, won: 0 },
    ]);
    expect(stretches.filter(({ leads }) => leads > 0)).toEqual([
      { stretch: "1 to 7 days", from: 1, to: 7, leads: 2 },
    ]);
    expect(rejections).toMatchObject([{ campaign: "small", reason: "no-budget", handoffs: 1 }]);
  });

  test.each([
    [DAY - MINUTE, "within a day"],
    [DAY, "1 to 7 days"],
    [7 * DAY - MINUTE, "1 to 7 days"],
    [7 * DAY, "1 to 2 weeks"],
    [365 * DAY, "over a year"],
  ])("a lead that went to sales after %i ms ripened %s", (took, stretch) => {
    const ripened = from("linkedin", 0, { handoffs: [handoff({ releasedAt: MONDAY + took })] });
    const { stretches } = reportOf([ripened]);
    expect(stretches.filter(({ leads }) => leads > 0).map((each) => each.stretch)).toEqual([stretch]);
  });

  test("tell what a ripe lead cost, or that nothing came of it", () => {
    const costs = new Map([
      ["linkedin", 1200],
      ["small", 900],
      ["letter", 50],
      ["radio", 10],
    ]);
    expect(reportOf(lives, { costs }).costs).toMatchObject([
      { name: "linkedin", of: "source", leads: 3, mql: 2, perLead: 400, perMql: 600 },
      { name: "small", of: "campaign", leads: 3, mql: 2, perMql: 450 },
      { name: "letter", of: "source", leads: 1, perLead: 50, perMql: undefined },
      { name: "radio", of: "nothing", leads: 0, perLead: undefined, perMql: undefined },
    ]);
  });

  test("count no hand-off as never answered that its lead ended itself", () => {
    const over = (reason?: string) =>
      life({ handoffs: [handoff({ status: "expired", ...(reason === undefined ? {} : { reason }) })] });
    const [row] = reportOf([over(), over("no-contact")]).campaigns;
    expect(row).toMatchObject({ mql: 2, handoffs: { expired: 1 } });
  });

  test("of nobody are empty, and say so", () => {
    const report = reportOf([]);
    expect(report.all).toEqual({ leads: 0, nurtured: 0, mql: 0, sal: 0, won: 0 });
    expect(report.campaigns.map(({ campaign: name, leads }) => [name, leads])).toEqual([["small", 0]]);
    expect([report.touches, report.months, report.firstSources, report.rejections]).toEqual([[], [], [], []]);
    expect(report.ripening.median()).toBeUndefined();
  });
});
