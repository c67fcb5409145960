import { describe, expect, test } from "vitest";
import { FITTING, story } from "../stories/line.ts";

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
