import { describe, expect, test } from "vitest";
import { campaign, SMALL } from "../stories/campaign.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";
import { Meanwhile } from "../stories/meanwhile.ts";

const click = (link: string) => ({ eventType: "Click", link }) as const;

/** A lead that sales was told of on Monday at nine. */
async function ripe(around?: Meanwhile): Promise<Story> {
  const told = story(around ? { around: around.around } : {});
  await told.posts(FITTING);
  await told.attends();
  expect(told.notices).toHaveLength(1);
  return told;
}

/** A lead that followed a link of its welcome on Monday, and has its second letter since Thursday. */
async function readsSince(score: number): Promise<Story> {
  const told = story({ campaigns: () => [campaign({ release: { ...SMALL.release, score } })] });
  await told.posts(FITTING);
  await told.clicks();
  await told.passes("3 days");
  return told;
}

describe("crossing the threshold", () => {
  test("S39 two events cross the threshold at the same moment: one hand-off, sales told once", async () => {
    const told = await readsSince(70);
    await told.passes("1 month");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
    const [, second, third] = told.mails;
    if (!second || !third) throw new Error("no mails");
    await told.hearsAtOnce(
      { mail: second, event: click("https://a.example") },
      { mail: third, event: click("https://b.example") },
    );
    const { handoffs, ledger } = await told.lead();
    expect(handoffs).toHaveLength(1);
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
    expect(ledger.filter((line) => line.kind === "click")).toHaveLength(3);
  });

  test("S39 two events that cross it only together, neither alone: the lead is handed over at once", async () => {
    const told = await readsSince(90);
    const [welcome, second] = told.mails;
    if (!welcome || !second) throw new Error("no mails");
    await told.hearsAtOnce(
      { mail: welcome, event: click("https://a.example") },
      { mail: second, event: click("https://b.example") },
    );
    expect((await told.lead()).handoffs.map(({ score }) => score)).toEqual([94]);
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
  });

  test("S39 a click and a raised hand at the same moment: one hand-off", async () => {
    const told = story();
    await told.posts(FITTING);
    told.line.tell(told.mailTo(), click("https://a.example"));
    await told.postsUnsettled({ email: FITTING.email, message: "a demo please" });
    await told.line.settle();
    expect((await told.lead()).handoffs).toHaveLength(1);
    expect(told.notices).toHaveLength(1);
  });

  test("S39 a click while the release is being written: one hand-off", async () => {
    const meanwhile = new Meanwhile();
    const told = story({ around: meanwhile.around });
    await told.posts(FITTING);
    meanwhile.next("before a write", () =>
      told.hears({ mail: told.mailTo(), event: click("https://b.example") }),
    );
    await told.attends();
    expect(meanwhile.allHappened).toBe(true);
    expect((await told.lead()).handoffs).toHaveLength(1);
    expect(told.notices).toHaveLength(1);
  });

  test("S39 one point short of ripe is not ripe", async () => {
    const told = story({ campaigns: () => [campaign({ release: { ...SMALL.release, score: 66 } })] });
    await told.posts(FITTING);
    await told.attends();
    await told.passes("1 day");
    expect(told.notices).toHaveLength(0);
  });

  test.each(["2026-11-24T03:12:00Z", "2026-11-29T15:00:00Z", "2026-12-25T00:00:00Z"])(
    "a raised hand goes to sales at once, at %s as at any hour, whatever the score",
    async (hour) => {
      const told = story();
      await told.posts({ email: "ben@bakery.example", name: "Ben", consent: "yes" });
      await told.passesUntil(hour);
      await told.posts({ email: "ben@bakery.example", message: "Can I see a demo?" });
      expect(told.notices.map((notice) => notice.at)).toEqual([Date.parse(hour)]);
      expect(told.notices[0]?.text).toContain("Can I see a demo?");
    },
  );
});

describe("answering", () => {
  test("S41 a scanner GETs and HEADs every link of the notification: nothing changes", async () => {
    const told = await ripe();
    const before = await told.lead();
    const links = [...(told.notices[0]?.text.matchAll(/https:\/\/\S+/g) ?? [])].map(([link]) => link);
    expect(links.filter((link) => link.includes("/handoffs/"))).toHaveLength(3);
    for (const link of links.filter((each) => each.includes("/handoffs/"))) {
      expect((await told.follows(link)).statusCode).toBe(200);
      expect((await told.follows(link, "HEAD")).statusCode).toBe(200);
    }
    expect(await told.lead()).toEqual(before);
  });

  test("S42 accept: nurture mails stop at once; a second accept says who was first", async () => {
    const told = await ripe();
    expect((await told.accepts("Tom")).statusCode).toBe(200);
    const second = await told.accepts("Ines");
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain(
      "Tom accepted this lead already on Monday 23 November 2026, 09:00 (Europe/Dublin).",
    );
    expect(second.body).not.toContain("Ines");
    await told.passes("2 months");
    const { lead, handoffs, enrolments } = await told.lead();
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.notices).toHaveLength(1);
    expect(lead.lifecycle).toBe("sal");
    expect(handoffs).toMatchObject([{ status: "accepted", answeredBy: "Tom", closedAt: MONDAY }]);
    expect(enrolments[0]).toMatchObject({ because: "Tom accepted it" });
  });

  test("S42 two accepts in the same millisecond: one of them is first, and the other hears who", async () => {
    const told = await ripe();
    const link = told.handoffLink;
    const accept = (by: string) => told.followsUnsettled(link, "POST", { answer: "accept", by });
    const answers = await Promise.all([accept("Tom"), accept("Ines")]);
    await told.line.settle();
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 409]);
    expect(answers[1]?.body).toContain("Tom");
    expect((await told.lead()).ledger.filter((line) => line.what.includes("accepted it"))).toHaveLength(1);
  });

  test("S42 accepted while it was being published: the answer stays, the clock does not start again", async () => {
    const meanwhile = new Meanwhile();
    const told = await ripe(meanwhile);
    meanwhile.next("after a publish", () =>
      told.followsUnsettled(told.handoffLink, "POST", { answer: "accept", by: "Tom" }),
    );
    await told.passes("24 hours");
    expect(told.notices).toHaveLength(2);
    expect(meanwhile.allHappened).toBe(true);
    await told.passes("1 month");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "accepted" }]);
    expect(told.notices).toHaveLength(2);
  });

  test("S42 reject after accept, and accept after reject, are both told what happened before", async () => {
    const told = await ripe();
    await told.rejects("Tom", "not-reached");
    const late = await told.accepts("Ines");
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain("Tom gave this lead back already");
    expect((await told.follows(told.handoffLink)).body).toContain("Tom gave this lead back already");
  });

  test("S43 reject without a reason is refused, on a page that asks for it, and changes nothing", async () => {
    const told = await ripe();
    const before = await told.lead();
    for (const reason of ["", "because", "constructor"]) {
      const answer = await told.rejects("Tom", reason);
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain("Say why");
    }
    expect((await told.rejects("Tom", "bad-timing", "in Q2")).body).toContain("2027-04-01");
    expect(await told.lead()).toEqual(before);
  });

  test("S43 bad timing, try in Q2: sleeps until then, executions changing hands, and repeats no mail", async () => {
    const told = await ripe();
    await told.rejects("Tom", "bad-timing", "2027-04-01");
    expect((await told.lead()).lead.lifecycle).toBe("recycled");
    await told.passesUntil("2027-03-31T22:59:59.999Z");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2027-03-31T23:00:00Z");
    expect(told.touches()).toEqual(["welcome", "second"]);
    await told.passes("1 month");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
  });

  test("S43 bad timing without a date waits three months", async () => {
    const told = await ripe();
    await told.rejects("Tom", "bad-timing");
    await told.passesUntil("2027-02-23T08:59:59Z");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2027-02-23T09:00:00Z");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S43 whoever raises a hand while sales waits for a better time is handed over at once", async () => {
    const told = await ripe();
    await told.rejects("Tom", "bad-timing", "2027-04-01");
    await told.passes("5 days");
    await told.posts({ email: FITTING.email, message: "We got the budget: a demo, please" });
    expect(told.notices.map((notice) => notice.at)).toEqual([MONDAY, told.now]);
  });

  test("S43 a click and a webinar while sales waits for a better time change nothing", async () => {
    const told = await ripe();
    await told.rejects("Tom", "bad-timing", "2027-04-01");
    await told.passes("40 days");
    await told.clicks(told.mailTo(), "https://b.example");
    await told.attends();
    await told.passes("10 days");
    expect(told.notices).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
  });

  test.each([
    ["not-our-market", "disqualified"],
    ["already-customer", "customer"],
  ])(
    "S43 given back as %s: %s, never mailed and never handed over again, hand raised or not",
    async (reason, lifecycle) => {
      const told = await ripe();
      await told.rejects("Tom", reason);
      await told.passes("2 months");
      await told.posts({ email: FITTING.email, message: "a demo please" });
      await told.passes("1 month");
      expect((await told.lead()).lead).toMatchObject({ lifecycle });
      expect(told.touches()).toEqual(["welcome"]);
      expect(told.notices).toHaveLength(1);
    },
  );
});
