import { expect, test } from "vitest";
import { goldenHistory } from "../stories/golden.ts";
import { begin, ZOE } from "./zoe.ts";

test("a lead that sales gives back goes on with its letters, repeats none, and is handed over again once it ripens anew", async () => {
  const told = begin();
  await told.posts(ZOE);
  await told.passes("3 hours");
  await told.clicks();
  await told.passes("4 days");
  await told.clicks();
  await told.passes("5 hours");
  await told.rejects("Tom", "no-budget");
  await told.passes("2 months");
  await told.attends(ZOE.email);
  await told.passes("3 days");
  await told.passes("3 weeks");
  expect(told.notices.map((notice) => notice.subject.split(":")[0])).toEqual([
    "Ripe lead",
    "Ripe lead",
    "Still waiting",
    "Passed on",
    "Still waiting",
    "Nobody answers",
  ]);
  expect(new Set(told.touches(ZOE.email)).size).toBe(told.mails.length);
  await expect(await goldenHistory(told, ZOE.email)).toMatchFileSnapshot("./recycled.history.json");
});
