import { describe, expect, test } from "vitest";
import { withNewExecution } from "../../workflows/rules/execution.ts";
import { isKnown } from "../../workflows/rules/life.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";
import { awsError, Meanwhile, type Moment } from "../stories/meanwhile.ts";

const MODEST = { ...FITTING, employees: "3" };
const DEMO = { email: FITTING.email, message: "A demo, please" };

function begin(change: Stated = {}): { told: Story; meanwhile: Meanwhile } {
  const meanwhile = new Meanwhile();
  return { told: story({ around: meanwhile.around, campaigns: () => [campaign(change)] }), meanwhile };
}

async function executions(told: Story, email?: string): Promise<number> {
  return told.line.executionsOf((await told.life(email)).leadId).length;
}

describe("functions that die", () => {
  /** Form, three days, a mail, a click and a webinar, sales, an answer a day later. */
  async function journey(dies?: { readonly at: number; readonly of: string }) {
    const { told, meanwhile } = begin();
    let calls = 0;
    let deadly: Moment | undefined;
    let diedUntilNoted = false;
    meanwhile.everyTime((moment) => {
      calls += 1;
      if (dies === undefined || calls !== dies.at) return;
      deadly = moment;
      diedUntilNoted = meanwhile.passed.slice(-4).includes("after a publish");
      throw awsError(dies.of);
    });
    await told.posts(FITTING);
    await told.passes("3 days");
    await told.passes("12 hours");
    await told.clicks(told.mailTo());
    await told.attends();
    await told.passes("1 hour");
    await told.passes("7 hours");
    const { handoffs, touches } = await told.lead();
    await told.accepts("Tom");
    await told.passes("2 months");
    const ids = told.mails.map((mail) => mail.tags.touchId);
    return { told, calls, deadly, diedUntilNoted, ids, handoffs, touches, lead: (await told.lead()).lead };
  }

  test("S4 every container and follower dies between two calls, once at each of them: mailed once, told, accepted", async () => {
    const { calls, ids } = await journey();
    expect(ids).toEqual(["small_1_welcome_1", "small_1_second_1"]);
    expect(calls).toBeGreaterThan(25);
    for (let at = 1; at <= calls; at++) {
      const life = await journey({ at, of: "Sandbox.Timedout" });
      const where = `call ${at}, ${life.deadly}`;
      const statuses = life.touches.map((touch) => touch.status);
      const neverLeft = statuses.filter((status) => status === "unknown").length;
      const diedBetweenClaimAndSend = ["after a write", "before a send"].includes(life.deadly ?? "");
      expect(neverLeft, where).toBeLessThanOrEqual(Number(diedBetweenClaimAndSend));
      expect(statuses.filter((status) => status === "sent").length + neverLeft, where).toBe(2);
      expect(life.ids.length + neverLeft, where).toBe(2);
      expect(new Set(life.ids).size, where).toBe(life.ids.length);
      expect(life.handoffs, where).toMatchObject([{ n: 1, status: "released" }]);
      expect(life.told.notices.length, where).toBe(life.diedUntilNoted ? 2 : 1);
      expect(life.lead.lifecycle, where).toBe("sal");
      expect(life.told.line.deadLetters, where).toEqual([]);
    }
  });

  test.each(["Runtime.ExitError", "ResourceNotFoundException", "TypeError"])(
    "S4 a step that dies of %s is tried again within two minutes",
    async (name) => {
      const { told, meanwhile } = begin();
      await told.posts(MODEST);
      await told.passes("2 days");
      meanwhile.next("after a read", () => {
        throw awsError(name);
      });
      await told.passes("1 day");
      await told.passes("2 minutes");
      expect(told.touches()).toEqual(["welcome", "second"]);
      expect(await executions(told)).toBe(1);
    },
  );
});

describe("what was written but never heard", () => {
  test.each(["start", "wake"])(
    "S57 the write that asks for a %s is committed and everything after it is lost: on within 30 minutes",
    async (what) => {
      const { told } = begin();
      const lose = () => {
        told.line.deliver = (kind, hand) => (kind === "stream" ? undefined : hand());
      };
      if (what === "start") lose();
      await told.posts(FITTING);
      if (what === "wake") lose();
      await told.posts(DEMO);
      told.line.deliver = (_kind, hand) => hand();
      expect(told.notices).toHaveLength(0);
      await told.passes("30 minutes");
      expect(told.notices).toHaveLength(1);
      expect((told.notices[0]?.at ?? 0) - MONDAY).toBeGreaterThanOrEqual(15 * MINUTE);
    },
  );

  test("S57 a lead whose execution died in its sleep is found when that sleep would have ended", async () => {
    const { told } = begin();
    await told.posts(MODEST);
    const [execution = ""] = told.line.executionsOf((await told.life()).leadId);
    told.line.engine.stop(execution);
    await told.passes("3 days");
    await told.passes("30 minutes");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(await executions(told)).toBe(2);
  });

  test("S57 the sweeper leaves alone who sleeps as agreed", async () => {
    const { told } = begin();
    await told.posts(MODEST);
    await told.passes("2 days");
    expect(told.line.counts.get("LeadSwept")).toBeUndefined();
    expect(await executions(told)).toBe(1);
  });
});

describe("older and newer executions", () => {
  /** Asks for a new execution, as the sweeper does, and lets it fall asleep while the older step is still under way. */
  async function overtake(told: Story): Promise<void> {
    const life = await told.lead();
    await told.line.leads.write(life, withNewExecution({}, life.lead.generation, told.now + 1));
    await fallsAsleep(told);
  }

  async function fallsAsleep(told: Story): Promise<void> {
    const { lead } = await told.lead();
    await told.line.world.workflows.start(lead.leadId, lead.generation);
    for (let turn = 0; turn < 200 && (await told.lead()).lead.wakeToken === undefined; turn++)
      await new Promise((resolve) => setImmediate(resolve));
  }

  test.each([
    ["falls asleep", undefined],
    ["fails", awsError("Runtime.ExitError")],
  ])(
    "S56 a late step of an older execution that %s can't take the wake from the newer one",
    async (_how, failure) => {
      const { told, meanwhile } = begin();
      await told.posts(MODEST);
      let newer: string | undefined;
      meanwhile.next("after a read", async () => {
        await overtake(told);
        newer = (await told.lead()).lead.wakeToken;
        if (failure) throw failure;
      });
      await told.passes("3 days");
      await told.passes("1 minute");
      expect(meanwhile.allHappened).toBe(true);
      expect(newer).toBeDefined();
      expect((await told.lead()).lead).toMatchObject({ wakeToken: newer });
      expect(told.touches()).toEqual(["welcome", "second"]);
      await told.posts(DEMO);
      expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
    },
  );

  test("S56 nor can the late step of a lead that was erased, though the one that came back has the same count", async () => {
    const [welcome] = SMALL.touches;
    if (welcome === undefined) throw new Error("the small campaign has a touch");
    const { told, meanwhile } = begin({ touches: [{ ...welcome, after: "100 days" }] });
    await told.posts(MODEST);
    const { leadId, lead } = await told.lead();
    meanwhile.next("after a read", async () => {
      told.line.leads.erase(leadId, told.now);
      told.line.clock.jumpTo(told.now + 1);
      await told.postsUnsettled(MODEST);
      await fallsAsleep(told);
      expect((await told.lead()).lead.ledgerSeq).toBe(lead.ledgerSeq);
    });
    await told.passes("31 days");
    expect(meanwhile.allHappened).toBe(true);
    await told.posts(DEMO);
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
  });

  test("S58 a renewed execution sends nothing again, and goes on where the older one stood", async () => {
    const [welcome, second] = SMALL.touches;
    if (welcome === undefined || second === undefined) throw new Error("the small campaign has two touches");
    const { told } = begin({ sunset: "2 years", touches: [welcome, { ...second, after: "400 days" }] });
    await told.posts(MODEST);
    await told.passes("399 days");
    expect(await executions(told)).toBe(2);
    expect(told.touches()).toEqual(["welcome"]);
    await told.passes("1 day");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(told.line.counts.get("LeadSwept")).toBeUndefined();
  });

  test("S58 a step that is tried again after its mail went out sends nothing again", async () => {
    const { told, meanwhile } = begin();
    await told.posts(MODEST);
    meanwhile.next("after a send", () => {
      throw awsError("Lambda.ServiceException");
    });
    await told.passes("3 days");
    await told.passes("1 day");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect((await told.lead()).touches).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  });

  test("S58 a re-entry after leaving sends from the beginning, under a name of its own", async () => {
    const { told } = begin();
    await told.posts(MODEST);
    await told.passes("3 days");
    await told.unsubscribes();
    await told.passes("1 day");
    await told.posts(MODEST);
    await told.passes("3 days");
    expect(told.mails.map((mail) => mail.tags.touchId)).toEqual([
      "small_1_welcome_1",
      "small_1_second_1",
      "small_2_welcome_1",
      "small_2_second_1",
    ]);
  });
});

describe("long waits and long outages", () => {
  test("S54 a lead snoozed for 200 days on day 200 is still alive, and sales hears of it on time on day 400", async () => {
    const [welcome, second] = SMALL.touches;
    if (welcome === undefined || second === undefined) throw new Error("the small campaign has two touches");
    const { told } = begin({ touches: [welcome, { ...second, after: "500 days" }] });
    await told.posts(FITTING);
    await told.passes("200 days");
    const day200 = told.now;
    await told.attends();
    const day400 = new Date(MONDAY + 400 * DAY).toISOString().slice(0, 10);
    await told.snoozes("Tom", day400);
    const until = (await told.lead()).handoffs[0]?.until ?? 0;
    await told.line.liveUntil(until - 1);
    expect(told.notices).toHaveLength(1);
    await told.line.liveUntil(until);
    expect(told.notices.map((notice) => notice.at)).toEqual([day200, until]);
    expect(await executions(told)).toBe(2);
    expect(told.line.counts.get("LeadSwept")).toBeUndefined();
    expect((await told.accepts("Ines")).statusCode).toBe(200);
  });

  test("S61 every step fails for six hours: no lead gets a new execution each quarter of an hour, all go on afterwards", async () => {
    const { told, meanwhile } = begin();
    const asleep = Array.from({ length: 5 }, (_, n) => ({ ...MODEST, email: `asleep${n}@dairy.example` }));
    const fresh = Array.from({ length: 5 }, (_, n) => ({ ...MODEST, email: `fresh${n}@dairy.example` }));
    for (const fields of asleep) await told.posts(fields);
    await told.line.liveUntil(MONDAY + 3 * DAY - HOUR);
    meanwhile.stepsFailWith = awsError("Lambda.ServiceException");
    for (const fields of fresh) await told.posts(fields);
    await told.passes("6 hours");
    meanwhile.stepsFailWith = undefined;
    expect(told.mails).toHaveLength(5);
    await told.passes("6 hours");
    for (const { email } of asleep) {
      expect(told.touches(email)).toEqual(["welcome", "second"]);
      expect(await executions(told, email)).toBe(1);
    }
    for (const { email } of fresh) {
      expect(told.touches(email)).toEqual(["welcome"]);
      expect(await executions(told, email)).toBe(1);
    }
    const lives = told.line.leads.all().filter(isKnown);
    expect(lives.map(({ lead }) => lead.trouble)).toEqual(Array.from({ length: 10 }, () => undefined));
    // Once when it begins, and at most once more before it is over: nobody is tried every quarter of an hour.
    for (const { lead } of lives) expect([1, 2]).toContain(lead.troubles);
  });
});
