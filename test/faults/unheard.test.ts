import { expect, test } from "vitest";
import { HOUR } from "../../workflows/rules/time.ts";
import { FITTING, story } from "../stories/line.ts";

const RIPE = { ...FITTING, message: "Please show us a demo" };

test("a reminder that nobody is there to hear is tried again every hour, not over and over at once", async () => {
  const told = story();
  await told.posts(RIPE);
  told.line.sales.subscribers = 0;
  await told.passes("24 hours");
  expect((await told.lead()).handoffs[0]?.toldNobodyAt).toBe(told.line.clock.now());
  expect(told.line.longestHistory).toBeLessThan(100);
  await told.passes("3 hours");
  expect(told.line.counts.get("NobodyTold")).toBe(4);
  told.line.sales.subscribers = 1;
  await told.passes("1 hour");
  expect(told.notices.map(({ subject }) => subject.split(":")[0])).toEqual(["Ripe lead", "Still waiting"]);
});

test("a hand-off whose reminder nobody hears is the next person's at its time all the same, whose clock begins when they hear of it", async () => {
  const told = story();
  await told.posts(RIPE);
  told.line.sales.subscribers = 0;
  await told.passes("48 hours");
  expect((await told.lead()).handoffs[0]).toMatchObject({ status: "released", to: "ines", stage: 2 });
  await told.passes("1 week");
  expect((await told.lead()).handoffs[0]?.dueAt).toBeUndefined();
  told.line.sales.subscribers = 1;
  await told.passes("1 hour");
  expect(told.notices.map(({ attributes }) => attributes?.["kind"])).toEqual(["release", "next-person"]);
  expect((await told.lead()).handoffs[0]?.dueAt).toBe(told.line.clock.now() + 48 * HOUR);
});

test("nobody there, then somebody, and nobody again: noted each time, and the lead is in no trouble", async () => {
  const told = story();
  told.line.sales.subscribers = 0;
  await told.posts(RIPE);
  told.line.sales.subscribers = 1;
  await told.passes("1 hour");
  told.line.sales.subscribers = 0;
  await told.passes("25 hours");
  const { lead, ledger } = await told.lead();
  expect(ledger.filter(({ key }) => key.includes("#nobody"))).toHaveLength(2);
  expect(lead.troubles).toBeUndefined();
});
