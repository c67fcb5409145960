import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that never says a word gets eight letters, then one a month of the slow lane; after a year it is asked whether to go on, and then left in peace", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("14 months");
  const { leadId } = await told.lead(ZOE.email);
  expect(told.touches(ZOE.email)).toHaveLength(8 + 5 + 1);
  expect(told.touches(ZOE.email).at(-1)).toBe("stay");
  // The first hands over after 320 days.
  expect(told.line.executionsOf(leadId)).toHaveLength(2);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./silent.history.json");
});
