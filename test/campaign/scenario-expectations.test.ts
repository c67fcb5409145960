/** What a scenario may expect, and how it reads when something else happened. */
import { describe, expect, test } from "vitest";
import { campaign, SMALL } from "../stories/campaign.ts";
import { differences, play, scenario } from "./playing.ts";

/** Nobody answers: two people have half a day each, then the manager knows, and after two days the lead is recycled. */
const IGNORED = campaign({ release: { ...SMALL.release, answerWithin: "12 hours" } });

/** Welcomed on Monday, at a webinar two hours later, sales told and never answering, the second letter on Thursday. */
const LIFE = "when: [{ after: 2 hours, activity: attended }]\nuntil: 1 week\n";
const lived = (then: string) => differences(scenario(`${LIFE}then: ${then}`), IGNORED);

test("a life that is as expected says nothing", async () => {
  expect(
    await lived(`
  touches: [welcome: Mon 2026-11-23 09:00, second: Thu 2026-11-26]
  never: [third]
  tasks: []
  score: { welcome: 50, welcome + 2 hours: 65, Sun 2026-11-29 09:00: 64 }
  segment: none
  lifecycle: { welcome: nurturing, sales is told: mql, the end: recycled }
  salesTold: [{ at: Mon 2026-11-23 11:00, because: 65 of 60 points }]
  ended: never`),
  ).toEqual([]);
});

describe("touches that are otherwise than expected stand side by side, from the first that differs", () => {
  const HEAD = "- expected, + happened";
  const WELCOME = "  welcome: Mon 2026-11-23 09:00";
  const SECOND = "second: Thu 2026-11-26 09:00";

  test.each<[string, string, readonly string[]]>([
    ["one too many", "[welcome]", ["then.touches", HEAD, WELCOME, `+ ${SECOND}`]],
    ["one too few", "[welcome, second, third]", ["then.touches.2", HEAD, WELCOME, `  ${SECOND}`, "- third"]],
    [
      "one at another time",
      "[welcome, second: Fri 2026-11-27 09:00]",
      ["then.touches.1", HEAD, WELCOME, "- second: Fri 2026-11-27 09:00", `+ ${SECOND}`],
    ],
    [
      "one in between",
      "[welcome, third, second]",
      ["then.touches.1", HEAD, WELCOME, "- third", `  ${SECOND}`],
    ],
    ["another order", "[second, welcome]", ["then.touches.0", HEAD, "- second", WELCOME, `+ ${SECOND}`]],
    ["none expected", "[]", ["then.touches", HEAD, `+ ${WELCOME.trim()}`, `+ ${SECOND}`]],
  ])("%s", async (_, expected, lines) => {
    expect(await lived(`{ touches: ${expected} }`)).toEqual([lines.join("\n")]);
  });

  test.each([
    ["its day", "Thu 2026-11-26", true],
    ["its minute", "2026-11-26 9:00", true],
    ["a stretch of its day", "Thu 2026-11-26 08:30-09:00", true],
    ["the minute before", "2026-11-26 08:59", false],
    ["the stretch after it", "2026-11-26 09:01-17:00", false],
    ["the day after", "2026-11-27", false],
  ])("a time may be %s", async (_, when, holds) => {
    expect((await lived(`{ touches: [welcome, second: ${when}] }`)).length).toBe(holds ? 0 : 1);
  });
});

describe("each other expectation says what it expected and what happened", () => {
  test.each<[string, string, string, string, string]>([
    ["never", "{ never: [third, second] }", "then.never.1", "second: never", "second: Thu 2026-11-26 09:00"],
    [
      "score",
      "{ score: { welcome: 51 } }",
      "then.score.welcome",
      "Mon 2026-11-23 09:00: 51",
      "Mon 2026-11-23 09:00: 50",
    ],
    [
      "score at the end",
      "{ score: 100 }",
      "then.score",
      "Mon 2026-11-30 09:00: 100",
      "Mon 2026-11-30 09:00: 64",
    ],
    [
      "score after a touch that never went out",
      "{ score: { third: 50 } }",
      "then.score.third",
      "50",
      '"third" never went out',
    ],
    [
      "score after the end",
      "{ score: { 2 weeks: 50 } }",
      "then.score.2 weeks",
      "Mon 2026-12-07 09:00: 50",
      "Mon 2026-12-07 09:00: the scenario ends before, Mon 2026-11-30 09:00",
    ],
    [
      "score before there was a lead",
      "{ score: { 2026-11-22 09:00: 50 } }",
      "then.score.2026-11-22 09:00",
      "Sun 2026-11-22 09:00: 50",
      "Sun 2026-11-22 09:00: there was no lead",
    ],
    [
      "segment",
      "{ segment: large }",
      "then.segment",
      "Mon 2026-11-30 09:00: large",
      "Mon 2026-11-30 09:00: none",
    ],
    [
      "lifecycle",
      "{ lifecycle: { welcome + 1 hour: mql } }",
      "then.lifecycle.welcome + 1 hour",
      "Mon 2026-11-23 10:00: mql",
      "Mon 2026-11-23 10:00: nurturing",
    ],
    [
      "salesTold never",
      "{ salesTold: never }",
      "then.salesTold",
      "never",
      "once; Mon 2026-11-23 11:00, because: 65 of 60 points: attended",
    ],
    [
      "salesTold at another time",
      "{ salesTold: { at: 2026-11-24 } }",
      "then.salesTold.0",
      "2026-11-24",
      "Mon 2026-11-23 11:00, because: 65 of 60 points: attended",
    ],
    [
      "salesTold for another reason",
      "{ salesTold: { because: asked } }",
      "then.salesTold.0",
      "because: asked",
      "Mon 2026-11-23 11:00, because: 65 of 60 points: attended",
    ],
    [
      "salesTold twice",
      "{ salesTold: [{}, {}] }",
      "then.salesTold",
      "2 times",
      "once; Mon 2026-11-23 11:00, because: 65 of 60 points: attended",
    ],
    ["ended", "{ ended: { because: it bought } }", "then.ended", "once", "never"],
    ["tasks", "{ tasks: [second: open] }", "then.tasks.0", "", ""],
  ])("%s", async (_, then, path, wanted, real) => {
    const shown =
      wanted === ""
        ? ["- expected, + happened", "- second: open"]
        : [`expected  ${wanted}`, `happened  ${real}`];
    expect(await lived(then)).toEqual([[path, ...shown].join("\n")]);
  });

  test("tasks: open, done with their outcome, or overdue", async () => {
    const call = {
      name: "first-call",
      after: "1 day",
      call: "first-call.md",
      due: "3 days",
      helps: "Talk.",
    } as const;
    const calling = campaign({
      touches: [SMALL.touches[0] ?? call, call],
      briefs: { "first-call": { title: "Call", text: "Ask." } },
    });
    const standing = (until: string, how: string) =>
      differences(
        scenario(`until: ${until}\nthen: { tasks: [first-call: ${how}] }`, ", phone: +353 21 555 0134"),
        calling,
      );
    expect(await standing("2 days", "open")).toEqual([]);
    expect(await standing("5 days", "overdue")).toEqual([]);
    expect(await standing("5 days", "spoke")).toEqual([
      "then.tasks.0\n- expected, + happened\n- first-call: spoke\n+ first-call: overdue",
    ]);
  });
});

test("all that happened is told beside it, by the lead's own clock", async () => {
  const yaml = scenario("until: 4 days\nthen: { touches: [] }", ", country: Japan");
  const { zone, happened } = await play(yaml);
  expect(zone).toBe("Asia/Tokyo");
  expect(happened).toEqual([
    "Mon 2026-11-23 09:00  filled in cold-store-guide",
    "Mon 2026-11-23 09:00  agreed to mail on cold-store-guide",
    "Mon 2026-11-23 09:00  entered small",
    "Mon 2026-11-23 09:00  was sent “welcome” (welcome)",
    "Thu 2026-11-26 09:00  was sent “second” (second)",
  ]);
});

test("a step of the workflow that failed on the way is a difference, whatever was expected", async () => {
  const broken = campaign({ mails: { welcome: SMALL.mails.welcome } });
  const [found = ""] = await differences(scenario("until: 4 days\nthen: { touches: [welcome] }"), broken);
  expect(found).toMatch(/^title\nthis failed on the way: a step of the workflow: \w*Error$/);
});
