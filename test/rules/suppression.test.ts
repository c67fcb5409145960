import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply } from "../../workflows/rules/change.ts";
import { type EmailEvent, emailEvent } from "../../workflows/rules/email-event.ts";
import { isKnown, type Life, type Touch } from "../../workflows/rules/life.ts";
import { noteAnswer } from "../../workflows/rules/sending.ts";
import { suppression } from "../../workflows/rules/suppression.ts";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, touch } from "../stories/lives.ts";

/** Four mails, a day apart, in this order. */
const NAMES = ["welcome", "second", "third", "fourth"] as const;
type Name = (typeof NAMES)[number];
const FOUR = NAMES.map((name, index) => mail(name, index));

function mail(name: string, day: number, change: Partial<Touch> = {}): Touch {
  return touch({ name, claimedAt: MONDAY + day * DAY, sentAt: MONDAY + day * DAY, ...change });
}

/** A bounce of that mail, an hour after it was sent unless said otherwise. */
function bounce(name: Name, how: "hard" | "soft", at = MONDAY + NAMES.indexOf(name) * DAY + HOUR) {
  const what = `"${name}" bounced`;
  return line({ key: `bounce#${name}#${at}`, kind: "bounce", what, bounce: how, at, touchId: touchId(name) });
}

const touchId = (name: string) => `small_1_${name}_1`;
const soft = (...names: readonly Name[]) => names.map((name) => bounce(name, "soft"));
const complaint = (at: number) => line({ key: `complaint#${at}`, kind: "complaint", what: "spam", at });

describe("what speaks against an address", () => {
  const hardAt = MONDAY + DAY + HOUR;
  const rowAt = MONDAY + 2 * DAY + HOUR;
  test.each([
    ["nothing", [], undefined],
    ["a hard bounce", [bounce("second", "hard")], hardAt],
    ["a complaint", [complaint(MONDAY + 5)], MONDAY + 5],
    ["the earlier of the two", [bounce("second", "hard"), complaint(MONDAY + 5)], MONDAY + 5],
    ["one soft bounce", soft("welcome"), undefined],
    ["two soft bounces in a row", soft("welcome", "second"), undefined],
    ["three soft bounces, one mail between them arrived", soft("welcome", "second", "fourth"), undefined],
    ["three soft bounces in a row", soft("welcome", "second", "third"), rowAt],
    ["four soft bounces in a row, as of the third", soft("welcome", "second", "third", "fourth"), rowAt],
    ["three of one mail alone", [1, 2, 3].map((at) => bounce("welcome", "soft", MONDAY + at)), undefined],
    [
      "a bounce whose kind nobody wrote down",
      [line({ kind: "bounce", touchId: touchId("second") })],
      undefined,
    ],
  ])("%s", (_what, ledger, at) => {
    expect(suppression(life({ touches: FOUR, ledger }))?.at).toBe(at);
  });

  test("three in a row count as of the moment when the last of their bounces came, whichever that is", () => {
    const late = bounce("welcome", "soft", MONDAY + 9 * DAY);
    expect(suppression(life({ touches: FOUR, ledger: [...soft("second", "third"), late] }))).toEqual({
      at: MONDAY + 9 * DAY,
      because: 'three mails in a row bounced: "welcome", "second", "third"',
    });
  });

  test("a bounce outweighs the delivery of the same mail", () => {
    const touches = FOUR.map((each) => ({ ...each, deliveredAt: MONDAY }));
    expect(suppression(life({ touches, ledger: soft("second", "third", "fourth") }))).toBeDefined();
  });

  test.each([
    ["delivered", {}, false],
    ["on its way for all we know", { status: "claimed" as const }, false],
    ["perhaps out, perhaps not", { status: "unknown" as const }, false],
    ["given up before it went out", { status: "failed" as const }, true],
    ["refused until now", { status: "refused" as const }, true],
    ["a call", { channel: "call" as const }, true],
  ])("a mail between them that is %s", (_what, change, inRow) => {
    const touches = FOUR.map((each) => (each.name === "second" ? { ...each, ...change } : each));
    const ledger = soft("welcome", "third", "fourth");
    expect(suppression(life({ touches, ledger })) !== undefined).toBe(inRow);
  });

  test("a row runs over campaigns, since the address is one", () => {
    const touches = FOUR.map((each, index) => (index === 1 ? { ...each, campaign: "other" } : each));
    expect(suppression(life({ touches, ledger: soft("welcome", "second", "third") }))).toBeDefined();
  });
});

describe("what is learned later", () => {
  const tellAll = (events: readonly EmailEvent[], start: Life = life({ touches: FOUR })) =>
    events.reduce((now, event) => apply(now, emailEvent(now, event) ?? {}), start);
  const bounced = (name: Name, permanent: boolean, at: number) =>
    event(name, at, { type: "bounce", feedbackId: `${name}-${at}`, permanent, kind: "x" });

  test("an earlier complaint takes the place of the bounce that suppressed the lead, run and all", () => {
    const after = tellAll([bounced("second", true, MONDAY + 9), event("welcome", MONDAY + 5, COMPLAINT)]);
    expect(after.lead).toMatchObject({ suppressedAt: MONDAY + 5, because: "the reader called a mail spam" });
    expect(after.enrolments).toMatchObject([
      { endedAt: MONDAY + 5, because: "the reader called a mail spam" },
    ]);
  });

  test("a later one changes nothing but the ledger", () => {
    const first = tellAll([event("welcome", MONDAY + 5, COMPLAINT)]);
    const then = tellAll([bounced("second", true, MONDAY + 9)], first);
    expect({ ...then.lead, ledgerSeq: 0 }).toEqual({ ...first.lead, ledgerSeq: 0 });
    expect(then.enrolments).toEqual(first.enrolments);
    expect(then.ledger).toHaveLength(first.ledger.length + 1);
  });

  test("a run that had ended for its own reason keeps it", () => {
    const enrolments = [
      { campaign: "small", n: 1, startedAt: MONDAY, endedAt: MONDAY + 1, because: "asleep" },
    ];
    const after = tellAll([bounced("second", true, MONDAY + 9)], life({ touches: FOUR, enrolments }));
    expect(after.enrolments).toEqual(enrolments);
  });

  test("a customer stays a customer, and is mailed no more", () => {
    const start = life({ touches: FOUR, lead: { lifecycle: "customer", because: "bought" } });
    expect(tellAll([bounced("second", true, MONDAY + 9)], start).lead).toMatchObject({
      lifecycle: "customer",
      because: "bought",
      suppressedAt: MONDAY + 9,
    });
  });

  test("an address that is refused after it bounced is suppressed since it bounced", () => {
    const claimed = touch({ name: "fourth", status: "claimed" });
    const start = life({ touches: [mail("second", 1), claimed] });
    const after = tellAll([bounced("second", true, MONDAY + 9)], start);
    const refused = { answer: "refused", code: "BadRequestException", address: true } as const;
    const change = noteAnswer(after, claimed.touchId, claimed.attempt, refused, MONDAY + 20, 0);
    expect(apply(after, change ?? {}).lead).toMatchObject({ suppressedAt: MONDAY + 9 });
    expect(change?.touches).toMatchObject([{ status: "failed" }]);
  });
});

const COMPLAINT = { type: "complaint", feedbackId: "c" } as const;

function event(name: string, at: number, fact: EmailEvent["fact"]): EmailEvent {
  return { touchId: touchId(name), attempt: `try-${name}`, messageId: `mail-${name}`, at, fact };
}

describe("bounces, complaints and deliveries of several mails", () => {
  const anEvent: fc.Arbitrary<EmailEvent> = fc
    .record({
      name: fc.constantFrom(...NAMES),
      at: fc.integer({ min: 0, max: 12 }).map((half) => MONDAY + (half * DAY) / 2),
      n: fc.integer({ min: 1, max: 2 }),
      what: fc.constantFrom(
        "send",
        "delivery",
        "delay",
        "open",
        "hard",
        "soft",
        "soft",
        "soft",
        "complaint",
        "reject",
      ),
    })
    .map(({ name, at, n, what }) => event(name, at, factOf(what, `${name}-${what}-${n}`)));

  const aMail = fc.constantFrom<Partial<Touch>>({}, { status: "unknown" }, { status: "claimed" });
  const someMails = fc
    .tuple(aMail, aMail, aMail, aMail)
    .map((changes) => changes.map((change, index) => unsettled(NAMES[index] ?? "", index, change)));

  /** One thing has one instant, and nothing else comes of a mail that was rejected: it never went out. */
  const someEvents = fc
    .uniqueArray(anEvent, {
      minLength: 1,
      maxLength: 14,
      selector: ({ touchId, fact }) => ("feedbackId" in fact ? fact.feedbackId : `${touchId} ${fact.type}`),
    })
    .map((events) => {
      const rejected = new Set(
        events.filter(({ fact }) => fact.type === "reject").map((each) => each.touchId),
      );
      const goesWith = ["reject", "send"];
      return events.filter((each) => !rejected.has(each.touchId) || goesWith.includes(each.fact.type));
    });

  test("leave the same lead, runs, ledger and touches for every order and repetition", () => {
    fc.assert(
      fc.property(
        someMails,
        someEvents.chain((once) =>
          fc.tuple(
            fc.constant(once),
            fc.shuffledSubarray([...once, ...once], {
              minLength: once.length * 2,
              maxLength: once.length * 2,
            }),
          ),
        ),
        (touches, [once, shuffledTwice]) => {
          expect(endOf(touches, shuffledTwice)).toEqual(endOf(touches, once));
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test("keep a lead suppressed once it is, and never move that to later", () => {
    fc.assert(
      fc.property(someMails, fc.array(anEvent, { maxLength: 14 }), (touches, events) => {
        let now: Life = life({ touches });
        for (const each of events) {
          const then = apply(now, emailEvent(now, each) ?? {});
          const since = now.lead?.suppressedAt;
          if (since !== undefined) expect(then.lead?.suppressedAt).toBeLessThanOrEqual(since);
          now = then;
        }
      }),
    );
  });

  function factOf(what: string, feedbackId: string): EmailEvent["fact"] {
    if (what === "hard" || what === "soft")
      return { type: "bounce", feedbackId, permanent: what === "hard", kind: what };
    if (what === "complaint") return { type: what, feedbackId };
    return { type: what as "send" };
  }

  function unsettled(name: string, day: number, change: Partial<Touch>): Touch {
    const { sentAt, messageId, ...rest } = mail(name, day, change);
    return change.status === undefined ? mail(name, day) : rest;
  }

  function endOf(touches: readonly Touch[], events: readonly EmailEvent[]) {
    let now: Life = life({ touches });
    for (const each of events) now = apply(now, emailEvent(now, each) ?? {});
    if (!isKnown(now)) throw new Error("the lead went missing");
    const { ledgerSeq, ...lead } = now.lead;
    const ledger = now.ledger.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return { lead, enrolments: now.enrolments, touches: now.touches, ledger };
  }
});
