import { describe, expect, test } from "vitest";
import { ASKING } from "../stories/asking.ts";
import { campaign, SMALL, type Stated } from "../stories/campaign.ts";
import { FITTING, type Story, story } from "../stories/line.ts";

describe("a silent lead is asked whether to stay", () => {
  const SHORT: Stated = {
    sunset: "2 months",
    touches: SMALL.touches.slice(0, 1),
    evergreen: {
      every: "1 month",
      touches: [{ name: "season", mail: "season.md", helps: "Do a round." }],
    },
  };

  async function silent(): Promise<Story> {
    const told = story({
      campaigns: () => [campaign({ ...SHORT, mails: { ...ASKING, season: SMALL.mails.second } })],
    });
    await told.posts(FITTING);
    await told.passes("61 days");
    expect(told.touches().at(-1)).toBe("stay");
    return told;
  }

  test("it stays: the letters go on", async () => {
    const told = await silent();
    await told.passes("20 days");
    expect((await told.answers("stay")).body).toContain("The letters go on");
    await told.passes("40 days");
    expect(told.touches().at(-1)).toBe("season");
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("it says nothing: left in peace", async () => {
    const told = await silent();
    await told.passes("32 days");
    const mails = told.mails.length;
    expect((await told.lead()).lead.lifecycle).toBe("dormant");
    await told.passes("6 months");
    expect(told.mails).toHaveLength(mails);
  });

  test("it answers half a year later: the same run goes on where it stood", async () => {
    const told = await silent();
    const question = told.mails.at(-1);
    await told.passes("6 months");
    await told.answers("stay", question);
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({ lifecycle: "nurturing", because: "said that it wants to stay in touch" });
    expect(enrolments).toMatchObject([{ n: 1 }]);
    expect(enrolments[0]?.endedAt).toBeUndefined();
    await told.passes("1 month");
    expect(told.touches().at(-1)).toBe("season");
  });

  test("it had left in between: the page says so, and nothing is sent", async () => {
    const told = await silent();
    const question = told.mails.at(-1);
    await told.passes("2 months");
    await told.unsubscribes(question);
    const answer = await told.answers("stay", question);
    expect([answer.statusCode, answer.body]).toEqual([
      409,
      expect.stringContaining("You have unsubscribed since"),
    ]);
    const mails = told.mails.length;
    await told.passes("3 months");
    expect(told.mails).toHaveLength(mails);
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  });
});
