import { describe, expect, test } from "vitest";
import { FITTING, type Story, story } from "../stories/line.ts";

const JSON_BODY = { "content-type": "application/json" };

async function accepted(): Promise<Story> {
  const told = story();
  await told.posts(FITTING);
  await told.attends();
  await told.accepts("Tom");
  await told.passes("1 hour");
  return told;
}

async function crmTells(told: Story, activity: string, key = `order-${activity}`): Promise<void> {
  const body = JSON.stringify({ activities: [{ key, email: FITTING.email, activity, about: "Order 4711" }] });
  await told.sends("activities", { method: "POST", headers: JSON_BODY, body });
  await told.line.settle();
}

describe("what a CRM tells of a deal", () => {
  test.each([
    ["qualified", "sql", undefined],
    ["won", "customer", "won"],
    ["lost", "dormant", "lost"],
  ])("%s does what the button of that name does", async (activity, lifecycle, outcome) => {
    const told = await accepted();
    await crmTells(told, `deal-${activity}`);
    const { lead, handoffs } = await told.lead();
    expect(lead.lifecycle).toBe(lifecycle);
    expect(handoffs[0]?.outcome).toBe(outcome);
    expect(lead.because).toContain("Tom");
  });

  test("told twice, it counts once; and once won it is not lost", async () => {
    const told = await accepted();
    await crmTells(told, "deal-won");
    const once = await told.lead();
    await crmTells(told, "deal-won");
    expect(await told.lead()).toEqual(once);
    await crmTells(told, "deal-lost");
    expect((await told.lead()).lead.lifecycle).toBe("customer");
  });

  test("of a lead that nobody has accepted it is a line of its story, and sales still has to answer", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.attends();
    await crmTells(told, "deal-won");
    const { handoffs, ledger } = await told.lead();
    expect(handoffs).toMatchObject([{ status: "released" }]);
    expect(ledger.some(({ activity }) => activity === "deal-won")).toBe(true);
  });

  test("a won lead is no longer among those that Tom works on", async () => {
    const told = await accepted();
    expect((await told.line.world.rota.read()).open.get("tom")).toBe(1);
    await crmTells(told, "deal-won");
    expect((await told.line.world.rota.read()).open.get("tom")).toBe(0);
  });
});

test("a lost deal that the CRM dates to the day doesn't send an earlier wish to sales once more", async () => {
  const told = await accepted();
  await told.posts({ email: FITTING.email, message: "a demo please" });
  await told.passes("5 hours");
  const at = new Date(told.now).toISOString().slice(0, 11);
  const activities = [{ key: "o", email: FITTING.email, activity: "deal-lost", at: `${at}00:00:00Z` }];
  await told.sends("activities", {
    method: "POST",
    headers: JSON_BODY,
    body: JSON.stringify({ activities }),
  });
  await told.line.settle();
  await told.passes("1 day");
  expect((await told.lead()).handoffs).toHaveLength(1);
  expect((await told.lead()).lead.lifecycle).toBe("dormant");
});
