import { describe, expect, it, test } from "vitest";
import { anyInWords, conditionInWords, listInWords } from "../../local/campaign/in-words.ts";
import { Condition } from "../../workflows/rules/condition.ts";

/** Each part of a condition, in words; and its opposite. */
const PARTS: readonly (readonly [Condition, string, string])[] = [
  [{ employeesAtLeast: 50 }, "has 50 employees or more", "isn't known to have 50 employees or more"],
  [{ employeesBelow: 2 }, "has fewer than 2 employees", "isn't known to have fewer than 2 employees"],
  [{ industry: ["food*", "milk"] }, "works in food* or milk", "isn't known to work in food* or milk"],
  [{ jobTitle: ["head", "chief"] }, "has the job title head or chief", "has no job title head or chief"],
  [{ installedProduct: ["FrostLog"] }, "has FrostLog installed", "isn't known to have FrostLog installed"],
  [{ message: ["demo", "call me"] }, "wrote “demo” or “call me”", "didn't write “demo” or “call me”"],
  [
    { country: ["DE", "gb"] },
    "is in Germany or United Kingdom",
    "isn't known to be in Germany or United Kingdom",
  ],
  [
    { has: ["company", "phone"] },
    "told us its company and its telephone number",
    "hasn't told us its company and its telephone number",
  ],
  [
    { answers: { timeline: ["now", "later"], worry: ["audits"] } },
    "answered timeline with now or later, and answered worry with audits",
    "didn't answer timeline with now or later, or didn't answer worry with audits",
  ],
  [{ address: ["free"] }, "wrote from a free-mail address", "didn't write from a free-mail address"],
  [{ domain: ["rival.example"] }, "has an address at rival.example", "has no address at rival.example"],
  [{ source: ["fair-list"] }, "came by fair-list", "didn't come by fair-list"],
  [{ form: ["guide"] }, "filled in guide", "never filled in guide"],
  [{ segment: ["pharma"] }, "is in the segment pharma", "isn't in the segment pharma"],
  [{ fitAtLeast: 20 }, "has 20 points of fit or more", "has less than 20 points of fit"],
  [{ fitBelow: 20 }, "has less than 20 points of fit", "has 20 points of fit or more"],
  [{ scoreAtLeast: 40 }, "has 40 points or more", "has fewer than 40 points"],
  [{ scoreBelow: 40 }, "has fewer than 40 points", "has 40 points or more"],
  [{ clicked: ["guide"] }, "clicked guide", "didn't click guide"],
  [{ opened: ["guide"] }, "opened guide", "didn't open guide"],
  [{ replied: true }, "replied", "didn't reply"],
  [{ did: ["attended"] }, "has attended", "hasn't attended"],
  [
    { outcome: { "first-call": ["spoke"], ask: ["not-now"] } },
    "has the outcome “We spoke” of first-call, and has the outcome “not-now” of ask",
    "has no outcome “We spoke” of first-call, or has no outcome “not-now” of ask",
  ],
  [{ lifecycle: ["recycled"] }, "stands at recycled", "doesn't stand at recycled"],
  [
    { all: [{ replied: true }, { clicked: ["guide"] }] },
    "replied and clicked guide",
    "didn't reply or didn't click guide",
  ],
  [
    { any: [{ replied: true }, { clicked: ["guide"] }] },
    "replied or clicked guide",
    "didn't reply and didn't click guide",
  ],
  [{ not: { clicked: ["guide"] } }, "didn't click guide", "clicked guide"],
];

describe("a condition in words", () => {
  it.each(PARTS)("%j: %s", (condition, words, opposite) => {
    expect(conditionInWords(Condition.parse(condition))).toBe(words);
    expect(conditionInWords(Condition.parse({ not: condition }))).toBe(opposite);
  });

  test("every part that a condition can have is in the table", () => {
    const told = new Set(PARTS.flatMap(([condition]) => Object.keys(condition)));
    expect(Object.keys(Condition.shape).filter((part) => !told.has(part))).toEqual([]);
  });

  test("replied: false is its opposite", () => {
    expect(conditionInWords({ replied: false })).toBe("didn't reply");
    expect(conditionInWords({ not: { replied: false } })).toBe("replied");
  });

  test("what states nothing takes anybody", () => {
    expect(conditionInWords({})).toBe("anybody");
    expect(conditionInWords({ not: {} })).toBe("nobody");
  });

  test("all that is stated must hold; what has an `or` of its own stands behind a comma", () => {
    expect(conditionInWords({ clicked: ["guide"], industry: ["food*", "milk"] })).toBe(
      "clicked guide, and works in food* or milk",
    );
  });

  test("what mixes `and` and `or` stands in brackets", () => {
    const condition = { replied: true, any: [{ clicked: ["guide"] }, { opened: ["guide"] }] };
    expect(conditionInWords(condition)).toBe("replied, and (clicked guide or opened guide)");
    expect(conditionInWords({ not: condition })).toBe(
      "didn't reply, or (didn't click guide and didn't open guide)",
    );
  });

  test("one of one is itself", () => {
    expect(conditionInWords({ any: [{ replied: true }], all: [{ clicked: ["guide"] }] })).toBe(
      "replied and clicked guide",
    );
  });
});

describe("any of some conditions", () => {
  test("what may be written is one list; a condition that looks at more stays by itself", () => {
    const hands = [
      { message: ["demo"] },
      { answers: { timeline: ["now"] } },
      { message: ["angebot"] },
      { message: ["call"], has: ["phone" as const] },
    ];
    expect(anyInWords(hands)).toEqual([
      "wrote “demo” or “angebot”",
      "answered timeline with now",
      "wrote “call” and told us its telephone number",
    ]);
  });
});

describe("a list in words", () => {
  it.each([
    [["a"], "a"],
    [["a", "b"], "a or b"],
    [["a", "b", "c", "d", "e"], "a, b, c, d or e"],
    [["a", "b", "c", "d", "e", "f"], "a, b, c, d or 2 more"],
    [[], ""],
  ])("%j: %s", (items, words) => {
    expect(listInWords(items)).toBe(words);
  });
});
