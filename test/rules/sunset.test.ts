/** Since when a lead is silent: since a person's last sign, whatever its scanner did. */
import { describe, expect, test } from "vitest";
import { after as plus } from "../../workflows/rules/clock.ts";
import type { LedgerLine } from "../../workflows/rules/life.ts";
import { silentAt } from "../../workflows/rules/sunset.ts";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line } from "../stories/lives.ts";

const UTC = "UTC";
const SMALL = campaign({ sunset: "2 months" });
const click = (change: Partial<LedgerLine> = {}) =>
  line({ touchId: "small_1_welcome_1", messageId: "mail-welcome", link: "guide", ...change });

function silentAfter(...ledger: readonly LedgerLine[]) {
  const enrolment = { campaign: "small", n: 1, startedAt: MONDAY };
  return silentAt(life({ ledger }), { campaign: SMALL, enrolment }, UTC);
}

describe("a lead is silent two months after", () => {
  test.each<[string, LedgerLine, number]>([
    ["the start of its run, where it gave no sign", line({ kind: "open", at: MONDAY + DAY }), 0],
    ["its click", click({ at: MONDAY + 3 * DAY }), 3 * DAY],
    [
      "its newest click on the same link",
      click({ at: MONDAY + 3 * DAY, again: [MONDAY + 30 * DAY] }),
      30 * DAY,
    ],
    ["its start, where only a scanner clicked", click({ at: MONDAY + MINUTE, machine: "a scanner" }), 0],
    ["its reply", line({ key: "reply#1", kind: "reply", what: "replied", at: MONDAY + 9 * DAY }), 9 * DAY],
  ])("%s", (_what, sign, since) => {
    expect(silentAfter(sign)).toBe(plus(MONDAY + since, "2 months", UTC));
  });

  test("its reader's click on a link that its scanner had followed first", () => {
    const scanned = MONDAY + MINUTE;
    const both = click({ at: scanned, again: [MONDAY + 20 * DAY] });
    const hidden = click({ key: "click#mail-welcome#unseen", link: "unseen", at: scanned });
    expect(silentAfter(both, hidden)).toBe(plus(MONDAY + 20 * DAY, "2 months", UTC));
  });

  test("a click that a scanner made again later moves nothing", () => {
    const scanned = MONDAY + 20 * DAY;
    const both = click({ at: MONDAY + 3 * DAY, again: [scanned] });
    const hidden = click({ key: "click#mail-welcome#unseen", link: "unseen", at: scanned });
    expect(silentAfter(both, hidden)).toBe(plus(MONDAY + 3 * DAY, "2 months", UTC));
  });
});
