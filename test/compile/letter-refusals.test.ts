import { describe, expect, it, test } from "vitest";
import { ENOUGH } from "./small-campaign.ts";
import { FRONT, letter, longLetter, refusals } from "./small-letter.ts";

type Row = readonly [title: string, text: string, said: RegExp];

const body = longLetter;
const front = (from: string, to: string) => longLetter("Text.", FRONT.replace(from, to));

const FRONT_ROWS: readonly Row[] = [
  ["no front matter", "Text.\n", /^1 : the front matter is missing → .*subject: …/],
  ["a front matter without an end", "---\nsubject: x\n\nText.\n", /^1 : the front matter is missing/],
  ["an empty front matter", "---\n---\nText.\n", /^1 subject: this is missing → Add a line "subject: …"/],
  ["no subject", front("subject: Second\n", ""), /^1 subject: this is missing → Add a line "subject: …"/],
  ["an empty preheader", front("Once more", ""), /^3 preheader: this is missing → Add .*preheader: …/],
  ["an unknown key", front("pre", "preheeder: x\npre"), /^3 preheeder: there is no .* mean "preheader"/],
  ["a key twice", front("pre", "subject: x\npre"), /^3 : this key stands here twice → Keep one/],
  ["a colon without quotes", front("Once", "One more: once"), /^3 : this is not YAML: .* → .*quotes/],
  ["a value without quotes", front("Second", "{{ lead.x }}"), /^2 subject: this is no text → .*in quotes/],
  ["a subject that is a number", front("Second", "2027"), /^2 subject: this is no text → .*in quotes/],
  ["a list", letter(ENOUGH, "- subject"), /^2 : this is no `key: text` → Begin/],
  ["no letter", letter(" "), /^5 : the letter has no text → Write it below/],
  [
    "a field no lead has, in the subject",
    front("Second", '"{{ lead.frist }}"'),
    /^2 subject: .*"lead.frist" → .*lead.firstName/,
  ],
  ["a sender nobody can be", front("Second", "x\nfrom: nora@"), /^3 from: nobody .*"nora@" → .*Nora Quinn </],
  ["a value in the sender", front("Second", 'x\nfrom: "{{ lead.name }}"'), /^3 from: nobody/],
  ["an empty sender", front("Second", "x\nfrom:"), /^3 from: this is missing/],
];

const VALUE_ROWS: readonly Row[] = [
  [
    "a field no lead has",
    body("Dear\n\n{{ lead.firstNmae }}"),
    /^7 : .*"lead.firstNmae" → .*"lead.firstName"/,
  ],
  [
    "an answer to no question",
    body('{{ answers.when | default: "x" }}'),
    /^5 : .*"answers.when" → .*answers.timeline/,
  ],
  ["a value without a fallback", body("{{ lead.company }}"), /^5 : .*may be missing → .*default: "…"/],
  [
    "an unknown filter",
    body('{{ lead.company | defualt: "x" }}'),
    /^5 : there is no filter .* → .*"default"/,
  ],
  [
    "a fallback that comes too late",
    body('{{ lead.company | upcase | default: "x" }}'),
    /^5 : .*may be missing/,
  ],
  ["logic", body("{% if lead.company %}x{% endif %}"), /^5 : a mail has values only, no logic → Take/],
  ["half a value", body("Hello {{ lead.company,"), /^5 : .*without its other half → .*one line/],
  ["a sum", body("{{ 7 * 7 }}"), /^5 : .*names no value → Write it like/],
];

const TEXT_ROWS: readonly Row[] = [
  ["HTML", body("<b>bold</b>"), /^5 : HTML has no place in a letter → .*Markdown/],
  ["a table", body("|a|b|\n|-|-|\n|1|2|"), /^5 : letters have no tables.* → Write a list/],
  [
    "a picture",
    body("![x](https://x.example/x.png)"),
    /^5 : letters have no pictures → Link .*"style: designed"/,
  ],
  [
    "a picture with its width",
    body("![x](https://x.example/x.png){width=9}"),
    /^5 : letters have no pictures/,
  ],
  ["too few words", letter("Text."), /^5 : the letter has 1 word, and with fewer than 120 .* → Say what/],
  [
    "119 words",
    letter(`${"word ".repeat(118)}[tally](https://x.example/an-address-is-no-word)`),
    /^5 : the letter has 119 words/,
  ],
];

const LINK_ROWS: readonly Row[] = [
  ["without https", body("[Our tally](http://x.example/)"), /^5 : "http:.* → .*https:/],
  ["to nowhere", body("[Our tally](/guide)"), /^5 : "\/guide" is no address .* → Write the whole address/],
  ["that runs a script", body("[Our tally](javascript:alert%281%29)"), /^5 : .*no address/],
  [
    "with a lead's words in it",
    body('[Our tally](https://x.example/{{lead.city|default:"a"}})'),
    /^5 : what a lead typed/,
  ],
  ["called here", body("Look [here](https://x.example/)."), /^5 : "here" doesn't say where .* → Name what/],
  ["called click here", body("Hi\n\n[Click here!](https://x.example/)"), /^7 : "Click here!" doesn't say/],
  ["called nothing", body("[](https://x.example/a)"), /^5 : the link to https:\/\/x.example\/a has no words/],
  [
    "made of a picture",
    body("[![x](https://x.example/x.png){width=9}](https://x.example/)"),
    /^5 : a picture can't be the link/,
  ],
  [
    "as a second button",
    body("[One](https://x.example/1)\n\nor\n\n[Two](https://x.example/2)"),
    /^9 : this is another button.* → .*one thing/,
  ],
  [
    "as a fourth beside the button",
    body(
      "[Go](https://x.example/0 'x')\n\n1 [a](https://x.example/1), [b](https://x.example/2),\n[c](https://x.example/3)\nor [d](https://x.example/4)",
    ),
    /^9 : this is one link too many.* 3 →/,
  ],
  [
    "to confirm, in a touch",
    body("[Yes, I am]({{ links.confirm }})"),
    /^5 : links.confirm has no meaning in a touch → Only confirm.md/,
  ],
  ["to say yes, in a touch", body("[Yes]({{ links.yes }})"), /^5 : links.yes has no meaning .*ask.md/],
  ["to stay, in a touch", body("[Stay]({{ links.stay }})"), /^5 : links.stay has no meaning .*stay.md/],
];

describe.each([
  ["front matter", FRONT_ROWS],
  ["a value", VALUE_ROWS],
  ["a letter's text", TEXT_ROWS],
  ["a link", LINK_ROWS],
])("%s is refused with line, place, reason and remedy", (_, rows) => {
  test.each(rows)("%s", (_title, text, said) => {
    expect(refusals(text)).toContainEqual(expect.stringMatching(said));
  });
});

describe("the short letters of the house", () => {
  const ask = "[Yes, call me]({{ links.yes }})\n\n[Not now]({{ links.notNow }})\n\n[No]({{ links.no }})";
  const stay = "[Yes, keep writing]({{ links.stay }})";

  it("may be short, with their own links and no others", () => {
    expect(refusals(letter("[Yes]({{ links.confirm }})"), { kind: "confirm" })).toEqual([]);
    expect(refusals(letter(`Shall we call you?\n\n${ask}`), { kind: "ask" })).toEqual([]);
    expect(refusals(letter(stay), { kind: "stay" })).toEqual([]);
  });

  const rows: readonly (readonly [string, "confirm" | "ask" | "stay", string, RegExp])[] = [
    ["confirm.md with another link", "confirm", "[Our tally](https://x.example/)", /one link only, and it/],
    [
      "confirm.md that lets go",
      "confirm",
      "[Yes]({{ links.confirm }}) [No]({{ links.unsubscribe }})",
      /one link/,
    ],
    ["ask.md without a No", "ask", ask.replace(/\n\n\[No\].*/, ""), /three answers, each once/],
    ["ask.md with two of them", "ask", `${ask} [No]({{ links.no }})`, /three answers, each once/],
    ["ask.md that asks to stay", "ask", `${ask}\n\n${stay}`, /links.stay has no meaning in ask.md → .*stay/],
    ["stay.md without its link", "stay", "Shall we?", /one link only, by which the reader stays/],
    ["stay.md with a guide", "stay", `${stay} [Our tally](https://x.example/)`, /one link only/],
  ];
  test.each(rows)("%s is refused", (_, kind, text, said) => {
    expect(refusals(letter(text), { kind })).toEqual([expect.stringMatching(said)]);
  });
});

describe("a designed letter's picture", () => {
  const designed = { style: "designed" } as const;
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ["without words", "![](https://x.example/x.png){width=9}", /without words .* → Say what it shows/],
    ["without https", "![A curve](http://x.example/x.png){width=9}", /"http:.* → .*https:/],
    ["of a lead", '![A curve](https://x.example/{{lead.city|default:"a"}}.png){width=9}', /no address/],
    ["without a width", "![A curve](https://x.example/x.png)", /states its width → .*\{width=520\}/],
    ["with a width that isn't one", "![A curve](https://x.example/x.png){width=9em}", /states its width/],
    ["wider than the column", "![A curve](https://x.example/x.png){width=545}", /545 pixels .* 544/],
    ["of no width", "![A curve](https://x.example/x.png){width=0}", /0 pixels/],
  ];
  test.each(rows)("%s is refused", (_, picture, said) => {
    expect(refusals(body(`Look:\n\n${picture}`), designed)).toEqual([
      expect.stringMatching(new RegExp(`^7 : .*${said.source}`)),
    ]);
  });
});

it("the lines are right where a value is longer or shorter than what stands for it", () => {
  const long = '{{ lead.company | default: "your firm, wherever it is and whatever it stores" }}\n'.repeat(9);
  expect(refusals(body(`${long}\n<b>`))).toEqual([expect.stringMatching(/^15 : HTML/)]);
});

it("a letter in a script without spaces is counted by its words", () => {
  const sentence = "冷蔵庫の温度を毎日測り、結果を壁に書いてください。";
  expect(refusals(letter(sentence.repeat(12)))).toEqual([]);
  expect(refusals(letter(sentence))).toEqual([expect.stringMatching(/^5 : the letter has 1\d words/)]);
});

it("more HTML than Gmail shows is refused", () => {
  expect(refusals(letter(`${ENOUGH}\n\n`.repeat(120)))).toEqual([]);
  expect(refusals(letter(`${ENOUGH}\n\n`.repeat(140)))).toEqual([
    expect.stringMatching(/^1 : the mail is 1\d\d kB of HTML, and Gmail hides .* → Shorten it to 100 kB/),
  ]);
});
