import { describe, expect, test } from "vitest";
import type { Handoff } from "../../workflows/rules/life.ts";
import { takeAnswer } from "../../workflows/rules/sales-answer.ts";
import { ASK_AGAIN_EVERY, salesClock } from "../../workflows/rules/sales-clock.ts";
import { told, toldNobody } from "../../workflows/rules/telling.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";

/** Tom's since Monday, to be answered within two days. */
const toms = (change: Partial<Handoff> = {}) => handoff({ to: "tom", remindAt: MONDAY + DAY, ...change });
const untold = () => {
  const { notifiedAt, remindAt, dueAt, ...rest } = toms();
  return rest;
};
const nobodys = () => {
  const { to, ...rest } = untold();
  return rest;
};
const full = { ...nobodys(), fullSince: MONDAY, triedAt: MONDAY };
const reminded = toms({ remindedAt: MONDAY + DAY });

describe("what a released hand-off needs", () => {
  test.each<[string, Handoff, number, string]>([
    ["nobody's yet: somebody is found", nobodys(), 0, "assign"],
    ["of somebody who is on the desk no more: the next is found", toms({ to: "ben" }), 0, "assign"],
    ["everybody full: tried again after an hour", full, 1, `sleep ${HOUR}`],
    ["on the hour", full, HOUR, "assign"],
    [
      "full for four hours: the manager is told",
      { ...full, triedAt: MONDAY + 4 * HOUR },
      4 * HOUR,
      "tell sales nobody free",
    ],
    [
      "told of that: tried on",
      { ...full, triedAt: MONDAY + 4 * HOUR, fullToldAt: MONDAY + 4 * HOUR },
      4 * HOUR,
      `sleep ${5 * HOUR}`,
    ],
    ["nobody told yet: tell", untold(), 0, "tell sales release"],
    ["the next person not told yet: tell", { ...untold(), stage: 2 }, 0, "tell sales next person"],
    [
      "nobody there to be told: ask again after an hour",
      { ...untold(), toldNobodyAt: MONDAY },
      1,
      `sleep ${ASK_AGAIN_EVERY}`,
    ],
    ["a millisecond before the hour", { ...untold(), toldNobodyAt: MONDAY }, HOUR - 1, `sleep ${HOUR}`],
    ["on the hour", { ...untold(), toldNobodyAt: MONDAY }, HOUR, "tell sales release"],
    ["told: sleep until half the time is over", toms(), 0, `sleep ${DAY}`],
    ["a millisecond before half", toms(), DAY - 1, `sleep ${DAY}`],
    ["at half: remind", toms(), DAY, "tell sales reminder"],
    ["between half and the end, not reminded: remind", toms(), 2 * DAY - 1, "tell sales reminder"],
    ["reminded: sleep until the end", reminded, DAY, `sleep ${2 * DAY}`],
    ["at the end: the next person is found", reminded, 2 * DAY, "assign"],
    ["after the end, never reminded: the next person all the same", toms(), 9 * DAY, "assign"],
    [
      "the next person's time is over: the manager is told",
      { ...reminded, stage: 2 },
      2 * DAY,
      "tell sales manager",
    ],
    ["the manager knows: sleep until the end", toms({ stage: 3 }), DAY, `sleep ${2 * DAY}`],
    ["the manager's time is over: expired", toms({ stage: 3 }), 2 * DAY, "record"],
  ])("%s", (_why, given, since, expected) => {
    const decision = salesClock(life(), given, PLAYBOOK, MONDAY + since);
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
    const decision = salesClock(
      life({ lead }),
      toms({ stage: 3, leftToldAt: MONDAY }),
      PLAYBOOK,
      MONDAY + 2 * DAY,
    );
    expect(decision.do === "record" && decision.change.set?.lifecycle).toBe(lifecycle);
  });

  test("told: the clock starts, and nothing is said any more of when nobody was told", () => {
    const change = told(life(), { ...untold(), toldNobodyAt: 1 }, "release", PLAYBOOK, MONDAY);
    expect(change.handoffs).toMatchObject([
      { notifiedAt: MONDAY, remindAt: MONDAY + 24 * HOUR, dueAt: MONDAY + 48 * HOUR },
    ]);
    expect(change.handoffs?.[0]?.toldNobodyAt).toBeUndefined();
  });

  test("a lead that had left before sales was told: that stands in the notice, and nobody is told of it again", () => {
    const left = life({ lead: { consent: { withdrawnAt: MONDAY } } });
    expect(told(left, untold(), "release", PLAYBOOK, MONDAY).handoffs).toMatchObject([
      { leftToldAt: MONDAY },
    ]);
    expect(salesClock(left, toms(), PLAYBOOK, MONDAY)).toMatchObject({ do: "tell sales", what: "left" });
  });

  test("nobody told: said once in the ledger, however often it is tried", () => {
    expect(toldNobody(untold(), MONDAY).ledger).toHaveLength(1);
    expect(toldNobody({ ...untold(), toldNobodyAt: MONDAY }, MONDAY + HOUR).ledger).toBeUndefined();
  });
});

describe("sales' answer", () => {
  const accept = { answer: "accept", by: "tom" } as const;
  const reject = { answer: "reject", by: "tom", reason: "no-budget", note: "", until: undefined } as const;
  const snooze = { answer: "snooze", by: "tom", until: MONDAY + DAY } as const;
  const answered = (given: Handoff, answer: Parameters<typeof takeAnswer>[2], lead = {}) =>
    takeAnswer(life({ lead, handoffs: [given] }), 1, answer, MONDAY + HOUR, PLAYBOOK);

  test.each([
    ["accepted", handoff({ status: "accepted", answeredBy: "Ines" }), "Ines accepted this lead already"],
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
    expect(takeAnswer(life(), 1, accept, MONDAY, PLAYBOOK)).toEqual({
      refused: "This lead is no longer here.",
    });
    const erased = { ...life({ handoffs: [handoff()] }), lead: undefined };
    expect(takeAnswer(erased, 1, accept, MONDAY, PLAYBOOK)).toEqual({
      refused: "This lead is no longer here.",
    });
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
