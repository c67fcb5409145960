/** A lead writes back: nothing more goes to it by itself, and whoever owns it is told. A machine's answer stops nothing. */
import { describe, expect, test } from "vitest";
import { DAY, MINUTE } from "../../workflows/rules/time.ts";
import { letter, SMALL, type Stated } from "../stories/campaign.ts";
import { FITTING, MODEST, MONDAY, type Story } from "../stories/line.ts";
import { AWAY, answering, replies, runs, tells, welcomed } from "../stories/replying.ts";

const OTHER: Stated = { name: "other", enter: { forms: [], activities: ["registered"] } };
const what = async (told: Story) => (await told.lead()).ledger.map((line) => `${line.kind}: ${line.what}`);

describe("a reply", () => {
  test("stops every automated touch of the lead, in every campaign, from that moment on", async () => {
    const told = await welcomed(MODEST, {}, OTHER);
    await tells(told, { key: "w", email: FITTING.email, activity: "registered" });
    await told.passes("1 day");
    const before = told.mails.length;
    await replies(told);
    expect(await runs(told)).toEqual(["other replied", "small replied"]);
    expect((await told.lead()).lead).toMatchObject({
      lifecycle: "nurturing",
      because: "it replied: a person goes on from here",
    });
    await told.passes("1 year");
    expect(told.mails).toHaveLength(before);
  });

  test("is told to the people who write at once, with the mail it answers and a link to report with", async () => {
    const told = await welcomed();
    await told.passes("1 day");
    const { messageId } = told.mailTo();
    await replies(told, { subject: "Re: which alarm", inReplyTo: `<${messageId}@eu-west-1.amazonses.com>` });
    expect(told.tasks).toHaveLength(1);
    expect(told.tasks[0]?.subject).toBe("To do by 25 November: Answer Zoë Müller");
    expect(told.tasks[0]?.text).toContain(
      "They wrote: replied: Re: which alarm (to our “welcome”), Tuesday 24 November 2026, 09:00 (Europe/Dublin)",
    );
    expect((await told.follows(told.taskLink)).body).toContain("They want to talk to sales");
    expect((await told.lead()).ledger.at(-1)).toMatchObject({
      kind: "reply",
      messageId,
      touchId: "small_1_welcome_1",
    });
  });

  test("of a lead with an owner is addressed to it", async () => {
    const told = await welcomed();
    const owner = { name: "Ines Duarte", address: "ines@orchard-cold-chain.example" };
    await told.line.leads.write(await told.lead(), { set: { owner } });
    await replies(told);
    expect(told.tasks[0]?.subject).toBe("To do by 24 November for Ines Duarte: Answer Zoë Müller");
    expect(told.tasks[0]?.text).toContain("Owner: Ines Duarte, ines@orchard-cold-chain.example");
  });

  test("earns its points and makes a lead ripe: sales and whoever answers are both told at once", async () => {
    const told = await welcomed(FITTING);
    await told.passes("1 day");
    await replies(told);
    expect(told.notices).toHaveLength(1);
    expect(told.notices[0]?.text).toContain("Why now: 80 of 60 points: replied");
    expect(told.tasks).toHaveLength(1);
    expect(await told.lead()).toMatchObject({ handoffs: [{ notifiedAt: MONDAY + DAY }] });
  });

  test("is asked no question by letter: whom points release after it goes to sales unasked", async () => {
    const told = await welcomed(FITTING, {
      release: { ...SMALL.release, validate: "ask" },
      mails: SMALL.mails,
    });
    await replies(told);
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.notices).toHaveLength(1);
  });

  test("told while nobody listens to tasks holds up neither sales nor itself: it is told as soon as somebody does", async () => {
    const told = await welcomed(FITTING);
    told.line.tasks.subscribers = 0;
    await replies(told);
    expect(told.notices).toHaveLength(1);
    await told.passes("3 hours");
    expect(told.tasks).toHaveLength(0);
    told.line.tasks.subscribers = 1;
    await told.passes("6 hours");
    expect(told.tasks).toHaveLength(1);
  });

  test("nobody could be told of for a week is still told of afterwards", async () => {
    const told = await welcomed();
    told.line.tasks.subscribers = 0;
    await replies(told);
    await told.passes("8 days");
    told.line.tasks.subscribers = 1;
    await told.passes("12 hours");
    expect(told.tasks).toHaveLength(1);
  });

  test("told again under its key is the same one, and its earliest time holds", async () => {
    const told = await welcomed();
    await told.passes("2 days");
    const reply = { key: "mail/same", email: FITTING.email, activity: "replied" };
    const at = (instant: number) => ({ ...reply, at: new Date(instant).toISOString() });
    for (const each of [reply, at(MONDAY + DAY), at(MONDAY + DAY + MINUTE)]) {
      await tells(told, each);
    }
    expect((await told.lead()).ledger.filter(({ kind }) => kind === "reply")).toMatchObject([
      { at: MONDAY + DAY },
    ]);
    expect(told.tasks).toHaveLength(1);
  });
});

describe("what came of a reply", () => {
  test("that they want to talk to sales raises the lead's hand", async () => {
    const told = await welcomed();
    await replies(told);
    await told.reports("wants-sales", "Nora");
    expect(told.notices[0]?.text).toContain("Why now: told Nora by mail that it wants to talk to sales");
    expect((await told.lead()).handoffs[0]?.score).toBe(30);
  });

  test.each([
    ["answered", 1],
    ["not-interested", 0],
  ])(
    "the points of one that ended %s tell sales %i times: who is not interested is left alone",
    async (ended, times) => {
      const engagement = { ...SMALL.engagement, points: { form: 15, reply: 0 } };
      const told = await welcomed(FITTING, { engagement });
      await replies(told);
      await told.reports(ended, "Nora");
      await told.passes("1 day");
      await told.posts({ ...FITTING, message: "more" });
      expect(told.notices).toHaveLength(times);
    },
  );

  test("that they want no more mail takes them off every list", async () => {
    const told = await welcomed();
    await replies(told);
    await told.reports("no-more-mail", "Nora");
    expect((await told.lead()).lead).toMatchObject({
      lifecycle: "unsubscribed",
      because: "unsubscribed by a reply, says Nora",
      consent: { withdrawnAt: MONDAY },
    });
    const line = (await told.lead()).ledger.find(({ kind }) => kind === "unsubscribe");
    expect(line?.proof).toEqual({ how: "by hand", channels: ["mail", "call", "letter"] });
    expect((await told.posts({ ...MODEST, consent: "" })).statusCode).toBeLessThan(300);
    await told.passes("1 month");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("nobody told in a day is overdue, and may still be told", async () => {
    const told = await welcomed();
    await replies(told);
    await told.passes("2 days");
    expect(await answering(told)).toEqual(["overdue"]);
    await told.reports("answered", "Nora");
    expect(await what(told)).toContain('task: "reply": we answered, says Nora');
    expect((await told.reports("answered", "Ben")).statusCode).toBe(409);
  });
});

describe("an automatic answer", () => {
  test("is shown with the header that proves it, earns nothing, stops nothing and is nobody's task", async () => {
    const told = await welcomed(FITTING);
    await told.passes("1 day");
    await replies(told, { subject: "Automatic reply: welcome", headers: AWAY });
    expect((await told.lead()).ledger.at(-1)).toMatchObject({
      kind: "autoreply",
      what: "out of office, or the like: Automatic reply: welcome (Auto-Submitted: auto-replied)",
    });
    expect([told.tasks, told.notices]).toEqual([[], []]);
    expect((await told.lead()).lead.score).toMatchObject({ engagement: 0 });
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("is no sign that a person is there: a silent lead stays silent", async () => {
    const told = await welcomed(MODEST, { sunset: "10 days" });
    await told.passes("9 days");
    await replies(told, { headers: AWAY });
    await told.passes("2 days");
    expect(await runs(told)).toEqual(["small silent"]);
  });

  test("followed by the person's own words is a reply after all", async () => {
    const told = await welcomed();
    await replies(told, { headers: AWAY });
    await replies(told, { headers: { "Auto-Submitted": "no", "X-Auto-Response-Suppress": "OOF" } });
    expect(await runs(told)).toEqual(["small replied"]);
    expect(told.tasks).toHaveLength(1);
  });
});

describe("a campaign after a reply", () => {
  const again = async (stated: Stated, wait: "1 week" | "2 months") => {
    const told = await welcomed(MODEST, { touches: [letter("welcome", "0 minutes")], ...stated });
    await replies(told);
    await told.passes(wait);
    await told.posts({ ...MODEST, message: "me again" });
    return runs(told);
  };

  test("takes the lead in again as its `again` says, and not before", async () => {
    const enter = { forms: ["cold-store-guide"], again: "1 month" };
    expect(await again({ enter }, "1 week")).toEqual(["small replied"]);
    expect(await again({ enter }, "2 months")).toEqual(["small open", "small replied"]);
    expect(await again({}, "2 months")).toEqual(["small replied"]);
  });

  test("may still say that it leaves who replied: the reply has ended the run already", async () => {
    const leave = [{ when: { replied: true }, because: "answered us" }];
    const told = await welcomed(MODEST, { leave });
    await replies(told);
    expect(await runs(told)).toEqual(["small replied"]);
  });

  test("that the lead entered after it wrote goes on, in whatever order both are told", async () => {
    const registered = {
      key: "w",
      email: FITTING.email,
      activity: "registered",
      at: new Date(MONDAY + DAY).toISOString(),
    };
    const replied = {
      ...registered,
      key: "r",
      activity: "replied",
      at: new Date(MONDAY + DAY - MINUTE).toISOString(),
    };
    for (const order of [
      [registered, replied],
      [replied, registered],
    ]) {
      const told = await welcomed(MODEST, {}, OTHER);
      await told.passes("2 days");
      for (const each of order) {
        await tells(told, each);
      }
      expect(await runs(told)).toEqual(["other open", "small replied"]);
    }
  });
});

test("a reply of somebody we don't know is dropped and counted", async () => {
  const told = await welcomed();
  await replies(told, { email: "ben@dairy.example" });
  expect(told.line.counts.get("ActivityOfUnknownLead")).toBe(1);
  expect(told.tasks).toEqual([]);
});

test("only a reply may bring a mail's headers, its subject, or what it answers", async () => {
  const told = await welcomed();
  const one = {
    key: "a",
    email: FITTING.email,
    activity: "attended",
    subject: "x",
    inReplyTo: "y",
    headers: {},
  };
  const answer = await tells(told, one, { ...one, activity: "replied", headers: { From: 7 } });
  const fields = (JSON.parse(answer.body ?? "") as { errors: readonly { field: string }[] }).errors;
  expect(fields.map(({ field }) => field)).toEqual([
    "activities[0].subject",
    "activities[0].inReplyTo",
    "activities[0].headers",
    "activities[1].headers.From",
  ]);
});
