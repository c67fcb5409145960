import { expect, test } from "vitest";
import { anyHourDesk } from "../../local/memory/any-hour-desk.ts";
import { goldenHistory } from "../stories/golden.ts";
import { saysOf } from "../stories/selling.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that clicks in a second letter, in the middle of a sleep, is with sales once that click has stood; its letters stop when accepted, and its owner is asked until the day it is won", async () => {
  const told = begin({ desk: () => anyHourDesk() });
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
  await told.passes("20 hours");
  await saysOf(told, ZOE.email, "voicemail");
  await told.passes("25 hours");
  await saysOf(told, ZOE.email, "spoke");
  await told.passes("9 days");
  await saysOf(told, ZOE.email, "won");
  await told.passes("1 year");
  expect(told.touches(ZOE.email)).toEqual(["welcome", "green-bananas"]);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./ripens.history.json");
});
