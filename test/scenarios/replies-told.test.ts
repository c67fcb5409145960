/** Whoever answers is told of every reply: at whatever stage its lead is, and of several no more often than it takes. */
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { FITTING, MODEST, MONDAY, type Story, story, taskLink } from "../stories/line.ts";
import { answering, replies, tells, welcomed } from "../stories/replying.ts";

describe("somebody is told of a reply at whatever stage the lead is", () => {
  const LATE: Readonly<Record<string, (told: Story) => Promise<unknown>>> = {
    "that sales was told of": async (told) => told.posts({ ...FITTING, message: "a demo" }),
    "that sales has accepted": async (told) => {
      await told.posts({ ...FITTING, message: "a demo" });
      await told.accepts("Tom");
    },
    "that sales snoozed": async (told) => {
      await told.posts({ ...FITTING, message: "a demo" });
      await told.snoozes("Tom", "2027-01-15");
    },
    "that has unsubscribed": (told) => told.unsubscribes(),
    "whose address bounced": (told) => told.bounces(),
    "whose campaigns have all ended": (told) => told.passes("1 year"),
  };

  test.each(Object.entries(LATE))("%s", async (stage, before) => {
    const told = await welcomed(MODEST);
    await before(told);
    const asked = told.notices.length;
    await replies(told);
    expect(told.tasks).toHaveLength(1);
    // Whoever has accepted it hears of it besides.
    const owners = told.notices.slice(asked).map(({ attributes }) => attributes?.["kind"]);
    expect(owners).toEqual(stage === "that sales has accepted" ? ["act"] : []);
    await told.reports("answered", "Nora");
    expect(await answering(told)).toEqual(["done"]);
  });

  test("whose campaign was deleted, and one that is in none", async () => {
    let campaigns = [campaign()];
    const told = story({ campaigns: () => campaigns });
    await told.posts(MODEST);
    campaigns = [];
    await replies(told);
    expect(told.tasks).toHaveLength(1);
    expect(await told.follows(told.taskLink)).toMatchObject({ statusCode: 200 });
    await told.passes("2 days");
    expect((await told.lead()).lead.endedAt).toBeDefined();
  });

  test("whose campaign is paused", async () => {
    const told = await welcomed();
    await told.line.world.standings.pause("small", told.now, "a mistake in it");
    await replies(told);
    expect(told.tasks).toHaveLength(1);
  });

  test("and of an unsubscribed one the page says to answer and no more than that", async () => {
    const told = await welcomed();
    await told.unsubscribes();
    await replies(told);
    expect((await told.follows(told.taskLink)).body).toContain(
      "Please answer what it wrote, and no more than that.",
    );
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  });
});

describe("several replies", () => {
  test("told in one batch are one task, which names them all", async () => {
    const told = await welcomed();
    const one = { key: "a", email: FITTING.email, activity: "replied", subject: "One" };
    await tells(told, one, { ...one, key: "b", subject: "Two" }, { ...one, key: "c", subject: "Three" });
    expect(told.tasks).toHaveLength(1);
    for (const subject of ["One", "Two", "Three"])
      expect(told.tasks[0]?.text).toContain(`replied: ${subject}, `);
  });

  test("a new one after the task was told is a new task, also one that came in before it and is told late", async () => {
    const told = await welcomed();
    await told.passes("1 hour");
    await replies(told, { subject: "First" });
    await told.passes("1 hour");
    await replies(told, { subject: "Second" });
    await replies(told, { subject: "Older", at: new Date(MONDAY + 2 * MINUTE).toISOString() });
    expect(told.tasks).toHaveLength(3);
    expect(told.tasks[2]?.text).toContain("replied: Older, Monday 23 November 2026, 09:02");
    expect(
      (await told.lead()).touches.filter(({ channel }) => channel === "reply").map(({ touchId }) => touchId),
    ).toEqual(["-_0_reply_1", "-_0_reply_2", "-_0_reply_3"]);
  });

  test("a hundred in one batch are two tasks: no item of the table grows without end", async () => {
    const told = await welcomed();
    const batch = Array.from({ length: 100 }, (_, n) => ({
      key: `m/${n}`,
      email: FITTING.email,
      activity: "replied",
    }));
    await tells(told, ...batch);
    expect(told.tasks).toHaveLength(2);
  });
});

test("the newest task's link is the newest reply's", async () => {
  const told = await welcomed();
  await replies(told);
  await replies(told);
  await told.reports("answered", "Nora", "", taskLink(told.tasks[0]?.text));
  expect(
    (await told.lead()).touches.filter(({ name }) => name === "reply").map(({ status }) => status),
  ).toEqual(["done", "sent"]);
});
