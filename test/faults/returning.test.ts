import { expect, test } from "vitest";
import { FITTING, story } from "../stories/line.ts";

test("a lead that is erased and returns in the same millisecond gets a generation of its own, and its welcome", async () => {
  const told = story();
  await told.posts(FITTING);
  const { leadId, generation } = (await told.lead()).lead;
  told.line.leads.erase(leadId, told.line.clock.now());
  await told.posts(FITTING);
  expect((await told.lead()).lead.generation).toBeGreaterThan(generation);
  expect(told.touches()).toEqual(["welcome", "welcome"]);
});
