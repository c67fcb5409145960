import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withAttention } from "../../workflows/rules/attention.ts";
import { apply } from "../../workflows/rules/change.ts";
import { decide } from "../../workflows/rules/decide.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { pendingOf, takeWishes, type Wishes, wishesOf } from "../../workflows/rules/preferences.ts";
import { unsubscribe, wantsNoContact } from "../../workflows/rules/subscription.ts";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { anInstant } from "../stories/any-fields.ts";
import { aLife, aPlaybook } from "../stories/any-life.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";

/** Two topics, the second to be confirmed. */
const TWO = {
  ...PLAYBOOK,
  campaigns: [
    campaign(),
    campaign({ name: "events", title: "Events", send: { topic: "events" }, consent: { doubleOptIn: true } }),
  ],
};
const NOW = MONDAY + DAY;
const AGREED = life({ lead: { consent: { givenAt: MONDAY, topics: ["letters"] } } });
const NOTHING: Wishes = { topics: [], calls: false, letters: false, tracked: true };

const PAGE = { how: "preferences" } as const;

const of = (who: Known) => wishesOf(who.lead, TWO);

function wishing(who: Known, wishes: Partial<Wishes>, at = NOW): Known {
  const change = takeWishes(who, { ...of(who), ...wishes }, at, TWO);
  return change === undefined ? who : known(who, change);
}

function known(who: Known, change: Parameters<typeof apply>[1]): Known {
  const then = apply(who, change);
  if (!isKnown(then)) throw new Error("the lead is gone");
  return then;
}

const left = (who: Known, at = NOW) => known(who, unsubscribe(who, at, "on our page", PAGE) ?? {});
const silent = (who: Known, at = NOW) => known(who, wantsNoContact(who, at, PAGE) ?? {});

describe("wishes in any order", () => {
  const someWishes: fc.Arbitrary<Wishes> = fc.record({
    topics: fc.subarray(["letters", "events"]),
    calls: fc.boolean(),
    letters: fc.boolean(),
    tracked: fc.boolean(),
  });
  const anAct = fc.oneof(
    { arbitrary: someWishes, weight: 4 },
    fc.constantFrom("leaves" as const, "wants no contact" as const),
  );
  const does = (who: Known, act: Wishes | "leaves" | "wants no contact", at: number) => {
    if (act === "leaves") return left(who, at);
    return act === "wants no contact" ? silent(who, at) : wishing(who, act, at);
  };
  const lived = (acts: readonly (Wishes | "leaves" | "wants no contact")[]) =>
    acts.reduce<Known>((who, act, index) => does(who, act, NOW + index * MINUTE), AGREED);

  test("it ends where the last one says; calls and letters left ticked beside no topic end with the mails", () => {
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 6 }), someWishes, (acts, last) => {
        const before = lived(acts);
        const shown = of(before);
        const now = of(wishing(before, last, NOW + DAY));
        expect(now.topics).toEqual(last.topics);
        expect(now.tracked).toBe(last.tracked);
        for (const way of ["calls", "letters"] as const) {
          const isFollowing = before.lead.consent[way === "calls" ? "call" : "letter"] === undefined;
          const endsWithMails = last.topics.length === 0 && shown[way] && last[way] && isFollowing;
          expect(now[way]).toBe(last[way] && !endsWithMails);
        }
      }),
    );
  });

  test("said again it changes nothing", () => {
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 6 }), (acts) => {
        const then = lived(acts);
        expect(takeWishes(then, of(then), NOW + DAY, TWO)).toBeUndefined();
        const last = acts.at(-1);
        if (last === "leaves") expect(unsubscribe(then, NOW + DAY, "again", PAGE)).toBeUndefined();
        if (last === "wants no contact") expect(wantsNoContact(then, NOW + DAY, PAGE)).toBeUndefined();
      }),
    );
  });

  test("of any life: what it wishes already is no change, and who wants nothing gets no letter", () => {
    fc.assert(
      fc.property(aLife, (who) => {
        const at = NOW + 1000 * DAY;
        expect(takeWishes(who, wishesOf(who.lead, PLAYBOOK), at, PLAYBOOK)).toBeUndefined();
        const change = takeWishes(who, NOTHING, at, PLAYBOOK);
        const then = known(who, withAttention(who, change ?? {}, PLAYBOOK, at, at));
        if (wishesOf(then.lead, PLAYBOOK).topics.length > 0) throw new Error("it still gets letters");
        const next = decide(then, PLAYBOOK, at);
        expect(next.do === "send" && next.touch.channel !== "reply").toBe(false);
      }),
    );
  });
});

describe("no box that was ticked before gives a consent", () => {
  test("who takes every topic away and leaves calls ticked has no consent to calls", () => {
    const then = wishing(AGREED, { topics: [] });
    expect(then.lead.consent).toMatchObject({ withdrawnAt: NOW });
    expect(then.lead.consent.call).toBeUndefined();
    expect(of(then)).toEqual(NOTHING);
    expect(then.ledger.at(-1)?.proof?.channels).toEqual([]);
  });

  test("who then ticks calls has agreed to calls, and to nothing else", () => {
    const then = wishing(wishing(AGREED, { topics: [] }), { calls: true }, NOW + DAY);
    expect(then.lead.consent).toMatchObject({ call: { givenAt: NOW + DAY }, withdrawnAt: NOW });
    expect(of(then)).toEqual({ ...NOTHING, calls: true });
  });

  test("who comes back to the letters and leaves calls unticked isn't called", () => {
    const then = wishing(left(AGREED), { topics: ["letters"], calls: false, letters: false }, NOW + DAY);
    expect(of(then)).toEqual({ ...NOTHING, topics: ["letters"] });
  });

  test("a topic that somebody signed it up for is unticked until it is confirmed; saving something else confirms nothing", () => {
    const signedUp = life({ lead: { consent: { givenAt: MONDAY, topics: ["events"] } } });
    expect(of(signedUp).topics).toEqual([]);
    expect(pendingOf(signedUp.lead, TWO)).toEqual(["events"]);
    const untracked = wishing(signedUp, { tracked: false });
    expect(untracked.lead.consent).toMatchObject({ topics: ["events"], untrackedAt: NOW });
    expect(untracked.lead.consent.confirmedAt).toBeUndefined();
    const ticked = wishing(signedUp, { topics: ["events"] });
    expect(ticked.lead.consent.confirmedAt).toBe(NOW);
    expect(ticked.ledger.filter(({ kind }) => kind === "confirm")).toHaveLength(1);
  });

  test.each<[string, Partial<Wishes>]>([
    ["calls", { calls: true }],
    ["letters by post", { letters: true }],
  ])(
    "whoever ticks %s on its own page has that mailbox: an address yet to be confirmed is",
    (_what, wishes) => {
      const signedUp = life({ lead: { consent: { givenAt: MONDAY, topics: ["events"] } } });
      const then = wishing(signedUp, wishes);
      expect(then.lead.consent).toMatchObject({ confirmedAt: NOW, topics: ["events"] });
      expect(then.ledger.filter(({ kind }) => kind === "confirm")).toMatchObject([
        { proof: { how: "preferences", channels: ["mail"] } },
      ]);
      const again = wishing(then, { calls: false, letters: false }, NOW + DAY);
      expect(again.lead.consent.confirmedAt).toBe(NOW);
    },
  );

  test("who has left and ticks calls has agreed to calls: no mail is confirmed by that", () => {
    const then = wishing(left(AGREED), { calls: true }, NOW + DAY);
    expect(then.lead.consent.confirmedAt).toBeUndefined();
    expect(then.ledger.filter(({ kind }) => kind === "confirm")).toEqual([]);
  });

  test("one that waits to be confirmed goes on waiting when another topic is wished", () => {
    const both = life({ lead: { consent: { givenAt: MONDAY, topics: ["letters", "events"] } } });
    const then = wishing(both, { topics: [] });
    expect(then.lead.consent.withdrawnAt).toBe(NOW);
    expect(of(wishing(both, { tracked: false })).topics).toEqual(["letters"]);
  });
});

describe("what stays as it was", () => {
  test("a topic of a campaign that is no more stays agreed to", () => {
    const old = life({ lead: { consent: { givenAt: MONDAY, topics: ["old", "letters"] } } });
    expect(wishing(old, { topics: ["letters", "events"] }).lead.consent.topics).toEqual([
      "letters",
      "events",
      "old",
    ]);
  });

  test("who agreed to everything, and only wants no tracking, has agreed to everything still", () => {
    const { consent } = wishing(life(), { tracked: false }).lead;
    expect(consent.topics).toBeUndefined();
    expect(consent.untrackedAt).toBe(NOW);
  });

  test("what no campaign offers can't be agreed to", () => {
    expect(takeWishes(AGREED, { ...of(AGREED), topics: ["letters", "evil"] }, NOW, TWO)).toBeUndefined();
  });

  test("an address that bounced is asked nothing", () => {
    const dead = life({ lead: { suppressedAt: MONDAY } });
    expect(takeWishes(dead, { ...NOTHING, topics: ["letters"], calls: true }, NOW, TWO)).toBeUndefined();
  });
});

describe("the proof of leaving names the ways that end by it", () => {
  const agreedTo = { call: { givenAt: MONDAY }, letter: { givenAt: MONDAY, withdrawnAt: MONDAY } };
  test.each([
    ["calls and letters that followed the mails end with them", {}, ["mail", "call", "letter"]],
    ["calls agreed to apart stay, letters had ended before", agreedTo, ["mail"]],
    ["without any consent there is only the mail", { givenAt: undefined }, ["mail"]],
  ] as const)("%s", (_what, own, channels) => {
    const { givenAt, ...consent } = { givenAt: MONDAY, ...own };
    const who = life({ lead: { consent: givenAt === undefined ? {} : { ...consent, givenAt } } });
    expect(left(who).ledger.at(-1)?.proof).toEqual({ how: "preferences", channels });
  });
});

describe("coming back", () => {
  test("after leaving, the run that leaving ended goes on where it stood", () => {
    const then = wishing(left(AGREED), { topics: ["letters"] }, NOW + DAY);
    expect(then.enrolments).toEqual(AGREED.enrolments);
    expect(then.lead).toMatchObject({
      lifecycle: "nurturing",
      consent: { givenAt: NOW + DAY, confirmedAt: NOW + DAY },
    });
    expect(then.lead.consent.withdrawnAt).toBeUndefined();
  });

  test("a run that ended by itself stays ended", () => {
    const done = life({
      enrolments: [{ campaign: "small", n: 1, startedAt: MONDAY, endedAt: MONDAY, end: "completed" }],
      lead: { consent: { givenAt: MONDAY, topics: ["letters"] } },
    });
    expect(wishing(left(done), { topics: ["letters"] }, NOW + DAY).enrolments).toEqual(done.enrolments);
  });

  test("after wanting no contact, one ticked box takes that back, and no more than that", () => {
    const then = wishing(silent(AGREED), { calls: true }, NOW + DAY);
    expect(then.lead.consent.noContactAt).toBeUndefined();
    expect(of(then)).toEqual({ ...NOTHING, calls: true });
  });
});

describe("contact me no more", () => {
  test.each([
    ["a customer stays one", "customer", "customer"],
    ["one that sales had works on is unsubscribed", "sal", "unsubscribed"],
    ["one in the letters is unsubscribed", "nurturing", "unsubscribed"],
  ] as const)("%s", (_what, before, after) => {
    expect(silent(life({ lead: { lifecycle: before } })).lead.lifecycle).toBe(after);
  });

  test("whatever its life was: from then on nothing goes to it, and sales is asked nothing; what it writes is still told", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, fc.nat({ max: 400 }), (who, playbook, at, days) => {
        const consent = { ...who.lead.consent };
        delete consent.noContactAt;
        const asked = silent(life({ ...who, lead: { ...who.lead, consent } }), at);
        let then = known(asked, { set: { consent: { ...asked.lead.consent, noContactToldAt: at } } });
        for (let step = 0; step < 20; step++) {
          const decision = decide(then, playbook, at + days * DAY);
          if (decision.do !== "record") {
            const isReply = decision.do === "send" && decision.touch.channel === "reply";
            expect(isReply || ["sleep", "end", "erase"].includes(decision.do)).toBe(true);
            return;
          }
          then = known(then, decision.change);
        }
        throw new Error("it never comes to rest");
      }),
    );
  });

  test("no hand that is raised in its name afterwards brings it to sales", () => {
    const hand = { key: "form#2", at: NOW + DAY, kind: "form", what: "filled it in" } as const;
    const who = silent(life({ handoffs: [handoff()] }));
    const then = known(who, {
      set: { consent: { ...who.lead.consent, noContactToldAt: NOW } },
      ledger: [{ ...hand, form: "cold-store-guide", handRaised: "asked for sales" }],
    });
    expect(decide(then, PLAYBOOK, NOW + 2 * DAY).do).toBe("end");
  });
});
