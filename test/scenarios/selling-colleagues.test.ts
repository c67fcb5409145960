import { describe, expect, test } from "vitest";
import { FITTING, MODEST, type Story } from "../stories/line.ts";
import { office, openFrom } from "../stories/selling.ts";

const MONDAY = "2026-11-23T10:00:00Z";
/** Of the same company as Zoë, and far from ripe. */
const BEN = { ...MODEST, email: "ben@dairy.example", name: "Ben Roth" };

/** Tom has accepted Zoë, while Ben of the same company has had his welcome. */
async function acceptedWithColleague(first = FITTING, second: typeof FITTING = BEN) {
  const told = openFrom(MONDAY, () => office());
  await told.posts(second);
  await told.posts(first);
  await told.attends(first.email);
  const link = told.handoffLink;
  const page = await told.follows(link, "POST", { answer: "accept" });
  return { told, link, page, wishes: (colleagues: string) => told.follows(link, "POST", { colleagues }) };
}

const ben = (told: Story) => told.lead(BEN.email);

describe("colleagues of an accepted lead", () => {
  test("who accepts is asked whether their letters wait, by name", async () => {
    const { page, told, link } = await acceptedWithColleague();
    expect(page.body).toContain("Pause their letters, or keep them going?");
    expect(page.body).toContain("Ben Roth");
    expect((await told.follows(link)).body).toContain("Colleagues who get our letters");
  });

  test("people with free mail have nothing in common", async () => {
    const { page } = await acceptedWithColleague(
      { ...FITTING, email: "zoe@gmail.com" },
      { ...BEN, email: "ben@gmail.com" },
    );
    expect(page.body).toContain("It is yours");
    expect(page.body).not.toContain("Pause their letters");
  });

  test("paused: no letter for 90 days, then they go on where they stood, and none comes twice", async () => {
    const { told, wishes } = await acceptedWithColleague();
    expect((await wishes("pause")).body).toContain("One colleague hears nothing from us for 90 days");
    expect((await ben(told)).lead).toMatchObject({ pausedBecause: "Tom talks to a colleague" });
    expect((await ben(told)).ledger.at(-1)?.what).toBe("Tom talks to a colleague: its letters wait 90 days");
    await told.passesUntil("2027-02-21T09:59:59Z");
    expect(told.touches(BEN.email)).toEqual(["welcome"]);
    await told.passes("2 months");
    expect(told.touches(BEN.email)).toEqual(["welcome", "second", "third"]);
  });

  test("paused twice is paused once, and not for longer", async () => {
    const { told, wishes } = await acceptedWithColleague();
    await wishes("pause");
    const before = await ben(told);
    await told.passes("1 hour");
    expect((await wishes("pause")).body).toContain("Nobody else of the company gets letters now.");
    expect(await ben(told)).toEqual(before);
  });

  test("whoever raises a hand meanwhile goes to sales at once, and to the same person", async () => {
    const { told, wishes } = await acceptedWithColleague();
    await wishes("pause");
    await told.passes("10 days");
    await told.posts({ email: BEN.email, message: "Can we have a demo?" });
    const { handoffs } = await ben(told);
    expect(handoffs).toMatchObject([{ status: "released", to: "tom", releasedAt: told.now }]);
  });

  test("kept: their letters go on as planned, and nothing is written", async () => {
    const { told, wishes } = await acceptedWithColleague();
    const before = await ben(told);
    expect((await wishes("keep")).statusCode).toBe(200);
    expect(await ben(told)).toEqual(before);
    await told.passes("4 days");
    expect(told.touches(BEN.email)).toEqual(["welcome", "second"]);
  });

  test("paused and then kept after all: the letters go on where they stood, and may be paused again", async () => {
    const { told, wishes } = await acceptedWithColleague();
    const page = await wishes("pause");
    expect(page.body).toContain("Keep them going after all");
    const kept = await wishes("keep");
    expect(kept.body).toContain("One colleague gets our letters again.");
    expect((await wishes("keep")).body).toContain("Nothing has changed for the colleagues.");
    await told.passes("4 days");
    expect(told.touches(BEN.email)).toEqual(["welcome", "second"]);
    expect((await wishes("pause")).body).toContain("One colleague hears nothing from us");
    await told.passes("2 months");
    expect(told.touches(BEN.email)).toEqual(["welcome", "second"]);
  });

  test("what somebody else paused is not theirs to keep going", async () => {
    const { told, link, wishes } = await acceptedWithColleague();
    await wishes("pause");
    await told.posts({ ...FITTING, email: "una@dairy.example" });
    await told.attends("una@dairy.example");
    const other = told.handoffLink;
    expect(other).not.toBe(link);
    await told.follows(other, "POST", { answer: "accept" });
    const before = await ben(told);
    await told.follows(other, "POST", { colleagues: "keep" });
    expect(await ben(told)).toEqual(before);
  });

  test("only who accepted a lead can pause its colleagues", async () => {
    const told = openFrom(MONDAY, () => office());
    await told.posts(BEN);
    await told.posts(FITTING);
    await told.attends();
    const before = await ben(told);
    const refused = await told.follows(told.handoffLink, "POST", { colleagues: "pause" });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain("Nobody has accepted this lead yet: accept it first.");
    expect(await ben(told)).toEqual(before);
  });

  test("who unsubscribed or is with sales already is none whose letters wait", async () => {
    const told = openFrom(MONDAY, () => office());
    await told.posts(BEN);
    await told.unsubscribes(told.mailTo(BEN.email));
    await told.posts({ ...FITTING, email: "una@dairy.example" });
    await told.attends("una@dairy.example");
    await told.posts(FITTING);
    await told.attends();
    const page = await told.follows(told.handoffLink, "POST", { answer: "accept" });
    expect(page.body).not.toContain("Pause their letters");
  });
});
