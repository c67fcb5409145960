import { describe, expect, test } from "vitest";
import { campaign } from "../stories/campaign.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";

const MODEST = { ...FITTING, employees: "3" };
/** Whoever fills in the one form is in both. */
const TWO = [campaign(), campaign({ name: "other" })];

const pauses = (told: Story, name = "small") =>
  told.line.world.standings.pause(name, told.now, "a wrong price in the second letter");
const resumes = (told: Story, name = "small") => told.line.world.standings.resume(name, told.now);

/** Every touch id that went out, in order. */
const sent = (told: Story) => told.mails.map((mail) => mail.tags.touchId);

describe("a campaign is paused", () => {
  test("S31 nothing is sent from the next send on, nobody is lost or moved, and resume goes on where it stood", async () => {
    const told = story();
    await told.posts(MODEST);
    await pauses(told);
    const before = await told.lead();
    await told.passes("10 days");
    expect(sent(told)).toEqual(["small_1_welcome_1"]);
    const during = await told.lead();
    expect(during.enrolments).toEqual(before.enrolments);
    expect(during.touches).toEqual(before.touches);
    expect(during.lead).toMatchObject({ lifecycle: "nurturing", nextWakeAt: expect.any(Number) });
    expect(during.lead.endedAt).toBeUndefined();
    expect(told.line.counts.get("LeadSwept")).toBeUndefined();

    await resumes(told);
    await told.passes("1 day");
    expect(sent(told)).toEqual(["small_1_welcome_1", "small_1_second_1"]);
    const secondAt = told.mails[1]?.sentAt ?? 0;
    await told.passes("1 month");
    expect(sent(told).slice(2)).toEqual(["small_1_third_1"]);
    expect(told.mails[2]?.sentAt).toBeGreaterThan(secondAt + 27 * 86_400_000);
  });

  test("S31 a pause that is over before the next send changes nothing", async () => {
    const [told, untouched] = [story(), story()];
    await told.posts(MODEST);
    await untouched.posts(MODEST);
    await pauses(told);
    await told.passes("2 days");
    await resumes(told);
    await told.passes("2 months");
    await untouched.passes("2 months");
    expect(told.mails).toEqual(untouched.mails);
  });

  test("S31 in a long pause a lead is looked at once a day, and at first every quarter of an hour", async () => {
    const told = story();
    await told.posts(MODEST);
    await told.passes("70 hours");
    await pauses(told);
    const looks = async (hours: number) => {
      const before = (await told.lead()).lead.ledgerSeq;
      await told.line.liveUntil(told.now + hours * 3_600_000);
      return (await told.lead()).lead.ledgerSeq - before;
    };
    expect(await looks(2)).toBe(1);
    expect(await looks(24)).toBeLessThanOrEqual(5);
    expect(await looks(10 * 24)).toBe(10);
  });

  test("S31 whoever comes in while it is paused is kept, and gets its first letter when it is resumed", async () => {
    const told = story();
    await pauses(told);
    await told.posts(MODEST);
    await told.passes("5 days");
    expect(told.mails).toEqual([]);
    expect((await told.lead()).enrolments).toMatchObject([{ campaign: "small", n: 1, startedAt: MONDAY }]);
    await resumes(told);
    await told.passes("1 day");
    expect(sent(told)).toEqual(["small_1_welcome_1"]);
  });

  test("S31 the lead's other campaigns go on", async () => {
    const told = story({ campaigns: () => TWO });
    await pauses(told);
    await told.posts(MODEST);
    await told.passes("2 months");
    expect(sent(told)).toEqual(["other_1_welcome_1", "other_1_second_1", "other_1_third_1"]);
    await resumes(told);
    await told.passes("2 months");
    expect(sent(told).slice(3)).toEqual(["small_1_welcome_1", "small_1_second_1", "small_1_third_1"]);
  });

  test("S31 both paused, neither sends; each resumes for itself", async () => {
    const told = story({ campaigns: () => TWO });
    await pauses(told);
    await pauses(told, "other");
    await told.posts(MODEST);
    await told.passes("3 days");
    expect(told.mails).toEqual([]);
    await resumes(told, "other");
    await told.passes("1 day");
    expect(sent(told)).toEqual(["other_1_welcome_1"]);
  });

  test("S31 a click still makes a lead ripe, and sales is told at once", async () => {
    const told = story();
    await told.posts(FITTING);
    await told.clicks();
    await told.passes("3 days");
    await pauses(told);
    await told.passes("5 days");
    await told.clicks();
    expect(told.notices.map(({ at }) => at)).toEqual([told.now]);
  });

  test("S31 leaving works as ever, and nothing is sent when it is resumed", async () => {
    const told = story();
    await told.posts(MODEST);
    await pauses(told);
    await told.passes("5 days");
    await told.unsubscribes();
    await resumes(told);
    await told.passes("2 months");
    expect(sent(told)).toEqual(["small_1_welcome_1"]);
    expect((await told.lead()).lead.lifecycle).toBe("unsubscribed");
  });

  test("S31 a letter that the mail service refused before the pause is not tried during it", async () => {
    const told = story();
    told.line.mail.mood = () => ({ answer: "refused", code: "ThrottlingException", address: false });
    await told.posts(MODEST);
    await pauses(told);
    told.line.mail.mood = () => "take";
    await told.passes("2 days");
    expect(told.mails).toEqual([]);
    await resumes(told);
    await told.passes("1 day");
    expect(sent(told)).toEqual(["small_1_welcome_1"]);
  });

  test("S31 a ripe lead of a paused campaign that would be asked whether to call waits, and is asked then", async () => {
    const ASKING = campaign({
      release: { ...campaign().release, validate: "ask" },
      mails: { ...campaign().mails, ask: { ...mailOf("welcome"), subject: "Shall we call?" } },
    });
    const told = story({ campaigns: () => [ASKING, campaign({ name: "other" })] });
    await told.posts(FITTING);
    await pauses(told);
    await told.clicks();
    await told.passes("4 days");
    expect(told.notices).toEqual([]);
    expect(sent(told)).toContain("other_1_second_1");
    expect(sent(told).filter((id) => id.startsWith("small_"))).toEqual(["small_1_welcome_1"]);
    await resumes(told);
    await told.passes("1 day");
    expect(sent(told).at(-1)).toBe("small_1_ask_1");
  });
});

function mailOf(name: string) {
  const mail = campaign().mails[name];
  if (mail === undefined) throw new Error(`the small campaign has no mail ${name}`);
  return mail;
}
