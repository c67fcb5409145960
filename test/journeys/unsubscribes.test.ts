import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that leaves with one click, in the middle of a sleep, hears nothing more", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("20 days");
  await told.unsubscribes();
  await told.passes("1 year");
  expect(told.touches(ZOE.email)).toEqual(["welcome", "green-bananas"]);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./unsubscribes.history.json");
});
