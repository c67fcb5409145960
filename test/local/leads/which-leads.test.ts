import { describe, expect, test } from "vitest";
import { holds, readWhere } from "../../../local/leads/which-leads.ts";
import { lifeOfNobody } from "../../../workflows/rules/life.ts";
import { enrolment, freshId, newLead } from "../../contracts/lives.ts";
import { MONDAY } from "../../stories/line.ts";

const CAMPAIGNS = ["small", "long-cycle"];
const NOW = Date.parse("2026-12-01T12:00:00Z");
const read = (...terms: string[]) => readWhere(terms, CAMPAIGNS, NOW);

test("all terms are read, in whatever order", () => {
  expect(read("in-trouble", "campaign=small", "begun-before=2026-10-01")).toEqual({
    begunBefore: Date.parse("2026-10-01T00:00:00Z"),
    campaign: "small",
    inTrouble: true,
  });
  expect(read("begun-before=2026-10-01T09:30Z", "segment=large", "lifecycle=nurturing")).toEqual({
    begunBefore: Date.parse("2026-10-01T09:30:00Z"),
    segment: "large",
    lifecycle: "nurturing",
  });
});

test.each([
  [["in-trouble"], "--where names no begin: add one, such as begun-before=2026-10-01."],
  [["begun-before=yesterday"], 'begun-before is "yesterday": it should be a day such as 2026-10-01'],
  [["begun-before=2026-13-01"], 'begun-before is "2026-13-01"'],
  [["begun-before=2026-12-02"], "begun-before=2026-12-02 lies ahead"],
  [["begun=2026-10-01"], '--where doesn\'t know "begun=2026-10-01". '],
  [["begunbefore=2026-10-01"], 'Did you mean "begun-before"?'],
  [["begun-before"], '--where doesn\'t know "begun-before".'],
  [["in-trouble=yes"], '--where doesn\'t know "in-trouble=yes".'],
  [["campaign=smal"], 'There is no campaign "smal". Did you mean "small"?'],
  [["lifecycle=nuturing"], 'There is no lifecycle "nuturing". Did you mean "nurturing"?'],
  [["begun-before=2026-10-01", "begun-before=2026-10-02"], "--where says something twice"],
  [["begun-before=2026-10-01 campaign=small"], 'begun-before is "2026-10-01 campaign=small"'],
])("%j is refused in words", (terms, says) => {
  expect(() => read(...terms)).toThrow(says);
});

describe("of a lead that began on Monday it holds", () => {
  const leadId = freshId();
  const life = (lead = {}, ended = {}) => ({
    ...lifeOfNobody(leadId),
    lead: newLead(leadId, { segment: "large", ...lead }),
    enrolments: [{ ...enrolment(1), ...ended }],
  });
  const begunBefore = MONDAY + 1;

  test.each([
    [{ begunBefore }, life(), true],
    [{ begunBefore: MONDAY }, life(), false],
    [{ begunBefore, campaign: "small", segment: "large", lifecycle: "nurturing" }, life(), true],
    [{ begunBefore, campaign: "long-cycle" }, life(), false],
    [{ begunBefore, campaign: "small" }, life({}, { endedAt: MONDAY }), false],
    [{ begunBefore, segment: "small" }, life(), false],
    [{ begunBefore, lifecycle: "mql" }, life(), false],
    [{ begunBefore, inTrouble: true as const }, life(), false],
    [{ begunBefore, inTrouble: true as const }, life({ trouble: "TypeError" }), true],
    [{ begunBefore }, life({ endedAt: MONDAY }), false],
    [{ begunBefore }, lifeOfNobody(leadId), false],
  ])("%j", (where, lead, does) => {
    expect(holds(where, lead)).toBe(does);
  });
});
