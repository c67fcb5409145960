import { describe, expect, test } from "vitest";
import { FITTING, story } from "../stories/line.ts";

/** A lead that sales was told of, since it sat through a webinar. */
async function withSales() {
  const told = story();
  await told.posts(FITTING);
  await told.attends();
  expect(told.notices).toHaveLength(1);
  return told;
}

const ASKS = { email: FITTING.email, message: "May I have a demo?" };
const subjects = (told: ReturnType<typeof story>) => told.notices.map(({ subject }) => subject.split(":")[0]);

describe("a hand raised while sales has the lead", () => {
  test("it asked for a demo while sales had yet to answer: told of it at once, and once nobody has answered that is over", async () => {
    const told = await withSales();
    await told.passes("30 hours");
    await told.posts(ASKS);
    expect(subjects(told)).toEqual(["Ripe lead", "Still waiting", "Ripe lead"]);
    await told.passes("30 days");
    expect((await told.lead()).handoffs).toMatchObject([{ n: 1, status: "expired", byHand: true }]);
    expect(subjects(told).slice(3)).toEqual([
      "Still waiting",
      "Passed on",
      "Still waiting",
      "Nobody answers",
    ]);
  });

  test("it asked once and nobody answered: it goes back to nurture, not round and round", async () => {
    const told = story();
    await told.posts({ ...FITTING, ...ASKS });
    await told.passes("20 days");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
  });

  test("a snoozed lead that asks for a demo is sales' again at once", async () => {
    const told = await withSales();
    await told.snoozes("Tom", "2027-03-01");
    await told.passes("1 day");
    expect(subjects(told)).toEqual(["Ripe lead"]);
    await told.posts(ASKS);
    expect(subjects(told)).toEqual(["Ripe lead", "Ripe lead"]);
  });

  test("a snooze leaves no date behind on the rejection that follows it", async () => {
    const told = await withSales();
    await told.snoozes("Tom", "2027-03-01");
    await told.rejects("Tom", "no-budget");
    const [handoff] = (await told.lead()).handoffs;
    expect(handoff?.status).toBe("rejected");
    expect(handoff?.until).toBeUndefined();
  });
});

describe("what a lead is outlasts what it wants no more of", () => {
  test("a lead that sales accepted and that unsubscribes stays sales' lead", async () => {
    const told = await withSales();
    await told.accepts("Tom");
    await told.unsubscribes();
    const { lead } = await told.lead();
    expect(lead.lifecycle).toBe("sal");
    expect(lead.consent.withdrawnAt).toBeDefined();
  });

  test("a lead that turns out to be a student before anybody was told is not handed over", async () => {
    const told = story();
    told.line.sales.subscribers = 0;
    await told.posts(FITTING);
    await told.attends();
    await told.posts({ email: FITTING.email, jobTitle: "student" });
    told.line.sales.subscribers = 1;
    await told.passes("2 hours");
    expect(told.notices).toEqual([]);
    expect(await told.lead()).toMatchObject({
      lead: { lifecycle: "disqualified" },
      handoffs: [{ status: "expired" }],
    });
  });
});
