import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Condition } from "../../workflows/rules/condition.ts";
import { holds } from "../../workflows/rules/holds.ts";
import type { Profile } from "../../workflows/rules/lead.ts";
import { understand } from "../../workflows/rules/understand.ts";

function known(profile: Profile, answers: Record<string, string> = {}, address = "zoe@dairy.example") {
  return { profile, answers, understood: understand(address, profile, "Europe/Dublin") };
}

type Row = readonly [why: string, condition: Condition, profile: Profile, holds: boolean];

describe("a condition on the firm", () => {
  const rows: readonly Row[] = [
    ["50-100 lies at or above 50", { employeesAtLeast: 50 }, { employees: "50-100" }, true],
    ["49-100 may be 49", { employeesAtLeast: 50 }, { employees: "49-100" }, false],
    ["1.000+ lies above 250", { employeesAtLeast: 250 }, { employees: "1.000+" }, true],
    ["what isn't said never holds", { employeesAtLeast: 1 }, {}, false],
    ["what isn't understood never holds", { employeesAtLeast: 1 }, { employees: "many" }, false],
    ["just me is below 2", { employeesBelow: 2 }, { employees: "just me" }, true],
    ["50-100 isn't below 100, since it may be 100", { employeesBelow: 100 }, { employees: "50-100" }, false],
    ["an open range is below nothing", { employeesBelow: 1_000_000 }, { employees: "10+" }, false],
    ["what isn't said isn't small either", { employeesBelow: 1_000_000 }, {}, false],
    ["Polska is PL", { country: ["DE", "pl"] }, { country: "Polska" }, true],
    ["Narnia is nowhere", { country: ["DE"] }, { country: "Narnia" }, false],
    [
      "both parts hold",
      { employeesAtLeast: 50, country: ["DE"] },
      { employees: "60", country: "Germany" },
      true,
    ],
    ["one part doesn't", { employeesAtLeast: 50, country: ["DE"] }, { employees: "60" }, false],
    ["nothing is stated", {}, {}, true],
  ];
  test.each(rows)("%s", (_, condition, profile, expected) => {
    expect(holds(condition, known(profile))).toBe(expected);
  });
});

describe("a condition on words takes whole words, and a star opens an end", () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ["food", "Food & beverage", true],
    ["food", "FOOD", true],
    ["food", "Foodora", false],
    ["food*", "Foodora", true],
    ["manager", "Managerin", false],
    ["manag*", "Managerin", true],
    ["*manager*", "Qualitätsmanagerin", true],
    ["*leiter", "Werksleiter", true],
    ["*leiter", "Leiterin", false],
    ["qualität", "QUALITAT", true],
    ["supply chain", "Head of Supply-Chain", true],
    ["supply chain", "Chain of supply", false],
    ["ice cream", "ice, cream", false],
    ["食品", "冷凍食品工業", true],
    ["c++", "c", true],
    ["", "anything", false],
    ["*", "anything", false],
    [".*", "anything", false],
  ];
  test.each(rows)("%j in %j", (word, industry, expected) => {
    expect(holds({ industry: [word] }, known({ industry }))).toBe(expected);
  });

  it("any of the list is enough", () => {
    expect(holds({ industry: ["meat", "dairy"] }, known({ industry: "Dairy" }))).toBe(true);
  });
});

describe("a hand is raised", () => {
  const raised = { message: ["demo", "quote", "call me", "price list"] };
  const rows: readonly (readonly [string, boolean])[] = [
    ["I want a demo NOW", true],
    ["Could you call me tomorrow?", true],
    ["CALL\nME", false],
    ["Please send us your price-list", true],
    ["We live in a democracy", false],
    ["Please don't call me", false],
    ["please do not ever call me", false],
    ["no demo please", false],
    ["I don't want a demo", false],
    ["We no longer need a quote.", false],
    ["not interested in a demo", false],
    ["No problem, call me", true],
    ["I do not have your price list, please send it", true],
    ["No demo yet, but a quote please", true],
    ["", false],
  ];
  test.each(rows)("%j: %s", (message, expected) => {
    expect(holds(raised, known({ message }))).toBe(expected);
  });
});

describe("a condition on answers", () => {
  const rows: readonly (readonly [string, Record<string, string>, boolean])[] = [
    ["is given", { timeline: "now" }, true],
    ["is given in capitals", { timeline: " NOW " }, true],
    ["is another", { timeline: "later" }, false],
    ["isn't given", {}, false],
  ];
  test.each(rows)("that %s", (_, answers, expected) => {
    expect(holds({ answers: { timeline: ["now", "this-quarter"] } }, known({}, answers))).toBe(expected);
  });

  it("wants every question it names", () => {
    const both = { answers: { timeline: ["now"], worry: ["energy"] } };
    expect(holds(both, known({}, { timeline: "now" }))).toBe(false);
    expect(holds(both, known({}, { timeline: "now", worry: "energy" }))).toBe(true);
  });
});

describe("a condition that a field is filled in", () => {
  const rows: readonly Row[] = [
    ["a company", { has: ["company"] }, { company: "Foodcorp" }, true],
    ["a dash is no company", { has: ["company"] }, { company: "-" }, false],
    ["n/a is no company", { has: ["company"] }, { company: "n/a" }, false],
    ["a telephone number", { has: ["phone"] }, { phone: "+49 761 555 01" }, true],
    ["three digits are no number", { has: ["phone"] }, { phone: "110" }, false],
    ["a name", { has: ["name"] }, { name: "田中 花子" }, true],
    ["a link is no name", { has: ["name"] }, { name: "http://win.example" }, false],
    ["Narnia is no country", { has: ["country"] }, { country: "Narnia" }, false],
    ["both are wanted", { has: ["company", "phone"] }, { company: "Foodcorp" }, false],
  ];
  test.each(rows)("%s", (_, condition, profile, expected) => {
    expect(holds(condition, known(profile))).toBe(expected);
  });
});

it("a condition on the address looks at its kind", () => {
  const free = { address: ["free" as const, "disposable" as const] };
  expect(holds(free, known({}, {}, "bob@gmial.com"))).toBe(true);
  expect(holds(free, known({}, {}, "zoe@dairy.example"))).toBe(false);
});

it("no words, in a condition or of a lead, make it fail", () => {
  const text = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(
    fc.property(fc.array(text), text, (message, said) => {
      expect(typeof holds({ message }, known({ message: said }))).toBe("boolean");
    }),
  );
});
