import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that never says a word gets eight letters, three states a step, and ends dormant with its reason", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("1 year");
  const { leadId } = await told.lead(ZOE.email);
  expect(told.touches(ZOE.email)).toHaveLength(8);
  expect(told.line.executionsOf(leadId)).toHaveLength(1);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./silent.history.json");
});
