import { describe, expect, test } from "vitest";
import type { World } from "../../functions/world/world.ts";
import { timeline } from "../../local/console/timeline.ts";
import type { MailEvent } from "../../local/memory/mail-events.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { campaign, letter } from "../stories/campaign.ts";
import { MODEST, MONDAY, type Story, story } from "../stories/line.ts";
import { permutations } from "../stories/permutations.ts";

const SOFT: MailEvent = { eventType: "Bounce", bounceType: "Transient" };
const UNDETERMINED: MailEvent = { eventType: "Bounce", bounceType: "Undetermined" };
const HARD: MailEvent = { eventType: "Bounce", bounceType: "Permanent" };
const COMPLAINT: MailEvent = { eventType: "Complaint" };
/** Three letters, three days apart. */
const THREE = campaign({
  touches: [letter("welcome", "0 minutes"), letter("second", "3 days"), letter("third", "3 days")],
});

async function hears(told: Story, event: MailEvent, mail = told.mails.at(-1), at = told.now) {
  if (mail === undefined) throw new Error("no mail was sent");
  told.line.tell(mail, event, at);
  await told.line.settle();
}

const lines = async (told: Story) => (await told.lead()).ledger.map(({ what }) => what);
const welcome = async (told: Story) => (await told.lead()).touches.find(({ name }) => name === "welcome");

describe("every type of event that SES knows", () => {
  const unheardOf = { eventType: "Telepathy" } as unknown as MailEvent;
  test.each<[string, MailEvent, string | undefined, string]>([
    ["Send", { eventType: "Send" }, undefined, "sent"],
    ["Delivery", { eventType: "Delivery" }, undefined, "sent"],
    ["DeliveryDelay", { eventType: "DeliveryDelay" }, 'delivery of "welcome" is delayed', "sent"],
    ["Open", { eventType: "Open" }, 'opened "welcome"', "sent"],
    ["Click", { eventType: "Click", link: "https://x.example" }, 'clicked a link in "welcome"', "sent"],
    ["Bounce", HARD, '"welcome" bounced (Permanent, General)', "sent"],
    ["Bounce", SOFT, '"welcome" bounced (Transient, General)', "sent"],
    ["Bounce", UNDETERMINED, '"welcome" bounced (Undetermined, General)', "sent"],
    ["Complaint", COMPLAINT, 'called "welcome" spam', "sent"],
    [
      "Complaint that is none",
      { eventType: "Complaint", complaintFeedbackType: "not-spam" },
      'told the mail service that "welcome" is no spam',
      "sent",
    ],
    ["Reject", { eventType: "Reject" }, 'the mail service rejected "welcome"', "failed"],
    [
      "Rendering Failure",
      { eventType: "Rendering Failure" },
      'the mail service could not make "welcome" from its template',
      "failed",
    ],
    [
      "Subscription",
      { eventType: "Subscription" },
      `changed the mail service's own lists by "welcome"; ours are as they were`,
      "sent",
    ],
    ["of a type nobody knows", unheardOf, 'the mail service said "Telepathy" of "welcome"', "sent"],
  ])("%s", async (_type, event, what, status) => {
    const told = story();
    await told.posts(MODEST);
    const before = await lines(told);
    await hears(told, event);
    expect((await lines(told)).filter((line) => !before.includes(line))).toEqual(
      what === undefined ? [] : [what],
    );
    expect((await welcome(told))?.status).toBe(status);
    expect(told.line.counts.get("EventOfUnknownType")).toBe(event === unheardOf ? 1 : undefined);
    expect(told.line.deadLetters).toEqual([]);
  });

  test("a type nobody knows is counted once, however often it is told, and goes to no dead letters", async () => {
    const told = story();
    await told.posts(MODEST);
    for (let n = 0; n < 3; n++) await hears(told, unheardOf);
    expect(told.line.counts.get("EventOfUnknownType")).toBe(1);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("that a mail is no spam suppresses nobody", async () => {
    const told = story();
    await told.posts(MODEST);
    await hears(told, { eventType: "Complaint", complaintFeedbackType: "not-spam" });
    expect((await told.lead()).lead.suppressedAt).toBeUndefined();
  });
});

describe("when a mail arrived", () => {
  test("its touch says the first time that it was delivered", async () => {
    const told = story();
    told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await told.posts(MODEST);
    told.line.deliver = (_what, hand) => hand();
    await told.line.liveUntil(MONDAY + HOUR);
    for (const at of [MONDAY + 9 * SECOND, MONDAY + 3 * SECOND, MONDAY + 6 * SECOND, MONDAY + 3 * SECOND])
      await hears(told, { eventType: "Delivery" }, told.mailTo(), at);
    expect(await welcome(told)).toMatchObject({
      status: "sent",
      sentAt: MONDAY,
      deliveredAt: MONDAY + 3 * SECOND,
    });
  });

  test("S62 another attempt's delivery is not this one's", async () => {
    const told = story();
    await told.posts(MODEST);
    const before = await told.lead();
    const stray = { ...told.mailTo(), tags: { ...told.mailTo().tags, attempt: "another" } };
    await hears(told, { eventType: "Delivery" }, stray, MONDAY - DAY);
    expect(await told.lead()).toEqual(before);
  });

  test("S24 a delivery after the bounce is noted, and brings nobody back", async () => {
    const told = story();
    told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
    await told.posts(MODEST);
    told.line.deliver = (_what, hand) => hand();
    await hears(told, HARD);
    await told.passes("1 hour");
    await hears(told, { eventType: "Delivery" });
    expect(await welcome(told)).toMatchObject({ deliveredAt: MONDAY + HOUR });
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY });
    await told.passes("2 months");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("S24 open, delivery, bounce and complaint of one mail: every order, each told twice, ends the same", async () => {
    const events: readonly (readonly [MailEvent, number])[] = [
      [{ eventType: "Open" }, MONDAY + 5 * MINUTE],
      [{ eventType: "Delivery" }, MONDAY + 2 * SECOND],
      [UNDETERMINED, MONDAY + 7 * MINUTE],
      [COMPLAINT, MONDAY + 6 * MINUTE],
    ];
    const ends = new Set<string>();
    for (const order of permutations(events)) {
      const told = story();
      told.line.deliver = (what, hand) => (what === "queue" ? undefined : hand());
      await told.posts(MODEST);
      told.line.deliver = (_what, hand) => hand();
      await told.line.liveUntil(MONDAY + HOUR);
      for (const [event, at] of [...order, ...order]) await hears(told, event, told.mailTo(), at);
      const { lead, enrolments, touches, ledger } = await told.lead();
      const { ledgerSeq, wakeSeq, wakeToken, nextWakeAt, decidedAt, endedAt, score, ...row } = lead;
      ends.add(JSON.stringify({ row, enrolments, touches, ledger }));
    }
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('"because":"the reader called a mail spam"');
  });
});

describe("an address that three mails in a row came back from", () => {
  async function bounced(...events: readonly (MailEvent | undefined)[]): Promise<Story> {
    const told = story({ campaigns: () => [THREE] });
    await told.posts(MODEST);
    for (const event of events) {
      if (event !== undefined) await hears(told, event);
      await told.passes("3 days");
    }
    return told;
  }

  test("S23 the third soft bounce suppresses the lead, with the letters' names", async () => {
    const told = await bounced(SOFT, UNDETERMINED, SOFT);
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({ lifecycle: "suppressed", suppressedAt: MONDAY + 6 * DAY });
    expect(lead.because).toBe('three mails in a row bounced: "welcome", "second", "third"');
    expect(enrolments).toMatchObject([{ endedAt: MONDAY + 6 * DAY, because: lead.because }]);
  });

  test("S23 one that arrived between them, and they were not in a row", async () => {
    const told = await bounced(SOFT, undefined, SOFT);
    expect((await told.lead()).lead.lifecycle).not.toBe("suppressed");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
  });

  test("S23 the same bounce three times is one", async () => {
    const told = story();
    await told.posts(MODEST);
    for (let n = 0; n < 3; n++) await hears(told, SOFT);
    expect((await told.lead()).lead.suppressedAt).toBeUndefined();
  });

  test.each([
    ["a hard bounce", HARD],
    ["a complaint", COMPLAINT],
  ])("S23 %s of one campaign's letter ends every campaign at once", async (_what, event) => {
    const told = story({ campaigns: () => [campaign(), campaign({ name: "other" })] });
    await told.posts(MODEST);
    await hears(told, event, told.mails[0]);
    const { enrolments } = await told.lead();
    expect(enrolments.map(({ endedAt }) => endedAt)).toEqual([MONDAY, MONDAY]);
    const mails = told.mails.length;
    await told.passes("2 months");
    expect(told.mails).toHaveLength(mails);
  });
});

describe("an image that is fetched 400 times", () => {
  test("S33 is one line with 400 instants, in whatever order they are told, and one act", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.line.liveUntil(MONDAY + DAY);
    const mail = told.mailTo();
    const instants = Array.from({ length: 400 }, (_, n) => MONDAY + ((n * 7_919) % 400) * MINUTE);
    for (const at of [...instants, ...instants.slice(0, 100)])
      told.line.tell(mail, { eventType: "Open" }, at);
    await told.line.settle();
    const life = await told.lead();
    const opens = life.ledger.filter(({ kind }) => kind === "open");
    expect(opens).toHaveLength(1);
    expect([opens[0]?.at, ...(opens[0]?.again ?? [])]).toEqual(instants.toSorted((a, b) => a - b));
    expect(timeline(life).filter(({ kind }) => kind === "open")).toMatchObject([
      { at: MONDAY, what: 'opened "welcome", 400 times' },
    ]);
  });
});

describe("what recording an event asks of the table", () => {
  /** Calls of the world that events make. */
  function counting() {
    const calls: string[] = [];
    const counted = (world: World): World => ({
      ...world,
      leads: {
        ...world.leads,
        read: (leadId) => {
          calls.push("read");
          return world.leads.read(leadId);
        },
        write: (life, change) => {
          calls.push("write");
          return world.leads.write(life, change);
        },
      },
      standings: {
        read: (name) => note("read the standing", () => world.standings.read(name)),
        count: (what) => note(`count ${what.what}`, () => world.standings.count(what)),
        days: (name) => {
          calls.push("read the days");
          return world.standings.days(name);
        },
        pause: (name, at, because) => note("pause", () => world.standings.pause(name, at, because)),
        resume: (name, at) => world.standings.resume(name, at),
      },
    });
    const note = <T>(what: string, make: () => Promise<T>) => {
      calls.push(what);
      return make();
    };
    return { calls, counted };
  }

  test.each<[string, MailEvent, readonly string[]]>([
    ["an open", { eventType: "Open" }, ["read", "write"]],
    ["a click", { eventType: "Click", link: "https://x.example" }, ["read", "write"]],
    ["an earlier delivery", { eventType: "Delivery" }, ["read", "write"]],
    ["what is known already", { eventType: "Send" }, ["read"]],
    ["a soft bounce", SOFT, ["read", "write"]],
    ["a hard bounce", HARD, ["read", "write", "count bounced", "read the standing", "read the days"]],
    ["a complaint", COMPLAINT, ["read", "write", "count complained", "read the standing", "read the days"]],
  ])("%s", async (_what, event, expected) => {
    const { calls, counted } = counting();
    const told = story({ around: counted });
    await told.posts(MODEST);
    const mail = told.mailTo();
    calls.length = 0;
    await told.line.tellNow(mail, event, MONDAY - SECOND);
    expect(calls).toEqual(expected);
    calls.length = 0;
    await told.line.tellNow(mail, event, MONDAY - SECOND);
    expect(calls).toEqual(["read"]);
  });
});

describe("a campaign whose mails fare badly", () => {
  /** As if so many mails had gone out before, of which none came back. */
  async function goneWell(sent: number, told = story()): Promise<Story> {
    for (let n = 0; n < sent; n++)
      await standings(told).count({ campaign: "small", what: "sent", at: MONDAY - DAY });
    return told;
  }
  const standings = (told: Story) => told.line.world.standings;
  const posts = (told: Story, n: number) => told.posts({ ...MODEST, email: `lead-${n}@dairy.example` });
  const complains = (told: Story, n: number) =>
    hears(told, COMPLAINT, told.mailTo(`lead-${n}@dairy.example`));

  test("stops itself at the complaint that is too many, says why, and the operators are told", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2, 3]) await posts(told, n);
    await complains(told, 1);
    expect(await standings(told).read("small")).toEqual({});
    await complains(told, 2);
    expect(await standings(told).read("small")).toEqual({
      pausedAt: MONDAY,
      because: "complaints 0.14 % of the last 1,420 mails",
    });
    expect(told.line.counts.get("CampaignStopped")).toBe(1);

    await posts(told, 4);
    await told.passes("1 month");
    expect(told.mails).toHaveLength(3);
    await complains(told, 3);
    expect((await standings(told).read("small")).because).toContain("1,420 mails");
    expect(told.line.counts.get("CampaignStopped")).toBe(1);
  });

  test("its leads wait where they are, and its resume is not undone by the next complaint", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2, 3]) await posts(told, n);
    for (const n of [1, 2]) await complains(told, n);
    await told.passes("5 days");
    await standings(told).resume("small", told.now);
    await told.passes("1 day");
    expect(told.touches("lead-3@dairy.example")).toEqual(["welcome", "second"]);
    await complains(told, 3);
    expect((await standings(told).read("small")).pausedAt).toBeUndefined();
    expect(told.line.counts.get("CampaignStopped")).toBe(1);
  });

  test("one that was paused by hand keeps that reason", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2]) await posts(told, n);
    await standings(told).pause("small", MONDAY, "a wrong price");
    for (const n of [1, 2]) await complains(told, n);
    expect((await standings(told).read("small")).because).toBe("a wrong price");
    expect(told.line.counts.get("CampaignStopped")).toBeUndefined();
  });

  test("the other campaigns go on", async () => {
    const told = await goneWell(1_417, story({ campaigns: () => [campaign(), campaign({ name: "other" })] }));
    for (const n of [1, 2]) await posts(told, n);
    for (const n of [1, 2]) await complains(told, n);
    await posts(told, 3);
    expect(told.mails.filter(({ to }) => to.startsWith("lead-3")).map(({ tags }) => tags.touchId)).toEqual([
      "other_1_welcome_1",
    ]);
  });

  test("of a thousand leads' first letters, the 21st hard bounce stops it, not the 20th", async () => {
    const told = story({ keepHistories: false });
    for (let n = 0; n < 1_000; n++)
      await told.postsUnsettled({ ...MODEST, email: `lead-${n}@dairy.example` });
    await told.line.settle();
    expect(await days(told)).toMatchObject([{ sent: 1_000, bounced: 0 }]);
    for (let n = 0; n < 20; n++) await hears(told, HARD, told.mails[n]);
    await hears(told, HARD, told.mails[0]);
    expect((await standings(told).read("small")).pausedAt).toBeUndefined();
    await hears(told, HARD, told.mails[20]);
    expect((await standings(told).read("small")).because).toBe("hard bounces 2.10 % of the last 1,000 mails");
  });

  test("a count that fails loses one, and neither the mail nor the event", async () => {
    const told = story({
      around: (world) => ({
        ...world,
        standings: {
          ...world.standings,
          read: (name) => world.standings.read(name),
          days: (name) => world.standings.days(name),
          count: () => Promise.reject(new Error("throttled")),
        },
      }),
    });
    await posts(told, 1);
    await complains(told, 1);
    expect((await told.lead("lead-1@dairy.example")).lead.lifecycle).toBe("suppressed");
    expect(told.line.deadLetters).toEqual([]);
    expect(await days(told)).toEqual([]);
  });

  test("a mail counts once, whether its answer or its event came first, and however often it is told of", async () => {
    const lost = story();
    lost.line.mail.mood = () => "take and lose the answer";
    await posts(lost, 1);
    const plain = story();
    await posts(plain, 1);
    for (const told of [lost, plain]) {
      for (const event of [{ eventType: "Send" }, { eventType: "Delivery" }, HARD, HARD, COMPLAINT] as const)
        await hears(told, event);
      expect(await days(told)).toEqual([{ day: MONDAY - 9 * HOUR, sent: 1, bounced: 1, complained: 1 }]);
    }
  });

  async function days(told: Story) {
    const all = [];
    for await (const day of standings(told).days("small")) all.push(day);
    return all;
  }
});
