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

test("a hand-off's link from before the erase does not answer for the lead that came back", async () => {
  const told = story();
  const ripe = { ...FITTING, message: "Please show us a demo" };
  await told.posts(ripe);
  const former = told.handoffLink;
  told.line.leads.erase((await told.lead()).lead.leadId, told.line.clock.now());
  await told.passes("1 minute");
  await told.posts(ripe);
  expect(told.notices).toHaveLength(2);
  expect((await told.follows(former, "GET")).statusCode).toBe(410);
  expect((await told.follows(former, "POST", { answer: "accept" })).statusCode).toBe(410);
  expect((await told.lead()).handoffs[0]?.status).toBe("released");
  expect((await told.follows(told.handoffLink, "POST", { answer: "accept" })).statusCode).toBe(200);
});
