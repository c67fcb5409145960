import { describe, expect, test } from "vitest";
import { takeAnswer } from "../../workflows/rules/handoff.ts";
import type { Handoff } from "../../workflows/rules/life.ts";
import { ASK_FOR_SUBSCRIBERS_EVERY, salesClock } from "../../workflows/rules/sales-clock.ts";
import { told, toldNobody } from "../../workflows/rules/telling.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, row } from "../stories/lives.ts";

const untold = () => {
  const { notifiedAt, dueAt, ...rest } = handoff();
  return rest;
};
const reminded = handoff({ remindedAt: MONDAY + DAY });

describe("what a released hand-off needs", () => {
  test.each<[string, Handoff, number, string]>([
    ["nobody told yet: tell", untold(), 0, "tell sales release"],
    [
      "nobody there to be told: ask again after an hour",
      { ...untold(), toldNobodyAt: MONDAY },
      1,
      `sleep ${ASK_FOR_SUBSCRIBERS_EVERY}`,
    ],
    ["a millisecond before the hour", { ...untold(), toldNobodyAt: MONDAY }, HOUR - 1, `sleep ${HOUR}`],
    ["on the hour", { ...untold(), toldNobodyAt: MONDAY }, HOUR, "tell sales release"],
    ["told: sleep until half the time is over", handoff(), 0, `sleep ${DAY}`],
    ["a millisecond before half", handoff(), DAY - 1, `sleep ${DAY}`],
    ["at half: remind", handoff(), DAY, "tell sales reminder"],
    ["between half and the end, not reminded: remind", handoff(), 2 * DAY - 1, "tell sales reminder"],
    ["reminded: sleep until the end", reminded, DAY, `sleep ${2 * DAY}`],
    ["at the end: expired", reminded, 2 * DAY, "record"],
    ["after the end, never reminded: expired all the same", handoff(), 9 * DAY, "record"],
    ["an odd span: half is rounded down", handoff({ dueAt: MONDAY + 5 }), 1, "sleep 2"],
  ])("%s", (_why, given, since, expected) => {
    const decision = salesClock(row(), given, MONDAY + since);
    const said = {
      "tell sales": () => (decision.do === "tell sales" ? `tell sales ${decision.what}` : ""),
      sleep: () => (decision.do === "sleep" ? `sleep ${decision.until - MONDAY}` : ""),
    };
    expect(decision.do in said ? said[decision.do as keyof typeof said]() : decision.do).toBe(expected);
  });

  test.each([
    ["recycled", {}],
    ["unsubscribed", { consent: { givenAt: MONDAY, withdrawnAt: MONDAY } }],
    ["suppressed", { suppressedAt: MONDAY }],
    ["suppressed", { suppressedAt: MONDAY, consent: { withdrawnAt: MONDAY } }],
  ])("a lead that expires becomes %s, given %j", (lifecycle, lead) => {
    const decision = salesClock(row(lead), reminded, MONDAY + 2 * DAY);
    expect(decision.do === "record" && decision.change.set?.lifecycle).toBe(lifecycle);
  });

  test("told: the clock runs by sales' own calendar, 2 days over the night the clocks change have 47 hours", () => {
    const friday = Date.parse("2027-03-26T12:00:00Z");
    const change = told({ ...untold(), toldNobodyAt: 1 }, "2 days", friday, "Europe/Dublin");
    expect(change.handoffs).toMatchObject([{ notifiedAt: friday, dueAt: friday + 47 * HOUR }]);
    expect(change.handoffs?.[0]?.toldNobodyAt).toBeUndefined();
  });

  test("nobody told: said once in the ledger, however often it is tried", () => {
    expect(toldNobody(untold(), MONDAY).ledger).toHaveLength(1);
    expect(toldNobody({ ...untold(), toldNobodyAt: MONDAY }, MONDAY + HOUR).ledger).toBeUndefined();
  });
});

describe("sales' answer", () => {
  const accept = { answer: "accept", by: "Tom" } as const;
  const reject = { answer: "reject", by: "Tom", reason: "no-budget", note: "", until: undefined } as const;
  const snooze = { answer: "snooze", by: "Tom", until: MONDAY + DAY } as const;
  const answered = (given: Handoff, answer: Parameters<typeof takeAnswer>[2], lead = {}) =>
    takeAnswer(life({ lead, handoffs: [given] }), 1, answer, MONDAY + HOUR, "Europe/Dublin");

  test.each([
    ["accepted", handoff({ status: "accepted", answeredBy: "Ines" }), "Ines accepted this lead already."],
    [
      "rejected",
      handoff({ status: "rejected", answeredBy: "Ines", reason: "no-budget" }),
      "Ines gave this lead back already",
    ],
    ["expired", handoff({ status: "expired" }), "went back to nurture"],
  ])("to a hand-off that is %s: refused, with who was first", (_status, given, says) => {
    for (const answer of [accept, reject, snooze])
      expect(answered(given, answer)).toEqual({ refused: expect.stringContaining(says) });
  });

  test("to a hand-off that is no more, or a lead that was erased: refused", () => {
    expect(takeAnswer(life(), 1, accept, MONDAY, "UTC")).toEqual({ refused: "This lead is no longer here." });
    const erased = { ...life({ handoffs: [handoff()] }), lead: undefined };
    expect(takeAnswer(erased, 1, accept, MONDAY, "UTC")).toEqual({ refused: "This lead is no longer here." });
  });

  test.each([
    ["released", handoff()],
    ["snoozed", handoff({ status: "snoozed", until: MONDAY + DAY })],
  ])("accept of a %s hand-off closes every open run", (_status, given) => {
    const result = answered(given, accept);
    expect("change" in result && result.change).toMatchObject({
      set: { lifecycle: "sal" },
      handoffs: [{ status: "accepted", closedAt: MONDAY + HOUR }],
      enrolments: [{ endedAt: MONDAY + HOUR, because: "Tom accepted it" }],
    });
  });

  test.each([
    ["no-budget", {}, "recycled"],
    ["no-budget", { consent: { withdrawnAt: MONDAY } }, "unsubscribed"],
    ["no-budget", { suppressedAt: MONDAY }, "suppressed"],
    ["not-our-market", { suppressedAt: MONDAY }, "disqualified"],
    ["already-customer", {}, "customer"],
  ] as const)("a no for %s to a lead that is %j makes it %s", (reason, lead, lifecycle) => {
    const result = answered(handoff(), { ...reject, reason }, lead);
    expect("change" in result && result.change.set?.lifecycle).toBe(lifecycle);
  });

  test("only bad timing has a date: another reason's is not kept", () => {
    const until = MONDAY + 90 * DAY;
    const other = answered(handoff(), { ...reject, until });
    expect("change" in other && other.change.handoffs?.[0]?.until).toBeUndefined();
    const timing = answered(handoff(), { ...reject, reason: "bad-timing", until });
    expect("change" in timing && timing.change.handoffs?.[0]?.until).toBe(until);
  });

  test.each([
    [-1, "refused"],
    [0, "refused"],
    [1, "change"],
  ])("snoozed until %i ms from now: %s", (later, outcome) => {
    const result = answered(handoff(), { ...snooze, until: MONDAY + HOUR + later });
    expect(Object.keys(result)).toEqual([outcome]);
  });
});
