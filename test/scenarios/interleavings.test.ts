import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";
import { FITTING, type Story, story } from "../stories/line.ts";
import { awsError, Meanwhile, type Moment } from "../stories/meanwhile.ts";

const MODEST = { ...FITTING, employees: "3" };
const DEMO = { email: FITTING.email, message: "A demo, please" };
/** Every touch sent and a month of silence: the campaign is over. */
const OVER = "2027-01-26T09:00:00Z";
const SECOND_DUE = "2026-11-26T09:00:00Z";

function begin(change: Stated = {}): { told: Story; meanwhile: Meanwhile } {
  const meanwhile = new Meanwhile();
  return { told: story({ around: meanwhile.around, campaigns: () => [campaign(change)] }), meanwhile };
}

/** Runs `act` at the nth such moment from now on. */
function atThe(nth: number, moment: Moment, meanwhile: Meanwhile, act: () => unknown): void {
  meanwhile.next(moment, () => (nth > 1 ? atThe(nth - 1, moment, meanwhile, act) : act()));
}

describe("a post in the middle of the end", () => {
  test.each([
    [1, "it writes that the lead is dormant"],
    [2, "it stops for good"],
  ])(
    "S51 the lead posts a form after the decision, before write %s (%s): it is looked at again",
    async (nth) => {
      const { told, meanwhile } = begin();
      await told.posts(MODEST);
      await told.line.liveUntil(Date.parse(OVER) - 1);
      atThe(nth, "before a write", meanwhile, () => told.postsUnsettled(DEMO));
      await told.passesUntil(OVER);
      expect(meanwhile.allHappened).toBe(true);
      expect(told.notices.map((notice) => notice.at)).toEqual([Date.parse(OVER)]);
      expect((await told.lead()).lead.lifecycle).toBe("mql");
    },
  );

  test("S51 a post that says little leaves it dormant, and a hand raised long after begins a new execution", async () => {
    const { told, meanwhile } = begin();
    await told.posts(MODEST);
    await told.line.liveUntil(Date.parse(OVER) - 1);
    meanwhile.next("before a write", () => told.postsUnsettled({ email: FITTING.email, city: "Cork" }));
    await told.passesUntil(OVER);
    const { lead } = await told.lead();
    expect(lead).toMatchObject({
      lifecycle: "dormant",
      endedAt: Date.parse(OVER),
      profile: { city: "Cork" },
    });
    await told.passes("5 months");
    await told.posts(DEMO);
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
    expect(told.line.executionsOf(lead.leadId)).toHaveLength(2);
  });
});

describe("leaving between the decision and the claim", () => {
  test("S53 unsubscribed between Advance's read and its claim: not mailed", async () => {
    const { told, meanwhile } = begin();
    await told.posts(FITTING);
    meanwhile.next("before a write", () => told.unsubscribesUnsettled());
    await told.passes("2 months");
    expect(meanwhile.allHappened).toBe(true);
    expect(told.touches()).toEqual(["welcome"]);
    expect((await told.lead()).touches).toHaveLength(1);
  });

  test.each<Moment>(["after a read", "before a write", "before a send", "after a send"])(
    "S53 erased %s: nothing is recreated",
    async (moment) => {
      const { told, meanwhile } = begin();
      await told.posts(FITTING);
      const { leadId } = await told.life();
      meanwhile.next(moment, () => told.line.leads.erase(leadId, told.now));
      await told.passes("2 months");
      expect(meanwhile.allHappened).toBe(true);
      expect(await told.life()).toEqual({
        leadId,
        lead: undefined,
        tombstone: { leadId, erasedAt: Date.parse(SECOND_DUE), doNotContact: true },
        enrolments: [],
        touches: [],
        ledger: [],
        handoffs: [],
      });
      expect(told.touches().length).toBe(moment.includes("send") ? 2 : 1);
      expect(told.line.deadLetters).toEqual([]);
    },
  );

  test("S53 accepted by sales between the decision to remind and the reminder: told what was true, and not mailed", async () => {
    const { told, meanwhile } = begin();
    await told.posts(FITTING);
    await told.attends();
    const link = told.handoffLink;
    meanwhile.next("after a read", () =>
      told.followsUnsettled(link, "POST", { answer: "accept", by: "Tom" }),
    );
    await told.passes("2 months");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "accepted" }]);
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.notices).toHaveLength(1);
  });
});

describe("a fact in the middle of a step", () => {
  const settle = { ...SMALL.engagement, settle: "10 minutes" };

  test.each([1, 2, 3, 4, 5])(
    "S59 a click stored after read %s of the step that sends the second letter, changing nothing at that moment: not slept past",
    async (nth) => {
      const { told, meanwhile } = begin({ engagement: settle });
      const link = "https://www.orchard-cold-chain.example/guide";
      let stored = false;
      await told.posts(FITTING);
      await told.passes("2 hours");
      await told.clicks();
      await told.line.liveUntil(Date.parse(SECOND_DUE) - 1);
      atThe(nth, "after a read", meanwhile, async () => {
        const [, mail] = told.mails;
        if (mail === undefined) return;
        stored = true;
        await told.hears({ mail, event: { eventType: "Click", link } });
      });
      await told.passesUntil(SECOND_DUE);
      await told.passes("10 minutes");
      const settled = Date.parse(SECOND_DUE) + 10 * MINUTE;
      expect(told.notices.map((notice) => notice.at)).toEqual(stored ? [settled] : []);
      expect(told.touches()).toEqual(["welcome", "second"]);
    },
  );

  test("S59 a zone learned between the decision and the claim: the welcome goes once, the next keeps the lead's own hour", async () => {
    const { told, meanwhile } = begin();
    await told.postsUnsettled(FITTING);
    meanwhile.next("after a read", () =>
      told.postsUnsettled({ email: FITTING.email, timeZone: "America/New_York" }),
    );
    await told.line.settle();
    expect(meanwhile.allHappened).toBe(true);
    expect(told.touches()).toEqual(["welcome"]);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S55 a step is throttled for some minutes, the lead leaves meanwhile: the retry does not mail it", async () => {
    const { told, meanwhile } = begin();
    await told.posts(FITTING);
    await told.line.liveUntil(Date.parse(SECOND_DUE) - 1);
    meanwhile.stepsFailWith = awsError("Lambda.TooManyRequestsException");
    await told.passes("1 minute");
    await told.unsubscribes();
    meanwhile.stepsFailWith = undefined;
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "unsubscribed" });
  });

  test("S55 throttled for 20 minutes, and a hand raised in the tenth: sales is told, and by nothing older", async () => {
    const { told, meanwhile } = begin();
    await told.posts(MODEST);
    await told.line.liveUntil(Date.parse(SECOND_DUE) - 1);
    meanwhile.stepsFailWith = awsError("Lambda.TooManyRequestsException");
    await told.passes("10 minutes");
    await told.posts(DEMO);
    await told.passes("10 minutes");
    meanwhile.stepsFailWith = undefined;
    expect((await told.lead()).lead.trouble).toBe("Lambda.TooManyRequestsException");
    await told.passes("7 hours");
    expect(told.notices).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
    const { lead } = await told.lead();
    expect(lead.lifecycle).toBe("mql");
    expect(lead.trouble).toBeUndefined();
    expect(told.line.executionsOf(lead.leadId)).toHaveLength(1);
  });

  test.each<[string, (told: Story, meanwhile: Meanwhile, leave: () => unknown) => unknown]>([
    ["before the step reads", (_told, meanwhile, leave) => meanwhile.next("before a read", leave)],
    ["before the expiry is written", (_told, meanwhile, leave) => meanwhile.next("before a write", leave)],
    ["before the mail is claimed", (_told, meanwhile, leave) => atThe(2, "before a write", meanwhile, leave)],
  ])(
    "S60 the sales clock runs out in the second of an unsubscribe written %s with an earlier time: no mail",
    async (_when, plan) => {
      const { told, meanwhile } = begin();
      await told.posts(FITTING);
      await told.passesUntil("2026-11-25T09:00:00Z");
      await told.attends();
      const due = told.now + 48 * HOUR;
      await told.line.liveUntil(due - 1);
      expect(told.touches()).toEqual(["welcome"]);
      plan(told, meanwhile, () => told.unsubscribesUnsettled(due - 400));
      await told.line.liveUntil(due);
      expect(meanwhile.allHappened).toBe(true);
      await told.passes("2 months");
      expect(told.touches()).toEqual(["welcome"]);
      expect((await told.lead()).lead.lifecycle).not.toBe("nurturing");
    },
  );
});
