import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead whose second letter bounces for good is suppressed, whatever it posts later", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("3 days");
  await told.passes("2 minutes");
  await told.bounces();
  await told.passes("2 months");
  await told.posts({ ...ZOE, city: "Kempten" });
  await told.passes("1 year");
  expect(told.touches(ZOE.email)).toEqual(["welcome", "green-bananas"]);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./bounces.history.json");
});
