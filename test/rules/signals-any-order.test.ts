import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import { recordActivity } from "../../workflows/rules/activity.ts";
import { settlings } from "../../workflows/rules/acts.ts";
import { HIDDEN_LINK, verdicts } from "../../workflows/rules/bots.ts";
import { capture } from "../../workflows/rules/capture.ts";
import { apply, type Change } from "../../workflows/rules/change.ts";
import { decide } from "../../workflows/rules/decide.ts";
import { type EmailEvent, emailEvent } from "../../workflows/rules/email-event.ts";
import { isKnown, type Known } from "../../workflows/rules/life.ts";
import { score } from "../../workflows/rules/score.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MONDAY } from "../stories/line.ts";
import { life, line, touch } from "../stories/lives.ts";

/** A click counts after ten minutes; opens earn something too, so that they show. */
const CAMPAIGN = campaign({
  engagement: {
    points: { form: 5, open: 1, click: 15, reply: 30, confirm: 5, activities: { attended: 20 } },
    atMost: { click: "45 per 30 days" },
    halfLife: "60 days",
    settle: "10 minutes",
    human: ["attended"],
  },
});
const BOTH_HUMAN = {
  ...CAMPAIGN,
  engagement: { ...CAMPAIGN.engagement, human: ["attended", "registered"] },
};
const PLAYBOOK = { campaigns: [CAMPAIGN], desk: anyHourDesk(), defaultTimeZone: "Europe/Dublin" };
const MAILS = [
  touch({ links: 3 }),
  touch({ name: "second", claimedAt: MONDAY + 3 * DAY, sentAt: MONDAY + 3 * DAY, links: 1 }),
];
const NOW = MONDAY + 20 * DAY;

/** Something that is told of the lead: the change it makes to the life as it is by then. */
type Signal = (who: Known) => Change | undefined;

const ofMail = fc.constantFrom(...MAILS);
/** Seconds apart, minutes, and days; often the same instant. */
const anInstant = fc.oneof(
  fc.constantFrom(0, 200, SECOND, 20 * SECOND, 5 * MINUTE, HOUR, DAY, 9 * DAY),
  fc.integer({ min: 0, max: 10 * DAY }),
);
const signs = fc.constantFrom<{ machine?: string; probable?: string }>(
  {},
  {},
  {},
  { machine: "the mail service says so" },
  { probable: "it calls itself a scanner" },
);

const aFetch = fc
  .record({
    mail: ofMail,
    after: anInstant,
    link: fc.constantFrom("guide", "case", "call", HIDDEN_LINK, "picture"),
    signs,
  })
  .map(({ mail, after, link, signs: told }): Signal => {
    const at = (mail.sentAt ?? 0) + after;
    const fact: EmailEvent["fact"] =
      link === "picture" ? { type: "open", ...told } : { type: "click", link, ...told };
    return heard(mail, at, fact);
  });

/** One report is one event: its time and its kind come with its id. */
const aBounce = fc
  .record({ mail: ofMail, id: fc.constantFrom("a", "b"), permanent: fc.boolean() })
  .map(({ mail, id, permanent }): Signal => {
    const at = (mail.sentAt ?? 0) + (id === "a" ? HOUR : 2 * HOUR);
    return heard(mail, at, {
      type: "bounce",
      feedbackId: `${mail.name} ${id} ${permanent}`,
      permanent,
      kind: "x",
    });
  });

const anActivity = fc
  .record({
    key: fc.constantFrom("a", "b", "c"),
    name: fc.constantFrom("attended", "registered"),
    after: anInstant,
  })
  .map(({ key, name, after }): Signal => {
    const told = { key: `${name} ${key}`, name, at: MONDAY + DAY + after };
    return (who) => recordActivity(who, told, PLAYBOOK);
  });

/** A post reaches us as it is made: there is no telling of it later. The same content on one day is the first of them. */
const aPost = fc
  .constantFrom(["How long does a probe last?", DAY] as const, ["Is it loud?", 4 * DAY] as const)
  .map(([message, after]): Signal => {
    const at = MONDAY + after;
    return (who) => {
      const { leadId, address } = who.lead;
      const rest = { form: "cold-store-guide", answers: {}, utm: {}, consent: false };
      const post = { leadId, address, profile: {}, ...rest, fingerprint: message };
      return capture(who, { ...post, at }, PLAYBOOK, at, "DUE#0");
    };
  });

function heard(
  { touchId, attempt, messageId = "" }: (typeof MAILS)[number],
  at: number,
  fact: EmailEvent["fact"],
): Signal {
  return (who) => emailEvent(who, { touchId, attempt, messageId, at, fact });
}

/** All that may not hang on the order in which it was told. */
function endOf(signals: readonly Signal[], rules = CAMPAIGN) {
  let who = life({
    touches: MAILS,
    ledger: [line({ key: "form", kind: "form", what: "filled in the form" })],
  });
  for (const signal of signals) {
    const change = signal(who);
    const then = change === undefined ? who : apply(who, change);
    if (isKnown(then)) who = then;
  }
  const { of, visits } = verdicts(who);
  const { lines, ...points } = score(who, rules, PLAYBOOK, NOW);
  return {
    ledger: who.ledger.toSorted(byKey),
    verdicts: [...of].sort(([a], [b]) => (a < b ? -1 : 1)),
    visits: visits.map(({ from, to, machine }) => `${from} ${to} ${machine}`).sort(),
    points,
    lines: lines.map((each) => JSON.stringify(each)).sort(),
    lifecycle: who.lead.lifecycle,
    suppressed: who.lead.suppressedAt,
    settlings: settlings(who, rules, MONDAY),
    decision: decide({ ...who, ledger: who.ledger.toSorted(byKey) }, PLAYBOOK, NOW),
  };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

/** Once as they came, and once all twice and shuffled. */
function twoOrders(signal: fc.Arbitrary<Signal>) {
  return fc
    .array(signal, { minLength: 1, maxLength: 12 })
    .chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray([...some, ...some], { minLength: 2 * some.length, maxLength: 2 * some.length }),
      ),
    );
}

describe("S38 the same signals in any order, however often told", () => {
  const RUNS = { numRuns: 150 };

  test("S38 opens and clicks of people, machines and who knows: the same ledger, verdicts, points and next step", () => {
    fc.assert(
      fc.property(twoOrders(aFetch), ([once, shuffledTwice]) => {
        expect(endOf(shuffledTwice)).toEqual(endOf(once));
      }),
      RUNS,
    );
  });

  test("S38 activities among them, which a person's clicks are given back for", () => {
    fc.assert(
      fc.property(twoOrders(fc.oneof(aFetch, anActivity)), ([once, shuffledTwice]) => {
        expect(endOf(shuffledTwice)).toEqual(endOf(once));
      }),
      RUNS,
    );
  });

  test("S38 bounces and form posts among them", () => {
    fc.assert(
      fc.property(twoOrders(fc.oneof(aFetch, anActivity, aBounce, aPost)), ([once, shuffledTwice]) => {
        expect(endOf(shuffledTwice)).toEqual(endOf(once));
      }),
      RUNS,
    );
  });

  test("S38 two acts of a person in one instant, told in either order: the same one gives the scanner's click back", () => {
    const [welcome] = MAILS;
    if (welcome === undefined) throw new Error("no mail");
    const scan = [0, 200].map((after) =>
      heard(welcome, MONDAY + after, { type: "click", link: `link-${after}` }),
    );
    const acts = ["registered", "attended"].map((name): Signal => {
      const told = { key: name, name, at: MONDAY + DAY };
      return (who) => recordActivity(who, told, { ...PLAYBOOK, campaigns: [BOTH_HUMAN] });
    });
    const [one, other] = [acts, acts.toReversed()].map((order) => endOf([...scan, ...order], BOTH_HUMAN));
    expect(other).toEqual(one);
    expect(one?.lines.join()).toContain("given back");
  });

  test("S38 one link clicked on day 1 and on day 10, told in either order: one line with both days", () => {
    const [welcome] = MAILS;
    if (welcome === undefined) throw new Error("no mail");
    const click = (day: number) => heard(welcome, MONDAY + day * DAY, { type: "click", link: "guide" });
    const end = endOf([click(1), click(10)]);
    expect(endOf([click(10), click(1)])).toEqual(end);
    expect(end.ledger.find(({ kind }) => kind === "click")).toMatchObject({
      at: MONDAY + DAY,
      again: [MONDAY + 10 * DAY],
    });
  });
});
