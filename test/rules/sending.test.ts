import { describe, expect, test } from "vitest";
import { awaitsConfirmation, lifecycleAfterSales, mailable } from "../../workflows/rules/consent.ts";
import { claim, MOST_TRIES, noteAnswer } from "../../workflows/rules/sending.ts";
import { confirm, unsubscribe } from "../../workflows/rules/subscription.ts";
import { suppress } from "../../workflows/rules/suppression.ts";
import { HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, row, touch } from "../stories/lives.ts";

const claimed = (tries: number) => touch({ status: "claimed", attempt: "mine", tries });
const throttled = { answer: "refused", code: "TooManyRequestsException", address: false } as const;
const note = (tries: number, chance = 0) =>
  noteAnswer(life({ touches: [claimed(tries)] }), claimed(1).touchId, "mine", throttled, MONDAY, chance);

describe("the ladder of retries", () => {
  test.each([
    [1, MINUTE],
    [2, 2 * MINUTE],
    [3, 4 * MINUTE],
    [9, 256 * MINUTE],
    [10, 6 * HOUR],
    [23, 6 * HOUR],
  ])("after refusal %i it is tried again in %i ms", (tries, wait) => {
    expect(note(tries)?.touches).toMatchObject([
      { status: "refused", refusal: "TooManyRequestsException", retryAt: MONDAY + wait },
    ]);
  });

  test("leads refused together come back spread over a quarter of the wait", () => {
    const latest = note(1, 0.999_999)?.touches?.[0]?.retryAt ?? 0;
    expect(latest).toBeGreaterThan(MONDAY + 1.24 * MINUTE);
    expect(latest).toBeLessThanOrEqual(MONDAY + 1.25 * MINUTE);
  });

  test("after the last try the touch is given up, and the ledger says so", () => {
    const change = note(MOST_TRIES);
    expect(change?.touches).toMatchObject([{ status: "failed" }]);
    expect(change?.ledger).toMatchObject([{ kind: "touch", what: expect.stringContaining("24 times") }]);
  });

  test("a second claim counts on", () => {
    const refused = touch({ status: "refused", tries: 4 });
    const { touchId, campaign, enrolment, name } = refused;
    const planned = { touchId, campaign, enrolment, name, channel: "mail", round: 1, version: "1" } as const;
    expect(
      claim(life({ touches: [refused] }), planned, "next", { subject: "s" }, MONDAY).touches,
    ).toMatchObject([{ status: "claimed", attempt: "next", tries: 5 }]);
  });
});

describe("an answer settles only its own attempt", () => {
  const sent = { answer: "sent", messageId: "m" } as const;
  test.each([
    ["its own claim", claimed(1), "mine", "sent"],
    ["what was called unknown", { ...claimed(1), status: "unknown" as const }, "mine", "sent"],
    ["another attempt's claim", claimed(1), "theirs", undefined],
    ["what is sent already", { ...claimed(1), status: "sent" as const }, "mine", undefined],
  ])("%s", (_what, before, attempt, status) => {
    const change = noteAnswer(life({ touches: [before] }), before.touchId, attempt, sent, MONDAY, 0);
    expect(change?.touches?.[0]?.status).toBe(status);
  });

  test("nothing is noted on a lead that was erased", () => {
    const erased = { ...life({ touches: [claimed(1)] }), lead: undefined };
    expect(noteAnswer(erased, claimed(1).touchId, "mine", sent, MONDAY, 0)).toBeUndefined();
  });
});

describe("who may be mailed", () => {
  test.each([
    ["consent given", { consent: { givenAt: 1 } }, true],
    ["never given", { consent: {} }, false],
    ["given and withdrawn", { consent: { givenAt: 1, withdrawnAt: 2 } }, false],
    ["bounced", { consent: { givenAt: 1 }, suppressedAt: 2 }, false],
  ])("%s", (_what, lead, may) => {
    expect(mailable(row(lead)).may).toBe(may);
  });

  test.each([
    [false, {}, false],
    [true, {}, true],
    [true, { confirmedAt: 1 }, false],
  ])("double opt-in %s, consent %j: waits %s", (doubleOptIn, consent, waits) => {
    expect(awaitsConfirmation(row({ consent }), campaign({ consent: { doubleOptIn } }))).toBe(waits);
  });

  test.each([
    [{}, "recycled"],
    [{ consent: { withdrawnAt: 1 } }, "unsubscribed"],
    [{ consent: { withdrawnAt: 1 }, suppressedAt: 1 }, "suppressed"],
  ])("sales gives back a lead that is %j: %s", (lead, lifecycle) => {
    expect(lifecycleAfterSales(row(lead))).toBe(lifecycle);
  });
});

describe("leaving", () => {
  test.each([
    ["nurturing", "unsubscribed"],
    ["mql", "unsubscribed"],
    ["dormant", "unsubscribed"],
    ["sal", undefined],
    ["customer", undefined],
    ["disqualified", undefined],
    ["suppressed", undefined],
  ] as const)("a lead that is %s and unsubscribes becomes %s", (lifecycle, then) => {
    const change = unsubscribe(life({ lead: { lifecycle } }), MONDAY, "on our page", { how: "preferences" });
    expect(change?.set?.lifecycle).toBe(then);
    expect(change?.set?.consent?.withdrawnAt).toBe(MONDAY);
    expect(change?.enrolments).toMatchObject([{ endedAt: MONDAY }]);
  });

  test.each([
    ["nurturing", "suppressed"],
    ["unsubscribed", "suppressed"],
    ["customer", undefined],
    ["disqualified", undefined],
  ] as const)("a lead that is %s and bounces becomes %s", (lifecycle, then) => {
    const change = suppress(life({ lead: { lifecycle } }), { at: MONDAY, because: "bounced" });
    expect(change.set?.lifecycle).toBe(then);
    expect(change.set?.suppressedAt).toBe(MONDAY);
  });

  test("again, or of somebody erased, changes nothing", () => {
    expect(
      unsubscribe(life({ lead: { consent: { withdrawnAt: 1 } } }), MONDAY, "", { how: "one click" }),
    ).toBeUndefined();
    expect(unsubscribe({ ...life(), lead: undefined }, MONDAY, "", { how: "one click" })).toBeUndefined();
  });

  test.each([
    ["given", { givenAt: 1 }, true],
    ["given and confirmed", { givenAt: 1, confirmedAt: 2 }, false],
    ["never given", {}, false],
  ])("confirming a consent that was %s writes %s", (_what, consent, writes) => {
    expect(confirm(life({ lead: { consent } }), MONDAY) !== undefined).toBe(writes);
  });
});
