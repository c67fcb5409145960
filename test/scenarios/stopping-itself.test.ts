import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../workflows/rules/time.ts";
import { campaign } from "../stories/campaign.ts";
import { MODEST, MONDAY, type Story, story } from "../stories/line.ts";
import { COMPLAINT, HARD, hears } from "../stories/mail-events.ts";

describe("a campaign whose mails fare badly", () => {
  /** As if so many mails had gone out before, of which none came back. */
  async function goneWell(sent: number, told = story()): Promise<Story> {
    for (let n = 0; n < sent; n++)
      await standings(told).count({ campaign: "small", what: "sent", at: MONDAY - DAY });
    return told;
  }
  const standings = (told: Story) => told.line.world.standings;
  const posts = (told: Story, n: number) => told.posts({ ...MODEST, email: `lead-${n}@dairy.example` });
  const complains = (told: Story, n: number) =>
    hears(told, COMPLAINT, told.mailTo(`lead-${n}@dairy.example`));

  test("stops itself at the complaint that is too many, says why, and the operators are told", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2, 3]) await posts(told, n);
    await complains(told, 1);
    expect(await standings(told).read("small")).toEqual({});
    await complains(told, 2);
    expect(await standings(told).read("small")).toEqual({
      pausedAt: MONDAY,
      because: "complaints 0.14 % of the last 1,420 mails",
    });
    expect(told.line.counts.get("CampaignStopped")).toBe(1);

    await posts(told, 4);
    await told.passes("1 month");
    expect(told.mails).toHaveLength(3);
    await complains(told, 3);
    expect((await standings(told).read("small")).because).toContain("1,420 mails");
    expect(told.line.counts.get("CampaignStopped")).toBe(1);
  });

  test("its leads wait where they are, and its resume is not undone by the next complaint", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2, 3]) await posts(told, n);
    for (const n of [1, 2]) await complains(told, n);
    await told.passes("5 days");
    await standings(told).resume("small", told.now);
    await told.passes("1 day");
    expect(told.touches("lead-3@dairy.example")).toEqual(["welcome", "second"]);
    await complains(told, 3);
    expect((await standings(told).read("small")).pausedAt).toBeUndefined();
    expect(told.line.counts.get("CampaignStopped")).toBe(1);
  });

  test("one that was paused by hand keeps that reason", async () => {
    const told = await goneWell(1_417);
    for (const n of [1, 2]) await posts(told, n);
    await standings(told).pause("small", MONDAY, "a wrong price");
    for (const n of [1, 2]) await complains(told, n);
    expect((await standings(told).read("small")).because).toBe("a wrong price");
    expect(told.line.counts.get("CampaignStopped")).toBeUndefined();
  });

  test("the other campaigns go on", async () => {
    const told = await goneWell(1_417, story({ campaigns: () => [campaign(), campaign({ name: "other" })] }));
    for (const n of [1, 2]) await posts(told, n);
    for (const n of [1, 2]) await complains(told, n);
    await posts(told, 3);
    expect(told.mails.filter(({ to }) => to.startsWith("lead-3")).map(({ tags }) => tags.touchId)).toEqual([
      "other_1_welcome_1",
    ]);
  });

  test("of a thousand leads' first letters, the 21st hard bounce stops it, not the 20th", async () => {
    const told = story({ keepHistories: false });
    for (let n = 0; n < 1_000; n++)
      await told.postsUnsettled({ ...MODEST, email: `lead-${n}@dairy.example` });
    await told.line.settle();
    expect(await days(told)).toMatchObject([{ sent: 1_000, bounced: 0 }]);
    for (let n = 0; n < 20; n++) await hears(told, HARD, told.mails[n]);
    await hears(told, HARD, told.mails[0]);
    expect((await standings(told).read("small")).pausedAt).toBeUndefined();
    await hears(told, HARD, told.mails[20]);
    expect((await standings(told).read("small")).because).toBe("hard bounces 2.10 % of the last 1,000 mails");
  });

  test("a count that fails loses one, and neither the mail nor the event", async () => {
    const told = story({
      around: (world) => ({
        ...world,
        standings: {
          ...world.standings,
          read: (name) => world.standings.read(name),
          days: (name) => world.standings.days(name),
          count: () => Promise.reject(new Error("throttled")),
        },
      }),
    });
    await posts(told, 1);
    await complains(told, 1);
    expect((await told.lead("lead-1@dairy.example")).lead.lifecycle).toBe("suppressed");
    expect(told.line.deadLetters).toEqual([]);
    expect(await days(told)).toEqual([]);
  });

  test("a mail counts once, whether its answer or its event came first, and however often it is told of", async () => {
    const lost = story();
    lost.line.mail.mood = () => "take and lose the answer";
    await posts(lost, 1);
    const plain = story();
    await posts(plain, 1);
    for (const told of [lost, plain]) {
      for (const event of [{ eventType: "Send" }, { eventType: "Delivery" }, HARD, HARD, COMPLAINT] as const)
        await hears(told, event);
      expect(await days(told)).toEqual([{ day: MONDAY - 9 * HOUR, sent: 1, bounced: 1, complained: 1 }]);
    }
  });

  async function days(told: Story) {
    const all = [];
    for await (const day of standings(told).days("small")) all.push(day);
    return all;
  }
});
