import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withAttention } from "../../workflows/rules/attention.ts";
import { capture } from "../../workflows/rules/capture.ts";
import { apply } from "../../workflows/rules/change.ts";
import { reachable } from "../../workflows/rules/consent.ts";
import { decide, LONGEST_SLEEP } from "../../workflows/rules/decide.ts";
import { type EmailEvent, emailEvent } from "../../workflows/rules/email-event.ts";
import { Lead } from "../../workflows/rules/lead.ts";
import { asOf, isKnown, type Known, type Life } from "../../workflows/rules/life.ts";
import type { Playbook } from "../../workflows/rules/playbook.ts";
import type { FormPost } from "../../workflows/rules/post.ts";
import { score } from "../../workflows/rules/score.ts";
import { DAY, SECOND } from "../../workflows/rules/time.ts";
import { anInstant } from "../stories/any-fields.ts";
import { aLife, aPlaybook } from "../stories/any-life.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, PLAYBOOK, SOMEBODY, touch } from "../stories/lives.ts";

fc.configureGlobal({ numRuns: 400 });

describe("the rule of rules", () => {
  test("answers every life, whatever it holds, and the same life always the same", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, now) => {
        const frozen = deepFrozen(who);
        expect(decide(frozen, playbook, now)).toEqual(decide(structuredClone(who), playbook, now));
      }),
    );
  });

  test("lets nobody sleep into the past, nor over 30 days", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, given) => {
        const decision = decide(who, playbook, given);
        const now = asOf(given, who);
        if (decision.do !== "sleep") return;
        expect(Number.isInteger(decision.until)).toBe(true);
        expect(decision.until).toBeGreaterThan(now);
        expect(Math.max(1, Math.ceil((decision.until - now) / SECOND))).toBeLessThanOrEqual(
          LONGEST_SLEEP / SECOND,
        );
        expect(LONGEST_SLEEP).toBe(30 * DAY);
      }),
    );
  });

  test("comes to rest: within a few records there is something to do, to sleep for, or nothing left", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, given) => {
        let now: Life = who;
        for (let turn = 0; turn < 10; turn++) {
          const decision = decide(now, playbook, given);
          if (decision.do !== "record") return;
          now = apply(now, decision.change);
          Lead.parse(now.lead);
        }
        throw new Error(`ten records and no rest: ${JSON.stringify(decide(now, playbook, given))}`);
      }),
    );
  });

  test("mails nobody without leave, nobody whom sales has, nobody disqualified, and no letter twice", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, given) => {
        const decision = decide(who, playbook, given);
        if (decision.do !== "send" || decision.touch.channel === "reply") return;
        const { lead } = who;
        expect([lead.consent.withdrawnAt, lead.suppressedAt]).toEqual([undefined, undefined]);
        expect(lead.consent.givenAt).toBeDefined();
        expect(["disqualified", "customer"]).not.toContain(lead.lifecycle);
        expect(who.handoffs.some(({ status }) => status === "released" || status === "snoozed")).toBe(false);
        // Of a task that nobody knows to have been asked for, people are told again: the link in both is one task's.
        const before = decision.touch.channel === "mail" ? ["refused"] : ["refused", "claimed"];
        expect([undefined, ...before]).toContain(
          who.touches.find(({ touchId }) => touchId === decision.touch.touchId)?.status,
        );
      }),
    );
  });
});

/** It takes back the calls, with one of them under way. */
const withoutCalls: fc.Arbitrary<Known> = fc
  .record({
    who: aLife,
    name: fc.constantFrom("call", "validate"),
    status: fc.constantFrom("claimed", "refused", "done"),
    claimedAt: anInstant,
  })
  .map(({ who, name, status, claimedAt }) => ({
    ...who,
    lead: Lead.parse({
      ...life().lead,
      profile: { employees: "200", phone: "+353 21 555 0134" },
      consent: { givenAt: MONDAY, call: { givenAt: MONDAY, withdrawnAt: MONDAY } },
    }),
    enrolments: life().enrolments,
    touches: [touch(), touch({ name, status, claimedAt, channel: "call", outcome: "voicemail" })],
    handoffs: [],
  }));

/** What goes out once everything before it is written down. */
function firstSend(who: Known, playbook: Playbook, given: number) {
  let now: Life = who;
  for (let turn = 0; turn < 10 && isKnown(now); turn++) {
    const decision = decide(now, playbook, given);
    if (decision.do === "send") return { touch: decision.touch, lead: now.lead };
    if (decision.do !== "record") return undefined;
    now = apply(now, decision.change);
  }
  return undefined;
}

describe("by whatever way a touch comes up, again, late, or before sales,", () => {
  test("it goes by no channel that the lead has not agreed to, or has taken back", () => {
    fc.assert(
      fc.property(fc.oneof(aLife, withoutCalls), aPlaybook, anInstant, (who, playbook, given) => {
        const sent = firstSend(who, playbook, given);
        if (sent === undefined || sent.touch.channel === "reply") return;
        const { channel, campaign: name } = sent.touch;
        const topic = playbook.campaigns.find((each) => each.name === name)?.send.topic;
        expect(reachable(sent.lead, channel, topic)).toEqual({ may: true });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the instant to decide as of", () => {
  test("is never before the given one, never before what was decided, and never goes back as facts are added", () => {
    fc.assert(
      fc.property(aLife, aLife, anInstant, anInstant, (who, more, one, two) => {
        const [earlier, later] = [Math.min(one, two), Math.max(one, two)];
        expect(asOf(earlier, who)).toBeGreaterThanOrEqual(Math.max(earlier, who.lead.decidedAt ?? 0));
        expect(asOf(later, who)).toBeGreaterThanOrEqual(asOf(earlier, who));
        expect(asOf(asOf(one, who), who)).toBe(asOf(one, who));
        const grown = apply(who, {
          ledger: more.ledger.map((each) => ({ ...each, key: `more#${each.key}` })),
        });
        expect(asOf(one, grown)).toBeGreaterThanOrEqual(asOf(one, who));
      }),
    );
  });
});

describe("what outsiders write", () => {
  test("moves the lead's count by one, and calls for attention whenever an ended lead needs something", () => {
    fc.assert(
      fc.property(aLife, aPlaybook, anInstant, (who, playbook, at) => {
        const change = withAttention(who, { set: {} }, playbook, at, at);
        const then = apply(who, change);
        if (!isKnown(then)) throw new Error("the lead went missing");
        expect(then.lead.ledgerSeq).toBe(who.lead.ledgerSeq + 1);
        expect(then.lead.generation).toBeGreaterThanOrEqual(who.lead.generation);
        const idle = decide(then, playbook, at).do === "end";
        if (who.lead.endedAt !== undefined) expect(then.lead.endedAt === undefined).toBe(!idle);
      }),
    );
  });
});

describe("a form post", () => {
  const aPost: fc.Arbitrary<FormPost> = fc.record({
    leadId: fc.constant(SOMEBODY),
    address: fc.constant("zoe@dairy.example"),
    form: fc.constantFrom("cold-store-guide", "elsewhere"),
    profile: fc.constantFrom(
      {},
      { company: "Dairy Süd" },
      { company: "Other Ltd", city: "Cork" },
      { message: "a demo" },
    ),
    answers: fc.constantFrom({}, { timeline: "now" }, { timeline: "later" }),
    utm: fc.constantFrom({}, { utm_source: "fair" }),
    consent: fc.boolean(),
    at: fc.constantFrom(MONDAY, MONDAY + 1, MONDAY + DAY),
    fingerprint: fc.constantFrom("a", "b"),
  });

  test("a second time changes nothing, whoever it comes from", () => {
    fc.assert(
      fc.property(aLife, fc.boolean(), aPost, (who, known, post) => {
        const before: Life = known
          ? who
          : { ...who, lead: undefined, enrolments: [], touches: [], ledger: [], handoffs: [] };
        const change = capture(before, post, PLAYBOOK, post.at, "DUE#0");
        if (change === undefined) return;
        const then = apply(before, change);
        expect(capture(then, post, PLAYBOOK, post.at + 5, "DUE#0")).toBeUndefined();
      }),
    );
  });

  test("never takes anything back: no field, no consent, no suppression, no stage that was earned", () => {
    fc.assert(
      fc.property(aLife, aPost, (who, post) => {
        const then = apply(who, capture(who, post, PLAYBOOK, post.at, "DUE#0") ?? {});
        const { message, ...kept } = who.lead.profile;
        expect(then.lead).toMatchObject({
          profile: kept,
          address: who.lead.address,
          source: who.lead.source,
        });
        expect(then.lead?.suppressedAt).toBe(who.lead.suppressedAt);
        if (who.lead.consent.withdrawnAt === undefined && who.lead.consent.givenAt !== undefined)
          expect(then.lead?.consent).toEqual(who.lead.consent);
        if (["mql", "sal", "sql", "customer", "disqualified", "suppressed"].includes(who.lead.lifecycle))
          expect(then.lead?.lifecycle).toBe(who.lead.lifecycle);
      }),
    );
  });
});

describe("events of mails, in any order and repetition", () => {
  const MAILS = [
    touch({ status: "claimed" }),
    touch({ name: "second", status: "claimed", claimedAt: MONDAY + 1 }),
  ];
  const LATER = MONDAY + DAY;
  const EVENTS: readonly EmailEvent[] = MAILS.flatMap(({ touchId, attempt, name }, index) => {
    const base = { touchId, attempt, messageId: `mail-${name}`, at: LATER + index };
    return [
      { ...base, fact: { type: "send" } },
      { ...base, fact: { type: "delivery" } },
      { ...base, fact: { type: "delay" } },
      { ...base, fact: { type: "open", machine: undefined } },
      { ...base, fact: { type: "open", machine: "a scanner" } },
      { ...base, fact: { type: "click", link: "a", machine: undefined } },
      { ...base, fact: { type: "click", link: "a", machine: "a scanner" } },
      { ...base, fact: { type: "click", link: "b", machine: undefined } },
      { ...base, fact: { type: "bounce", feedbackId: name, permanent: index === 1, kind: "x" } },
      { ...base, fact: { type: "complaint", feedbackId: name } },
      { ...base, fact: { type: "reject" } },
      { ...base, fact: { type: "other", name: "Subscription" } },
    ] satisfies EmailEvent[];
  });

  /** What must not hang on the order: points, stage, what was sent, and the lines of the ledger. */
  function endOf(events: readonly EmailEvent[], playbook: Playbook) {
    let now: Life = life({ touches: MAILS });
    for (const event of events) now = apply(now, emailEvent(now, event) ?? {});
    const known = now as Known;
    const rule = playbook.campaigns[0] ?? campaign();
    const { fit, engagement, total } = score(known, rule, playbook, LATER + DAY);
    return {
      scored: [fit, engagement, total],
      lifecycle: known.lead.lifecycle,
      suppressed: known.lead.suppressedAt !== undefined,
      touches: known.touches.map(({ name, status }) => `${name} ${status}`),
      ledger: known.ledger.map(({ key }) => key).sort(),
    };
  }

  const someEvents = fc.subarray([...EVENTS], { minLength: 1 });

  test("end in the same points, stage, mails and ledger", () => {
    fc.assert(
      fc.property(
        someEvents.chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray([...some, ...some], {
              minLength: some.length * 2,
              maxLength: some.length * 2,
            }),
          ),
        ),
        ([once, shuffledTwice]) => {
          expect(endOf(shuffledTwice, PLAYBOOK)).toEqual(endOf(once, PLAYBOOK));
        },
      ),
    );
  });

  test("of another attempt, another touch or an erased lead say nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), (event) => {
        const who = life({ touches: MAILS });
        expect(emailEvent(who, { ...event, attempt: "another" })).toBeUndefined();
        expect(emailEvent(who, { ...event, touchId: "small_1_third_1" })).toBeUndefined();
        expect(emailEvent({ ...who, lead: undefined }, event)).toBeUndefined();
      }),
    );
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFrozen(each);
  }
  return value;
}
