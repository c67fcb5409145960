import { describe, expect, test } from "vitest";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { FITTING, MODEST, type Story, story } from "../stories/line.ts";

const lane = (name: string, more: object = {}) => ({
  name,
  mail: `${name}.md`,
  helps: "Do one thing.",
  ...more,
});

const SLOW: Stated = {
  touches: [letter("welcome", "0 minutes"), letter("course", "3 days")],
  evergreen: { every: "1 month", touches: [lane("spring"), lane("summer"), lane("autumn")] },
  mails: mails("welcome", "course", "spring", "summer", "autumn", "stay", "extra"),
};

function begin(stated: Stated = {}, now: () => Stated = () => stated): Story {
  return story({ campaigns: () => [campaign({ ...SLOW, ...now() })] });
}

const ids = async (told: Story) => (await told.lead()).touches.map(({ touchId }) => touchId);

describe("the evergreen lane", () => {
  test("after the last touch one a month, round after round, past one year too", async () => {
    const told = begin({ sunset: "5 years" });
    await told.posts(MODEST);
    await told.passes("15 months");
    const inLane = told.touches().slice(2);
    expect(inLane.slice(0, 7)).toEqual([
      "spring",
      "summer",
      "autumn",
      "spring",
      "summer",
      "autumn",
      "spring",
    ]);
    expect(inLane.length).toBeGreaterThanOrEqual(14);
    expect(new Set(await ids(told)).size).toBe(told.mails.length);
  });

  test("S58 its second round sends each letter again, under an id of its own; a renewed execution doesn't", async () => {
    const told = begin({ sunset: "5 years" });
    await told.posts(MODEST);
    await told.passes("14 months");
    const { lead } = await told.lead();
    expect(told.line.executionsOf(lead.leadId).length).toBeGreaterThan(1);
    const springs = (await ids(told)).filter((id) => id.includes("_spring_"));
    expect(springs).toEqual(
      [
        "small_1_spring_1",
        "small_1_spring_2",
        "small_1_spring_3",
        "small_1_spring_4",
        "small_1_spring_5",
      ].slice(0, springs.length),
    );
    expect(told.touches().filter((name) => name === "spring")).toHaveLength(springs.length);
  });

  test("it ripens in the slow lane: sales hears within seconds, the lane stops", async () => {
    const told = begin();
    await told.posts(FITTING);
    await told.passes("100 days");
    await told.clicks();
    await told.passes("1 month");
    const before = told.mails.length;
    await told.clicks();
    expect(told.notices.map(({ at }) => at)).toEqual([told.now]);
    await told.accepts("Tom");
    await told.passes("100 days");
    expect(told.mails).toHaveLength(before);
  });

  test("a letter added to the lane comes in this round if it lies ahead, else in the next", async () => {
    let touches = SLOW.evergreen?.touches ?? [];
    const told = begin({}, () => ({ sunset: "5 years", evergreen: { every: "1 month", touches } }));
    await told.posts(MODEST);
    await told.passes("40 days");
    expect(told.touches().slice(2)).toEqual(["spring"]);
    touches = [lane("extra"), lane("spring"), lane("summer"), lane("autumn")];
    await told.passes("5 months");
    expect(told.touches().slice(2, 7)).toEqual(["spring", "summer", "autumn", "extra", "spring"]);
  });

  test("letters that are not for this lead are passed by, and none for it at all is no reason to spin", async () => {
    const told = begin({
      evergreen: {
        every: "1 month",
        touches: [
          lane("spring", { when: { answers: { timeline: ["now"] } } }),
          lane("summer", { when: { answers: { timeline: ["later"] } } }),
        ],
      },
    });
    await told.posts(MODEST);
    await told.passes("5 months");
    expect(told.touches()).toEqual(["welcome", "course"]);
    expect(told.line.longestHistory).toBeLessThan(120);
    await told.posts({ ...MODEST, timeline: "later" });
    await told.passes("2 months");
    expect(told.touches().slice(2, 4)).toEqual(["summer", "summer"]);
  });

  test("S6 a lane that goes round without a wait is ended with a reason, should one ever run", async () => {
    const told = begin({ evergreen: { every: "0 days", touches: [lane("spring")] } });
    await told.posts(MODEST);
    await told.passes("10 days");
    const { enrolments } = await told.lead();
    expect(told.touches()).toEqual(["welcome", "course"]);
    expect(enrolments[0]).toMatchObject({ end: "broken", because: expect.stringMatching(/without a wait/) });
  });
});

describe("sunset", () => {
  test("no human sign for twelve months: asked once whether it stays, and then left in peace", async () => {
    const told = begin();
    await told.posts(MODEST);
    await told.passes("11 months");
    expect(told.touches()).not.toContain("stay");
    await told.passes("2 months");
    expect(told.touches().filter((name) => name === "stay")).toHaveLength(1);
    await told.passes("2 months");
    const { lead, enrolments } = await told.lead();
    expect(lead.lifecycle).toBe("dormant");
    expect(enrolments[0]).toMatchObject({ end: "silent" });
    const mailsThen = told.mails.length;
    await told.passes("2 years");
    expect(told.mails).toHaveLength(mailsThen);
  });

  test("opens are no sign, and neither is a machine's click", async () => {
    const told = begin();
    await told.posts(MODEST);
    for (let month = 0; month < 15; month++) {
      await told.passes("1 month");
      const mail = told.mails.at(-1);
      if (mail === undefined) throw new Error("no mail");
      told.line.tell(mail, { eventType: "Open" });
      told.line.tell(mail, { eventType: "Click", link: "https://a.example", isBotEvent: "Likely" });
      await told.line.settle();
    }
    expect((await told.lead()).lead.lifecycle).toBe("dormant");
  });

  test("a click a year after the start is one: another year begins", async () => {
    const told = begin();
    await told.posts(MODEST);
    await told.passes("11 months");
    await told.clicks();
    await told.passes("11 months");
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
    expect(told.touches()).not.toContain("stay");
  });

  test("without a stay.md it is left in peace at once", async () => {
    const told = begin({ mails: mails("welcome", "course", "spring", "summer", "autumn") });
    await told.posts(MODEST);
    await told.passes("12 months");
    await told.passes("2 days");
    expect((await told.lead()).lead.lifecycle).toBe("dormant");
  });

  test("a later form post revives it: it goes on where it stood, and nothing is repeated out of turn", async () => {
    const told = begin();
    await told.posts(MODEST);
    await told.passes("20 months");
    expect((await told.lead()).lead.lifecycle).toBe("dormant");
    const before = told.mails.length;
    const last =
      told
        .touches()
        .filter((name) => name !== "stay")
        .at(-1) ?? "";
    await told.posts({ ...MODEST, city: "Cork" });
    await told.passes("1 day");
    const { lead, enrolments } = await told.lead();
    expect(lead.lifecycle).toBe("nurturing");
    expect(enrolments).toHaveLength(1);
    expect(enrolments[0]?.endedAt).toBeUndefined();
    await told.passes("2 months");
    const round = ["spring", "summer", "autumn"];
    expect(told.touches()[before]).toBe(round[(round.indexOf(last) + 1) % 3]);
  });
});
