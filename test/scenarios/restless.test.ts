import { expect, test } from "vitest";
import { FITTING, story } from "../stories/line.ts";

/** AWS ends an execution that has written so many events. */
const LONGEST_HISTORY = 25_000;

test("a lead that nobody of sales can be told of for a month: asked each hour, and the execution renewed in time", async () => {
  const told = story();
  told.line.sales.subscribers = 0;
  await told.posts(FITTING);
  await told.attends();
  await told.passes("32 days");
  const { leadId } = await told.lead();
  expect(told.line.executionsOf(leadId).length).toBe(2);
  expect(told.line.longestHistory).toBeLessThan(LONGEST_HISTORY * 0.8);
  told.line.sales.subscribers = 1;
  await told.passes("1 hour");
  expect(told.notices).toHaveLength(1);
});
