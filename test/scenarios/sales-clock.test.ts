import { describe, expect, test } from "vitest";
import { HOUR } from "../../workflows/rules/time.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";
import type { Meanwhile } from "../stories/meanwhile.ts";

describe("the sales clock", () => {
  test("a lead that sales ignores: a reminder at 24 hours, the next person at 48, the manager at 96, recycled at 192", async () => {
    const told = await ripe();
    await told.passesUntil("2026-11-24T08:59:59.999Z");
    expect(told.notices).toHaveLength(1);
    await told.passesUntil("2026-11-24T09:00:00Z");
    expect(told.notices.map((notice) => notice.subject)).toEqual([
      "Ripe lead: Zoë Müller, Dairy Süd",
      "Still waiting: Zoë Müller, Dairy Süd",
    ]);
    await told.passesUntil("2026-11-25T08:59:59.999Z");
    expect(told.notices).toHaveLength(2);
    await told.passesUntil("2026-11-30T09:00:00Z");
    expect(
      told.notices.slice(2).map(({ subject, at, attributes }) => [subject, at, attributes?.["to"]]),
    ).toEqual([
      ["Passed on: Zoë Müller, Dairy Süd", Date.parse("2026-11-25T09:00:00Z"), "ines"],
      ["Still waiting: Zoë Müller, Dairy Süd", Date.parse("2026-11-26T09:00:00Z"), "ines"],
      ["Nobody answers: Zoë Müller, Dairy Süd", Date.parse("2026-11-27T09:00:00Z"), "ruth"],
    ]);
    await told.passesUntil("2026-12-01T08:59:59.999Z");
    expect((await told.lead()).lead.lifecycle).toBe("mql");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2026-12-01T09:00:00Z");
    expect((await told.lead()).lead.lifecycle).toBe("recycled");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
    await told.passesUntil("2026-12-02T09:00:00Z");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(told.notices).toHaveLength(5);
  });

  test("an answer in the last millisecond stands, and one after it hears that it is too late", async () => {
    const told = await ripe();
    await told.passesUntil("2026-12-01T08:59:59.999Z");
    expect((await told.accepts("Tom")).statusCode).toBe(200);
    const late = await ripe();
    await late.passesUntil("2026-12-01T09:00:00Z");
    const answer = await late.accepts("Tom");
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain("went back to nurture");
  });

  test("who did something new during the cool-off is handed over in the moment it ends", async () => {
    const told = await ripe();
    await told.rejects("Tom", "no-budget");
    await told.passes("1 day");
    await told.attends();
    await told.passesUntil("2026-12-23T08:59:59.999Z");
    expect(told.notices).toHaveLength(1);
    await told.passesUntil("2026-12-23T09:00:00Z");
    expect(told.notices.map((notice) => notice.at)).toEqual([MONDAY, told.now]);
    expect((await told.lead()).handoffs).toMatchObject([{ n: 1 }, { n: 2, status: "released" }]);
  });

  test("who did nothing new is not handed over when the cool-off ends, however high the score", async () => {
    const told = await ripe();
    await told.rejects("Tom", "no-budget");
    await told.passes("2 months");
    expect(told.notices).toHaveLength(1);
  });

  test("a raised hand does not wait for the cool-off", async () => {
    const told = await ripe();
    await told.rejects("Tom", "no-budget");
    await told.passes("1 day");
    await told.posts({ email: FITTING.email, message: "a demo please" });
    expect(told.notices.map((notice) => notice.at)).toEqual([MONDAY, told.now]);
  });

  test("snoozed until a day: silence, then sales is told again and its clock starts anew", async () => {
    const told = await ripe();
    await told.snoozes("Tom", "2026-12-01");
    await told.passesUntil("2026-11-30T23:59:59.999Z");
    expect(told.notices).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
    await told.passesUntil("2026-12-01T00:00:00Z");
    expect(told.notices).toHaveLength(2);
    expect((await told.lead()).handoffs).toMatchObject([
      { n: 1, status: "released", notifiedAt: told.now, dueAt: told.now + 48 * HOUR },
    ]);
    expect((await told.accepts("Ines")).statusCode).toBe(200);
  });

  test.each(["2026-11-22", "2026-11-23"])(
    "a snooze until %s, which is no longer to come, is refused",
    async (day) => {
      const told = await ripe();
      expect((await told.snoozes("Tom", day)).statusCode).toBe(400);
      expect((await told.lead()).handoffs).toMatchObject([{ status: "released" }]);
    },
  );

  test("a snoozed lead may still be accepted before its day", async () => {
    const told = await ripe();
    await told.snoozes("Tom", "2026-12-01");
    await told.passes("1 day");
    expect((await told.accepts("Ines")).statusCode).toBe(200);
    await told.passes("1 month");
    expect(told.notices).toHaveLength(1);
  });

  test("nobody subscribed: nobody told, the clock not started; told within the hour after somebody subscribes", async () => {
    const told = story();
    told.line.sales.subscribers = 0;
    await told.posts(FITTING);
    await told.attends();
    await told.passes("3 days");
    expect(told.notices).toHaveLength(0);
    expect(told.line.counts.get("NobodyTold")).toBeGreaterThan(0);
    const waiting = await told.lead();
    expect(waiting.handoffs).toMatchObject([{ status: "released", toldNobodyAt: told.now }]);
    expect(waiting.handoffs[0]?.dueAt).toBeUndefined();
    expect(waiting.ledger.filter((line) => line.what.startsWith("nobody was told"))).toHaveLength(1);
    told.line.sales.subscribers = 1;
    await told.passes("1 hour");
    expect(told.notices).toHaveLength(1);
    expect((await told.lead()).handoffs).toMatchObject([{ dueAt: told.now + 48 * HOUR }]);
  });

  test("the lead leaves while sales has it: no mail goes out, and sales' no leaves it gone", async () => {
    const told = await ripe();
    await told.unsubscribes(told.mailTo());
    await told.passes("1 hour");
    await told.rejects("Tom", "no-budget");
    await told.passes("2 months");
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("the reminder of a lead that left says not to mail it", async () => {
    const told = await ripe();
    await told.unsubscribes(told.mailTo());
    await told.passes("24 hours");
    expect(told.notices.at(-1)?.text).toContain("Consent to mail: withdrawn, do not mail");
  });
});

/** A lead that sales was told of on Monday at nine. */
async function ripe(around?: Meanwhile): Promise<Story> {
  const told = story(around ? { around: around.around } : {});
  await told.posts(FITTING);
  await told.attends();
  expect(told.notices).toHaveLength(1);
  return told;
}
