import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { heard, office, ripeAt, says } from "../stories/selling.ts";

const FRIDAY = "2026-11-20T17:55:00Z";
const desk = () => office();
const nobodyHears = (told: Story) => {
  told.line.sales.subscribers = 0;
};
const somebodyHears = (told: Story) => {
  told.line.sales.subscribers = 1;
};

/** Deaf from before something is to be told until a while after; what is told then, and in how few steps. */
async function deafFrom(told: Story, from: string, until: string): Promise<readonly string[]> {
  await told.passesUntil(from);
  const before = told.notices.length;
  nobodyHears(told);
  await told.passesUntil(until);
  expect(told.notices).toHaveLength(before);
  // Tried every hour and not over and over at once.
  expect(told.line.longestHistory).toBeLessThan(1_000);
  somebodyHears(told);
  await told.passes("1 hour");
  return heard(told).slice(before);
}

describe("a topic that nobody has subscribed to", () => {
  test("S44 the reminder is told within the hour after somebody subscribes", async () => {
    const told = await ripeAt(FRIDAY, desk);
    expect(await deafFrom(told, "2026-11-23T10:00:00Z", "2026-11-23T11:10:00Z")).toEqual([
      "2026-11-23 11:55 reminder tom",
    ]);
  });

  test("S44 the next person hears late, and has their whole time from then on", async () => {
    const told = await ripeAt(FRIDAY, desk);
    expect(await deafFrom(told, "2026-11-23T12:00:00Z", "2026-11-23T14:10:00Z")).toEqual([
      "2026-11-23 14:55 next-person ines",
    ]);
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-24T09:55:00Z"));
  });

  test("S44 the manager hears late, and the lead goes back to nurture twice the time after that", async () => {
    const told = await ripeAt(FRIDAY, desk);
    expect(await deafFrom(told, "2026-11-23T16:00:00Z", "2026-11-23T17:10:00Z")).toEqual([
      "2026-11-23 17:55 manager ruth",
    ]);
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-24T16:55:00Z"));
  });

  test("S44 the manager hears late that nobody has room", async () => {
    const full = office({
      pools: [{ name: "europe", people: ["tom"] }],
      tom: { away: [{ from: "2026-11-20", to: "2026-11-29" }] },
    });
    const told = await ripeAt("2026-11-20T09:00:00Z", () => full);
    expect(await deafFrom(told, "2026-11-20T12:00:00Z", "2026-11-20T15:10:00Z")).toEqual([
      "2026-11-20 16:00 nobody-free ruth",
    ]);
    await told.passesUntil("2026-11-30T01:00:00Z");
    expect(heard(told)).toEqual(["2026-11-20 16:00 nobody-free ruth", "2026-11-30 00:00 release tom"]);
  });

  test("S46 that the lead left while it waits is told within the hour after somebody subscribes, once", async () => {
    const told = await ripeAt("2026-11-23T09:00:00Z", desk);
    nobodyHears(told);
    await told.unsubscribes();
    expect(await deafFrom(told, "2026-11-23T09:30:00Z", "2026-11-23T10:10:00Z")).toEqual([
      "2026-11-23 11:00 left tom",
      "2026-11-23 11:00 reminder tom",
    ]);
  });

  test("S46 that the lead left while it is snoozed is told within the hour after somebody subscribes, once", async () => {
    const told = await ripeAt("2026-11-23T09:00:00Z", desk);
    await told.snoozes("Tom", "2026-12-01");
    nobodyHears(told);
    await told.unsubscribes();
    expect(await deafFrom(told, "2026-11-23T09:30:00Z", "2026-11-23T10:10:00Z")).toEqual([
      "2026-11-23 11:00 left tom",
    ]);
  });

  test("S46 that an accepted lead left is told within the hour after somebody subscribes, once", async () => {
    const told = await ripeAt("2026-11-23T09:00:00Z", desk);
    await told.accepts("Tom");
    nobodyHears(told);
    await told.unsubscribes();
    expect(await deafFrom(told, "2026-11-23T09:30:00Z", "2026-11-23T10:10:00Z")).toEqual([
      "2026-11-23 11:00 left tom",
    ]);
  });

  test("what an accepted lead did is told within the hour after somebody subscribes, in one message", async () => {
    const told = await ripeAt("2026-11-23T09:00:00Z", desk);
    await told.accepts("Tom");
    nobodyHears(told);
    await told.passes("1 minute");
    await told.attends();
    await told.passes("1 minute");
    await told.posts({ ...FITTING, message: "hello" });
    expect(await deafFrom(told, "2026-11-23T09:30:00Z", "2026-11-23T10:10:00Z")).toEqual([
      "2026-11-23 11:01 act tom",
    ]);
  });

  test("the question what came of it, and the word to the manager, wait for somebody to hear them", async () => {
    const told = await ripeAt("2026-11-23T09:00:00Z", desk);
    await told.accepts("Tom");
    expect(await deafFrom(told, "2026-11-23T17:00:00Z", "2026-11-24T10:10:00Z")).toEqual([
      "2026-11-24 11:00 follow-up tom",
    ]);
    expect(await deafFrom(told, "2026-11-25T10:00:00Z", "2026-11-25T13:10:00Z")).toEqual([
      "2026-11-25 14:00 follow-up-manager ruth",
    ]);
    expect(await says(told, "spoke")).toBeUndefined();
  });
});
