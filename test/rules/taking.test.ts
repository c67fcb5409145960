import { describe, expect, test } from "vitest";
import { apply } from "../../workflows/rules/change.ts";
import { decide } from "../../workflows/rules/decide.ts";
import type { Known } from "../../workflows/rules/life.ts";
import { take } from "../../workflows/rules/taking.ts";
import { DAY } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";

const NOW = MONDAY + 40 * DAY;
const NOBODY = { ...life({}), lead: undefined, enrolments: [], touches: [], ledger: [], handoffs: [] };

describe("they called: take it now", () => {
  test.each<[string, Known]>([
    ["a lead in the middle of its letters", life({})],
    ["one that unsubscribed", life({ lead: { consent: { givenAt: 1, withdrawnAt: 2 } } })],
    [
      "one that sales gave back yesterday",
      life({ handoffs: [handoff({ status: "rejected", closedAt: NOW - DAY })] }),
    ],
    ["one that sales snoozed", life({ handoffs: [handoff({ status: "snoozed", until: NOW + 30 * DAY })] })],
    ["one without any fit", life({ lead: { profile: {} } })],
  ])("%s goes to sales at once, with the reason as it was given", (_who, known) => {
    const taken = take(known, "they called about room 3", PLAYBOOK, NOW);
    if (!("change" in taken)) throw new Error(taken.refused);
    const then = apply(known, taken.change) as Known;
    const first = decide(then, PLAYBOOK, NOW);
    const next = first.do === "record" ? decide(apply(then, first.change), PLAYBOOK, NOW) : first;
    expect(first.do).toBe("record");
    expect(next).toMatchObject({ do: "assign" });
    const released = first.do === "record" ? apply(then, first.change).handoffs.at(-1) : undefined;
    if (known.handoffs[0]?.status !== "snoozed")
      expect(released).toMatchObject({ because: "they called about room 3", campaign: "small" });
  });

  test("one that went silent is taken up again where it stood, for when sales gives it back", () => {
    const silent = {
      campaign: "small",
      n: 1,
      startedAt: MONDAY,
      endedAt: NOW,
      end: "silent",
      because: "silent",
    } as const;
    const taken = take(life({ enrolments: [silent] }), "they called", PLAYBOOK, NOW);
    expect(taken).toMatchObject({ change: { enrolments: [{ campaign: "small", n: 1, startedAt: MONDAY }] } });
    expect("change" in taken && taken.change.enrolments?.[0]).not.toHaveProperty("endedAt");
  });

  test.each([
    ["nobody we know", NOBODY, "There is no such lead: add it first."],
    [
      "one that was erased",
      { ...NOBODY, tombstone: { leadId: NOBODY.leadId, erasedAt: 1 } },
      "This lead was erased: only its own post brings it back.",
    ],
    [
      "one in no campaign",
      life({ enrolments: [] }),
      "This lead is in no campaign, and a campaign says how sales is told: add it with the source of one.",
    ],
    [
      "a customer",
      life({ lead: { lifecycle: "customer", because: "Tom says so" } }),
      "Nobody sells to this lead any more: Tom says so.",
    ],
    [
      "a student",
      life({ lead: { profile: { jobTitle: "Student" } } }),
      "This lead is disqualified: a student.",
    ],
    [
      "one that sales has been told of",
      life({ handoffs: [handoff({})] }),
      "Sales has been told of this lead already, and has yet to answer.",
    ],
    [
      "one that sales accepted",
      life({ handoffs: [handoff({ status: "accepted", answeredBy: "Tom" })] }),
      "Tom has accepted this lead already.",
    ],
  ])("%s is refused in words", (_who, known, refused) => {
    expect(take(known, "they called", PLAYBOOK, NOW)).toEqual({ refused });
  });

  test("pressed twice, it is one raised hand", () => {
    const once = take(life({}), "they called", PLAYBOOK, NOW);
    const then = "change" in once ? apply(life({}), once.change) : life({});
    expect(take(then, "they called", PLAYBOOK, NOW + 1)).toEqual({
      refused: "This lead is on its way to sales already.",
    });
  });
});
