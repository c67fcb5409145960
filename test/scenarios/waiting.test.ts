import { describe, expect, test } from "vitest";
import { campaign } from "../stories/campaign.ts";
import { FITTING, story } from "../stories/line.ts";

describe("waiting and branching", () => {
  test("S1 a wait passes with no event: the deadline's touch comes then, and not a minute earlier", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passes("71 hours");
    expect(told.touches()).toEqual(["welcome"]);
    await told.passes("1 hour");
    expect(told.touches()).toEqual(["welcome", "second"]);
    expect(told.notices).toHaveLength(0);
  });

  test("S3 a click in the middle of a sleep takes the lead to sales within seconds, not at the next touch", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.clicks();
    await told.passes("4 days");
    const clickedAt = told.line.clock.now();
    await told.clicks();
    expect(told.notices.map((notice) => notice.at)).toEqual([clickedAt]);
    expect((await told.lead()).lead.lifecycle).toBe("mql");
    await told.passes("1 day");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S3 clicks in one letter take nobody to sales, whatever points they bring: a machine may have made them", async () => {
    const told = story();
    await told.posts(FITTING);
    for (const page of ["a", "b", "c"]) {
      await told.clicks(told.mailTo(), `https://www.orchard-cold-chain.example/${page}`);
      await told.passes("1 day");
    }
    expect((await told.lead()).lead.score.total).toBeGreaterThan(90);
    expect(told.notices).toHaveLength(0);
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S3 clicks in two letters on one day take nobody to sales either, until another day's", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.passes("3 days");
    for (const mail of told.mails) {
      await told.clicks(mail);
      await told.passes("5 minutes");
    }
    await told.passes("6 hours");
    expect(told.notices).toHaveLength(0);
    await told.passes("1 day");
    await told.clicks(told.mailTo(), "https://www.orchard-cold-chain.example/prices");
    expect(told.notices.map((notice) => notice.at)).toEqual([told.now]);
  });

  test("S3 a click that does not make it ripe wakes nobody and changes no plan", async () => {
    const told = story();
    await told.posts({ ...FITTING, employees: "3" });
    const before = (await told.lead()).lead;
    await told.clicks();
    const after = (await told.lead()).lead;
    expect(after.score.total).toBe(15);
    expect(after.wakeSeq).toBe(before.wakeSeq);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("S3 a click that must settle first counts when it has stood, to the minute", async () => {
    const base = campaign();
    const told = story({
      campaigns: () => [{ ...base, engagement: { ...base.engagement, settle: "10 minutes" } }],
    });
    await told.posts(FITTING);
    await told.clicks();
    await told.passes("4 days");
    await told.clicks();
    expect(told.notices).toHaveLength(0);
    await told.passes("9 minutes");
    expect(told.notices).toHaveLength(0);
    await told.passes("1 minute");
    expect(told.notices).toHaveLength(1);
  });

  test("S33 points for the same link twice: once; for two different links: both", async () => {
    const told = story();
    await told.posts({ ...FITTING, employees: "3" });
    await told.clicks(told.mails[0], "https://www.orchard-cold-chain.example/a");
    await told.clicks(told.mails[0], "https://www.orchard-cold-chain.example/a");
    expect((await told.lead()).lead.score.engagement).toBe(15);
    await told.passes("1 minute");
    await told.clicks(told.mails[0], "https://www.orchard-cold-chain.example/b");
    expect((await told.lead()).lead.score.engagement).toBe(30);
  });
});
