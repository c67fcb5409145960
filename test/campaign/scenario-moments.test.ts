/** When an act of a scenario happens, and what is said where nobody could do it. */
import { describe, expect, test } from "vitest";
import { campaign, SMALL } from "../stories/campaign.ts";
import { differences, play, scenario } from "./playing.ts";

const CALLING = campaign({
  touches: [
    ...SMALL.touches.slice(0, 1),
    { name: "first-call", after: "1 day", call: "first-call.md", helps: "Talk." },
  ],
  briefs: { "first-call": { title: "Call", text: "Ask." } },
});

describe("an act's moment", () => {
  const attendsAt = (act: string, when: string) =>
    scenario(
      `when: [{ ${act}, activity: attended }]\nuntil: 1 month\nthen: { salesTold: { at: ${when} } }`,
      ", country: Japan",
    );

  test.each([
    ["a span after the beginning", "after: 2 hours", "Mon 2026-11-23 11:00"],
    ["a touch", "after: second", "Thu 2026-11-26 09:00"],
    ["a span after a touch, by the calendar", "after: welcome + 1 week", "Mon 2026-11-30 09:00"],
    ["a time on the lead's own clock", "at: Wed 2026-11-25 7:30", "Wed 2026-11-25 07:30"],
    ["a time in another zone", "at: 2026-11-25 00:30 Europe/Dublin", "Wed 2026-11-25 09:30"],
    ["a time in UTC", "at: 2026-11-25T00:30Z", "Wed 2026-11-25 09:30"],
  ])("may be %s", async (_, act, when) => {
    expect(await differences(attendsAt(act, when))).toEqual([]);
  });

  test("a span counts from the act before it", async () => {
    const body = `when:
  - { after: 1 day, posts: cold-store-guide, with: { city: Cork } }
  - { after: 1 day, activity: attended }
until: 1 week
then: { salesTold: { at: Wed 2026-11-25 09:00 } }`;
    expect(await differences(scenario(body))).toEqual([]);
  });

  test("of a touch that goes out several times it is the next one", async () => {
    const lane = campaign({
      touches: SMALL.touches.slice(0, 1),
      evergreen: { every: "1 month", touches: [{ name: "second", mail: "second.md", helps: "Again." }] },
    });
    const body = `when:
  - { after: second + 1 day, posts: cold-store-guide, with: { city: Cork } }
  - { after: second + 2 hours, activity: seen }
until: 3 months
then: { touches: [welcome, second: 2026-12-23, second: 2027-01-23, second: 2027-02-23] }`;
    const { differences: found, happened } = await play(scenario(body), lane);
    expect(found).toEqual([]);
    expect(happened.filter((line) => line.includes("seen"))).toEqual(["Sat 2027-01-23 11:00  seen"]);
  });

  test("summer time begins, and three days on it is still nine o'clock", async () => {
    const yaml = scenario("until: 4 days\nthen: { touches: [welcome, second: Sun 2027-03-28 09:00] }");
    expect(await differences(yaml.replace("Mon 2026-11-23", "Thu 2027-03-25"))).toEqual([]);
  });
});

describe("an act that nobody could do ends the scenario there, and says why", () => {
  test.each([
    [
      "a mail that never came",
      "{ after: third + 1 day, clicks: third }",
      'could not go on at “clicks: third”: "third" never went out',
      ", jobTitle: student",
    ],
    [
      "a mail that is still to come",
      "{ after: 1 hour, clicks: second }",
      '"second" has not gone out by then',
      "",
    ],
    [
      "a hand-off that sales was not told of",
      "{ after: 1 hour, sales: accepts }",
      "sales has not been told of this lead by then",
      "",
    ],
    [
      "sales being told, which never was",
      "{ after: sales is told + 1 hour, sales: accepts }",
      "sales was never told",
      "",
    ],
    [
      "a link that isn't there",
      "{ after: 1 hour, clicks: welcome, link: prices }",
      'there is no link "prices" in "welcome": it has none',
      "",
    ],
    [
      "a time that lies behind",
      "{ at: Mon 2026-11-23 08:00, clicks: welcome }",
      "2026-11-23 08:00 was Mon 2026-11-23 08:00, and by now it is Mon 2026-11-23 09:00",
      "",
    ],
    [
      "a question that wasn't asked",
      '{ after: 1 hour, answers: "yes" }',
      '"ask" has not gone out by then',
      "",
    ],
  ])("%s", async (_, act, why, fields) => {
    const [found = "", ...more] = await differences(
      scenario(`when: [${act}]\nthen: { touches: [] }`, fields),
    );
    expect(more).toEqual([]);
    expect(found).toContain("when.0\n");
    expect(found).toContain(why);
  });

  test("a task told of twice, in the words of its page", async () => {
    const body = `when:
  - { after: first-call + 1 hour, task: first-call, outcome: spoke }
  - { after: 1 hour, task: first-call, outcome: voicemail }
then: { tasks: [] }`;
    const [found = ""] = await differences(scenario(body, ", phone: +353 21 555 0134"), CALLING);
    expect(found).toMatch(/when\.1\ncould not go on .*nobody could report "first-call": the answer was 409/);
  });

  test("the end, where it lies before the last act", async () => {
    const body = "when: [{ after: 1 week, clicks: welcome }]\nuntil: 3 days\nthen: { touches: [] }";
    expect(await differences(scenario(body))).toEqual([
      "until\ncould not go on at “the end”: 3 days was Thu 2026-11-26 09:00, and by now it is Mon 2026-11-30 09:00",
    ]);
  });
});
