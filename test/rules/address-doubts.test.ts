/** Whoever is about to call or write is told what is odd about an address; nobody is refused for it. */
import { expect, test } from "vitest";
import { doubtsOf, understand } from "../../workflows/rules/understand.ts";
import { FITTING, story } from "../stories/line.ts";

test.each([
  ["info@dairy.example", "the address is an office's, not a person's"],
  ["zoe@mailinator.com", "an address made to be thrown away"],
  ["zoe@gmial.com", "the address looks mistyped: gmail.com?"],
  ["zoe@gmail.com", undefined],
  ["zoe@dairy.example", undefined],
])("of %s: %s", (address, doubts) => {
  expect(doubtsOf(understand(address, {}, "UTC"))).toBe(doubts);
});

test("stands in the notification to sales, and in the dossier", async () => {
  const told = story();
  const email = "info@dairy.example";
  await told.posts({ ...FITTING, email, message: "A demo, please" });
  expect(told.notices[0]?.text).toContain("Take care: the address is an office's, not a person's");
  const dossier = await told.follows(await told.dossierLink(email));
  expect(dossier.body).toContain("the address is an office&#39;s, not a person&#39;s");
});
