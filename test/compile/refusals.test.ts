import { describe, expect, it, test } from "vitest";
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
  ["no touches", yaml("touches:", "touches: []\nx:"), "small/campaign.yaml:18 touches", /\[\]/, />=1/],
  [
    "a missing part",
    yaml("title: A small campaign\n", ""),
    "small/campaign.yaml:1 title",
    /missing/,
    /Add it/,
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
    /double opt-in/,
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

const body = (text: string) => edited("second.md", "Text.", text);

const MAIL_ROWS: readonly Row[] = [
  ["no front matter", { "second.md": "Text.\n" }, "small/second.md:1 ", /front matter/, /subject/],
  [
    "no subject",
    edited("second.md", "subject: Second\n", ""),
    "small/second.md:1 subject",
    /missing/,
    /subject: …/,
  ],
  [
    "an empty preheader",
    edited("second.md", "Once more", ""),
    "small/second.md:3 preheader",
    /missing/,
    /preheader: …/,
  ],
  [
    "an unknown line in front",
    edited("second.md", "preheader", "preheeder: x\npreheader"),
    "small/second.md:3 preheeder",
    /no "preheeder"/,
    /"preheader"/,
  ],
  ["no text", edited("second.md", "Text.", " "), "small/second.md:5 ", /no text/, /below/],
  [
    "a field no lead has",
    body("Dear\n\n{{ lead.firstNmae }}"),
    "small/second.md:7 ",
    /"lead.firstNmae"/,
    /"lead.firstName"/,
  ],
  [
    "a field no lead has, in the subject",
    edited("second.md", "Second", "{{ lead.frist }}"),
    "small/second.md:2 subject",
    /"lead.frist"/,
    /lead.firstName/,
  ],
  [
    "an answer to no question",
    body('{{ answers.when | default: "x" }}'),
    "small/second.md:5 ",
    /"answers.when"/,
    /answers.timeline/,
  ],
  [
    "a value without a fallback",
    body("{{ lead.company }}"),
    "small/second.md:5 ",
    /may be missing/,
    /default: "…"/,
  ],
  [
    "an unknown filter",
    body('{{ lead.company | defualt: "x" }}'),
    "small/second.md:5 ",
    /no filter "defualt"/,
    /"default"/,
  ],
  [
    "a fallback that comes too late",
    body('{{ lead.company | upcase | default: "x" }}'),
    "small/second.md:5 ",
    /may be missing/,
    /default/,
  ],
  ["logic", body("{% if lead.company %}x{% endif %}"), "small/second.md:5 ", /no logic/, /Take/],
  ["half a value", body("Hello {{ lead.company,"), "small/second.md:5 ", /other half/, /one line/],
  ["a sum", body("{{ 7 * 7 }}"), "small/second.md:5 ", /names no value/, /Write it like/],
  ["HTML", body("<b>bold</b>"), "small/second.md:5 ", /HTML/, /Markdown/],
  ["a picture", body("![x](https://x.example/x.png)"), "small/second.md:5 ", /no pictures/, /Link/],
  ["a link without https", body("[x](http://x.example/)"), "small/second.md:5 ", /http:/, /https/],
  ["a link to nowhere", body("[x](/guide)"), "small/second.md:5 ", /"\/guide"/, /whole address/],
  [
    "a script behind a link",
    body("[x](javascript:alert%281%29)"),
    "small/second.md:5 ",
    /no address/,
    /https/,
  ],
  [
    "a lead's words in a link",
    body('[x](https://x.example/{{lead.city|default:"a"}})'),
    "small/second.md:5 ",
    /lead typed/,
    /whole address/,
  ],
  [
    "the confirming link in a touch",
    body("[x]({{ links.confirm }})"),
    "small/second.md:5 ",
    /no meaning/,
    /confirm.md/,
  ],
  [
    "a confirming mail with another link",
    { "confirm.md": SMALL["welcome.md"] ?? "" },
    "small/confirm.md:5 ",
    /one link only/,
    /links.confirm/,
  ],
];

describe.each([
  ["a campaign", YAML_ROWS],
  ["a letter", MAIL_ROWS],
])("%s is refused with file, line, path, reason and remedy", (_, rows) => {
  test.each(rows)("%s", (_title, files, where, wrong, right) => {
    const found = problems(files);
    expect(found.map(({ file, line, path }) => `${file}:${line} ${path}`)).toContain(where);
    const problem = found.find(({ file, line, path }) => `${file}:${line} ${path}` === where);
    expect(problem?.wrong).toMatch(wrong);
    expect(problem?.right).toMatch(right);
  });
});

it("all problems of all files come at once, in the order of the files", () => {
  const found = problems({ ...yaml("3 days", "soon"), ...body("{{ lead.nmae }} <i>"), "welcome.md": "Text" });
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "small/campaign.yaml:24",
    "small/second.md:5",
    "small/second.md:5",
    "small/welcome.md:1",
  ]);
});

it("the campaign that they all break is fine by itself", () => {
  expect(compile().touches.map(({ name }) => name)).toEqual(["welcome", "second"]);
});
