import { describe, expect, test } from "vitest";
import type { Known } from "../../workflows/rules/life.ts";
import { cooledOffAt, ripe } from "../../workflows/rules/ripe.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign, SMALL } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, line, PLAYBOOK } from "../stories/lives.ts";

const NOW = MONDAY + 40 * DAY;
const fresh = (at: number) => line({ key: `click#${at}`, at });
const hand = (at: number) =>
  line({ key: `form#${at}`, at, kind: "form", form: "cold-store-guide", handRaised: "asked for sales" });
const given = (closedAt: number) => handoff({ status: "rejected", closedAt });

describe("why sales should have a lead now", () => {
  test.each<[string, Known, string | undefined]>([
    ["fit alone is not enough", life({ ledger: [] }), undefined],
    ["fit and a click", life({ ledger: [fresh(NOW)] }), "65 of 60 points: clicked a link"],
    ["a machine's click", life({ ledger: [{ ...fresh(NOW), machine: "a scanner" }] }), undefined],
    [
      "points, but it unsubscribed",
      life({ ledger: [fresh(NOW)], lead: { consent: { givenAt: 1, withdrawnAt: 2 } } }),
      undefined,
    ],
    ["points, but its mailbox bounced", life({ ledger: [fresh(NOW)], lead: { suppressedAt: 1 } }), undefined],
    ["points without any consent", life({ ledger: [fresh(NOW)], lead: { consent: {} } }), "65 of 60"],
    [
      "a raised hand of somebody who unsubscribed",
      life({ ledger: [hand(NOW)], lead: { consent: { withdrawnAt: 2 } } }),
      "asked for sales",
    ],
    [
      "a raised hand without any fit",
      life({ ledger: [hand(NOW)], lead: { profile: {} } }),
      "asked for sales",
    ],
    [
      "given back 29 days ago, new click",
      life({ ledger: [fresh(NOW)], handoffs: [given(NOW - 29 * DAY)] }),
      undefined,
    ],
    [
      "given back 30 days ago, new click",
      life({ ledger: [fresh(NOW)], handoffs: [given(NOW - 30 * DAY)] }),
      "65 of 60",
    ],
    [
      "given back long ago, nothing new",
      life({ ledger: [fresh(MONDAY)], handoffs: [given(MONDAY)] }),
      undefined,
    ],
    [
      "a hand raised before it was given back",
      life({ ledger: [hand(MONDAY)], handoffs: [given(MONDAY)] }),
      undefined,
    ],
    [
      "a hand raised a millisecond after",
      life({ ledger: [hand(MONDAY + 1)], handoffs: [given(MONDAY)] }),
      "asked for sales",
    ],
    [
      "a hand raised for a form of another campaign",
      life({ ledger: [{ ...hand(NOW), form: "other" }] }),
      undefined,
    ],
  ])("%s", (_why, who, because) => {
    const found = ripe(who, campaign(), PLAYBOOK, NOW)?.because;
    if (because === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(because);
  });

  test("points without the fit that the release asks for", () => {
    const strict = campaign({ release: { ...SMALL.release, fit: 51 } });
    expect(ripe(life({ ledger: [fresh(NOW)] }), strict, PLAYBOOK, NOW)).toBeUndefined();
    const enough = campaign({ release: { ...SMALL.release, fit: 50 } });
    expect(ripe(life({ ledger: [fresh(NOW)] }), enough, PLAYBOOK, NOW)).toBeDefined();
  });

  test.each([
    ["never handed over", [], undefined],
    ["with sales now", [handoff()], undefined],
    ["given back yesterday", [given(NOW - DAY)], NOW + 29 * DAY],
    ["given back 30 days ago to the millisecond", [given(NOW - 30 * DAY)], undefined],
  ])("the cool-off of a lead %s", (_why, handoffs, expected) => {
    expect(cooledOffAt(life({ handoffs }), campaign(), PLAYBOOK, NOW)).toBe(expected);
  });
});
