import { describe, expect, it, test } from "vitest";
import { touchesOf } from "../../workflows/rules/touches.ts";
import { compile, edited, type Files, problems, SMALL, yaml } from "./small-campaign.ts";

type Row = readonly [title: string, files: Files, where: string, wrong: RegExp, right: RegExp];

const CATCH_ALL =
  "segments:\n  - { name: all, when: {}, because: all }\n  - { name: some, when: { industry: [food] }, because: some }\ntouches:";

const YAML_ROWS: readonly Row[] = [
  [
    "an unknown key",
    yaml("halfLife", "halflife"),
    "small/campaign.yaml:15 engagement.halflife",
    /no "halflife"/,
    /"halfLife"/,
  ],
  [
    "an unknown key in a list",
    yaml("because: large", "becuase: large"),
    "small/campaign.yaml:12 fit.rules[0].becuase",
    /no "becuase"/,
    /"because"/,
  ],
  [
    "a key given twice",
    yaml("  most: 55", "  most: 55\n  most: 50"),
    "small/campaign.yaml:9 ",
    /twice/,
    /Keep one/,
  ],
  [
    "a span without its unit",
    yaml("3 days", "3"),
    "small/campaign.yaml:24 touches[1].after",
    /^3 does not do/,
    /text/,
  ],
  [
    "a span nobody can read",
    yaml("3 days", "three days"),
    "small/campaign.yaml:24 touches[1].after",
    /"three days"/,
    /such as `3 days`/,
  ],
  ["no touches", yaml("touches:", "touches: []\nx:"), "small/campaign.yaml:18 touches", /\[\]/, /at least 1/],
  [
    "a missing part",
    yaml("title: A small campaign\n", ""),
    "small/campaign.yaml:1 title",
    /missing/,
    /Add it/,
  ],
  [
    "an alias of nothing",
    yaml("title: A small campaign", "title: *bold*"),
    "small/campaign.yaml:2 ",
    /"\*bold\*" repeats what is marked "&bold\*", and nothing/,
    /quotes/,
  ],
  ["no YAML at all", { "campaign.yaml": "a: [b" }, "small/campaign.yaml:1 ", /not YAML/, /Indent/],
  ["tabs", yaml("  most: 55", "\tmost: 55"), "small/campaign.yaml:8 ", /not YAML/, /spaces/],
  ["an empty file", { "campaign.yaml": "" }, "small/campaign.yaml:1 ", /is empty/, /keys/],
  [
    "no campaign.yaml",
    { "campaign.yaml": undefined },
    "small/campaign.yaml:1 ",
    /no campaign.yaml/,
    /Write one/,
  ],
  [
    "another name than the folder's",
    yaml("name: small", "name: large"),
    "small/campaign.yaml:1 name",
    /"small"/,
    /rename/,
  ],
  [
    "two touches of one name",
    yaml("name: second", "name: welcome"),
    "small/campaign.yaml:23 touches[1].name",
    /used by touches\[0\]/,
    /another/,
  ],
  [
    "a mail that isn't there",
    yaml("second.md", "secnod.md"),
    "small/campaign.yaml:25 touches[1].mail",
    /no file secnod.md/,
    /"second.md"/,
  ],
  [
    "a touch that takes the confirming mail's name",
    yaml("name: second", "name: confirm"),
    "small/campaign.yaml:23 touches[1]",
    /letter of the house/,
    /something else/,
  ],
  [
    "a question nobody asks",
    yaml("employeesAtLeast: 50", "answers: { tmeline: [now] }"),
    "small/campaign.yaml:10 fit.rules[0].when.answers.tmeline",
    /nobody asks/,
    /"timeline"/,
  ],
  [
    "an answer nobody can give",
    yaml("employeesAtLeast: 50", "answers: { timeline: [nwo] }"),
    "small/campaign.yaml:10 fit.rules[0].when.answers.timeline",
    /"nwo" is no answer/,
    /"now"/,
  ],
  [
    "a question named like a field of the form",
    yaml("timeline: { ask", "industry: { ask"),
    "small/campaign.yaml:6 questions.industry",
    /field of every form/,
    /another name/,
  ],
  [
    "a condition that holds for everyone",
    yaml("{ employeesAtLeast: 50 }", "{}"),
    "small/campaign.yaml:10 fit.rules[0].when",
    /everyone/,
    /at least one/,
  ],
  [
    "a country that doesn't exist",
    yaml("employeesAtLeast: 50", "country: [UK]"),
    "small/campaign.yaml:10 fit.rules[0].when.country[0]",
    /"UK"/,
    /GB/,
  ],
  [
    "a segment nobody reaches",
    yaml("touches:", CATCH_ALL),
    "small/campaign.yaml:20 segments[1]",
    /takes everyone/,
    /last/,
  ],
  [
    "double opt-in without its mail",
    yaml("doubleOptIn: false", "doubleOptIn: true"),
    "small/campaign.yaml:4 consent.doubleOptIn",
    /no confirm.md/,
    /links.confirm/,
  ],
  [
    "a mail that nothing sends",
    { "idle.md": SMALL["second.md"] ?? "" },
    "small/idle.md:1 ",
    /no touch sends/,
    /take the file away/,
  ],
];

describe("a campaign is refused with file, line, path, reason and remedy", () => {
  test.each(YAML_ROWS)("%s", (_title, files, where, wrong, right) => {
    const found = problems(files);
    expect(found.map(({ file, line, path }) => `${file}:${line} ${path}`)).toContain(where);
    const problem = found.find(({ file, line, path }) => `${file}:${line} ${path}` === where);
    expect(problem?.wrong).toMatch(wrong);
    expect(problem?.right).toMatch(right);
  });
});

it("all problems of all files come at once, in the order of the files", () => {
  const letter = edited("second.md", "Text.", "{{ lead.nmae }} <i>");
  const found = problems({ ...yaml("3 days", "soon"), ...letter, "welcome.md": "Text" });
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "small/campaign.yaml:24",
    "small/second.md:5",
    "small/second.md:5",
    "small/welcome.md:1",
  ]);
});

it("the campaign that they all break is fine by itself", () => {
  expect(touchesOf(compile().touches).map(({ name }) => name)).toEqual(["welcome", "second"]);
});
