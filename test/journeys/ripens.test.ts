import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that clicks in a second letter, in the middle of a sleep, is with sales once that click has stood, and its letters stop when accepted", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("2 hours");
  await told.clicks();
  await told.passes("10 days");
  await told.clicks();
  expect(told.notices).toHaveLength(0);
  await told.passes("10 minutes");
  expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
  await told.passes("5 hours");
  await told.accepts("Tom");
  await told.passes("1 year");
  expect(told.touches(ZOE.email)).toEqual(["welcome", "green-bananas"]);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./ripens.history.json");
});
