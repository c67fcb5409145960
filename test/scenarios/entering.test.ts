import { describe, expect, test } from "vitest";
import { DAY } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { FITTING, MONDAY, story } from "../stories/line.ts";

describe("entering, again and twice", () => {
  test("S9 the same form posted twice, and in another case, is one lead, one execution and one first mail; new answers are merged", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.posts(FITTING);
    await told.posts({ ...FITTING, email: " ZOE@Dairy.Example ", timeline: "later" });
    const { lead, enrolments } = await told.lead();
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.line.executionsOf(lead.leadId)).toHaveLength(1);
    expect(enrolments).toHaveLength(1);
    expect(lead.answers).toEqual({ timeline: "later" });
  });

  test("S9 a second post fills what was empty and overwrites nothing that was there", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.posts({ email: FITTING.email, company: "Somebody Else Ltd", city: "Cork" });
    const { lead } = await told.lead();
    expect(lead.profile).toMatchObject({ company: FITTING.company, city: "Cork" });
  });

  test("S10 64 identical posts at once are one lead, one execution and one first mail", async () => {
    const told = story();
    const answers = await Promise.all(Array.from({ length: 64 }, () => told.postsUnsettled(FITTING)));
    await told.line.settle();
    const { lead, ledger } = await told.lead();
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([202]));
    expect(told.touches()).toEqual(["welcome"]);
    expect(told.line.executionsOf(lead.leadId)).toHaveLength(1);
    expect(ledger.filter((line) => line.kind === "form")).toHaveLength(1);
  });

  test("S10 64 posts at once in as many spellings of one mailbox send it one mail that day; 20 of them are kept", async () => {
    const told = story();
    const posts = Array.from({ length: 64 }, (_, n) => ({ ...FITTING, email: `ZOE+${n}@dairy.example` }));
    const answers = await Promise.all(posts.map((post) => told.postsUnsettled(post)));
    await told.passes("23 hours");
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([202]));
    expect(told.line.leads.all()).toHaveLength(20);
    expect(told.mails).toHaveLength(1);
  });

  test.each([true, false])(
    "S48 posts day after day in ever new spellings bomb nobody, with double opt-in: %s",
    async (doubleOptIn) => {
      const told = story({ campaigns: () => [campaign({ consent: { doubleOptIn } })] });
      for (let day = 0; day < 30; day++) {
        for (const n of [1, 2, 3]) await told.posts({ ...FITTING, email: `z.oe+${day}.${n}@gmail.com` });
        await told.passes("1 day");
      }
      const days = told.mails.map(({ sentAt }) => Math.floor((sentAt - MONDAY) / DAY));
      expect(new Set(days).size).toBe(days.length);
      expect(days.length).toBeLessThanOrEqual(3);
    },
  );

  test("S50 a new, a known and a suppressed address get the same answer, byte for byte", async () => {
    const told = story();
    const forNew = await told.posts(FITTING);
    const forKnown = await told.posts({ ...FITTING, city: "Cork" });
    await told.bounces();
    const forSuppressed = await told.posts({ ...FITTING, city: "Galway" });
    expect((await told.lead()).lead.lifecycle).toBe("suppressed");
    expect([forKnown, forSuppressed]).toEqual([forNew, forNew]);
  });
});
