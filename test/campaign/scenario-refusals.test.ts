/** A scenario that isn't right is refused as a campaign is: with its line, its place, what is wrong and what would be right. */
import { describe, expect, test } from "vitest";
import { CampaignProblems } from "../../workflows/compile/campaign-problems.ts";
import { expectRefused, LINES, type Refused, RIGHT, refusals } from "./refusing.ts";

test("a scenario that is right is taken", () => {
  expect(refusals(RIGHT)).toEqual([]);
});

const REFUSED: readonly Refused[] = [
  {
    what: "an unknown key",
    line: "until",
    says: "  untill: 1 week",
    path: "[0].untill",
    wrong: 'there is no "untill" here',
    right: 'Did you mean "until"?',
  },
  {
    what: "no title",
    line: "title",
    says: "- beside: []",
    path: "[0].title",
    wrong: "this is missing",
    right: "Add it, with text",
  },
  {
    what: "no such day",
    line: "at",
    says: "    at: 2026-02-30 09:00",
    path: "[0].given.at",
    wrong: "there is no 2026-02-30",
    right: "Write a day of the calendar",
  },
  {
    what: "another weekday",
    line: "at",
    says: "    at: Tue 2026-11-23 09:00",
    path: "[0].given.at",
    wrong: "2026-11-23 is no Tue",
    right: "Write Mon 2026-11-23",
  },
  {
    what: "no time",
    line: "at",
    says: "    at: 2026-11-23",
    path: "[0].given.at",
    wrong: '"2026-11-23" does not do',
    right: "Mon 2026-11-23 09:00",
  },
  {
    what: "no such zone",
    line: "at",
    says: "    at: 2026-11-23 09:00 Europe/Atlantis",
    path: "[0].given.at",
    wrong: "does not do",
    right: "Mon 2026-11-23 09:00",
  },
  {
    what: "no way in",
    line: "posts",
    says: "    # nothing",
    path: "[0].given",
    wrong: "nothing says how the lead comes in",
    right: "Write `posts:`",
  },
  {
    what: "two ways in",
    line: "posts",
    says: `    posts: cold-store-guide\n    imports: fair`,
    path: "[0].given",
    wrong: "it comes in by one way, not by two",
    right: "Write `posts:`",
  },
  {
    what: "no address",
    line: "with",
    says: "    with: { consent: yes }",
    path: "[0].given.with",
    wrong: "the lead has no address",
    right: "Add `email:`",
  },
  {
    what: "a field of no form",
    line: "with",
    says: "    with: { email: a@b.example, employes: 20 }",
    path: "[0].given.with.employes",
    wrong: 'no form has a field "employes"',
    right: 'Did you mean "employees"?',
  },
  {
    what: "an address that is none",
    line: "with",
    says: "    with: { email: zoe@dairy, consent: yes }",
    path: "[0].given.with.email",
    wrong: "nobody can write to this address",
    right: "it should look like company.com",
  },
  {
    what: "an owner of a lead that posts a form itself",
    line: "with",
    says: "    with: { email: zoe@dairy.example, ownerName: Tom }",
    path: "[0].given.with.ownerName",
    wrong: 'no form has a field "ownerName"',
    right: "Known here",
  },
  {
    what: "nothing expected",
    line: "touches",
    says: "    {}",
    path: "[0].then",
    wrong: "nothing is expected",
    right: "such as `touches:`",
  },
  {
    what: "an unknown expectation",
    line: "touches",
    says: "    touchs: [welcome]",
    path: "[0].then.touchs",
    wrong: 'there is no "touchs" here',
    right: 'Did you mean "touches"?',
  },
  {
    what: "an expected touch that isn't there",
    line: "touches",
    says: "    touches: [welcome, secnd]",
    path: "[0].then.touches[1]",
    wrong: 'small has no touch "secnd"',
    right: 'Did you mean "second"?',
  },
  {
    what: "two touches on one line",
    line: "touches",
    says: "    touches: [{ welcome: 2026-11-23, second: 2026-11-26 }]",
    path: "[0].then.touches[0]",
    wrong: "this is not one name",
    right: "Give each name its own line",
  },
  {
    what: "an expected time that is none",
    line: "touches",
    says: "    touches: [welcome: Monday]",
    path: "[0].then.touches[0].welcome",
    wrong: '"Monday" does not do',
    right: "Write a day, a time on it",
  },
  {
    what: "a touch that never goes out and isn't there",
    line: "touches",
    says: "    never: [fourth]",
    path: "[0].then.never[0]",
    wrong: 'small has no touch "fourth"',
    right: "Known here",
  },
  {
    what: "points that are no number",
    line: "touches",
    says: "    score: many",
    path: "[0].then.score",
    wrong: '"many" does not do',
    right: "Write a number",
  },
  {
    what: "a moment that is none",
    line: "touches",
    says: "    score: { Tuesday 9 o'clock: 5 }",
    path: "[0].then.score.Tuesday 9 o'clock",
    wrong: "this name does not do",
    right: "Write a touch (`welcome`)",
  },
  {
    what: "a score after no touch",
    line: "touches",
    says: "    score: { fourth + 1 day: 5 }",
    path: "[0].then.score.fourth + 1 day",
    wrong: 'small has no touch "fourth"',
    right: "Known here",
  },
  {
    what: "a segment that isn't there",
    line: "touches",
    says: "    segment: larg",
    path: "[0].then.segment",
    wrong: 'there is no segment "larg"',
    right: 'Did you mean "large"?',
  },
  {
    what: "a lifecycle that is none",
    line: "touches",
    says: "    lifecycle: nurtured",
    path: "[0].then.lifecycle",
    wrong: '"nurtured" does not do',
    right: "Write one of: captured",
  },
  {
    what: "a reason where an event belongs",
    line: "touches",
    says: "    salesTold: often",
    path: "[0].then.salesTold",
    wrong: '"often" does not do',
    right: "Write a list",
  },
  {
    what: "a campaign beside that isn't there",
    line: "until",
    says: "  beside: [smal]",
    path: "[0].beside[0]",
    wrong: 'there is no campaign "smal"',
    right: 'Did you mean "small"?',
  },
];

describe("of a scenario", () => {
  test.each(REFUSED)("$what is refused by name", expectRefused);

  test.each([
    ["what is no YAML", `${RIGHT}\t- title: another`],
    ["a key given twice", RIGHT.replace(LINES.until, `${LINES.until}\n${LINES.until}`)],
    ["a map where the list belongs", "title: A lead\n"],
    ["an empty file", ""],
  ])("%s", (_, yaml) => {
    expect(refusals(yaml)).not.toEqual([]);
  });

  test("all at once, in the words of a campaign's problems", () => {
    const yaml = RIGHT.replace(LINES.act, "    - { after: 2 hours, clicks: welcom }").replace(
      LINES.touches,
      "    never: [secnd]",
    );
    expect(
      new CampaignProblems(refusals(yaml)).message.replaceAll(/\S*scenarios\.yaml/g, "scenarios.yaml"),
    ).toBe(
      `2 problems in the campaigns:

scenarios.yaml:7
  [0].when[0].clicks: small has no touch "welcom"
  → Did you mean "welcome"? Known here: welcome, second, third, first-call, confirm, reply.

scenarios.yaml:10
  [0].then.never[0]: small has no touch "secnd"
  → Did you mean "second"? Known here: welcome, second, third, first-call, confirm, reply.
`,
    );
  });
});
