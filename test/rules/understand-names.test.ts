import { describe, expect, it, test } from "vitest";
import { understandName } from "../../workflows/rules/names.ts";

describe("a letter greets with the name that was meant", () => {
  const greeted: readonly (readonly [string, string, string])[] = [
    ["bob", "Bob", "Bob"],
    ["  Anna   Kowalska ", "Anna", "Anna Kowalska"],
    ["MARY-JANE MCDONALD", "Mary-Jane", "Mary-Jane McDonald"],
    ["siobhán o'brien", "Siobhán", "Siobhán O'Brien"],
    ["JAN VAN DER BERG", "Jan", "Jan van der Berg"],
    ["Müller, Zoë", "Zoë", "Zoë Müller"],
    ["Smith, John, MBA", "John", "John Smith"],
    ["John Smith, PhD", "John", "John Smith"],
    ["Dr.Anna Weber", "Anna", "Anna Weber"],
    ["Prof. Dr. Hans Huber", "Hans", "Hans Huber"],
    ["Herr Jürgen Groß", "Jürgen", "Jürgen Groß"],
    ["mgr inż. Piotr Nowak", "Piotr", "Piotr Nowak"],
    ["Robert Downey Jr.", "Robert", "Robert Downey"],
    ["Ali (Production) Demir", "Ali", "Ali Demir"],
    ["Anna 🍌", "Anna", "Anna"],
    ["AL", "Al", "Al"],
    ["JP", "JP", "JP"],
    ["Алексей Иванов", "Алексей", "Алексей Иванов"],
    ["فاطمة الزهراء", "فاطمة", "فاطمة الزهراء"],
    ["DeShawn Jackson", "DeShawn", "DeShawn Jackson"],
  ];
  test.each(greeted)("%j as %s", (typed, firstName, displayName) => {
    expect(understandName(typed)).toEqual({ firstName, displayName });
  });
});

describe("a letter greets with no name when the first name is a guess", () => {
  const shown: readonly (readonly [string, string, string?])[] = [
    ["J. Smith", "J. Smith"],
    ["J.R.R. Tolkien", "J.R.R. Tolkien"],
    ["Mr Smith", "Smith"],
    ["Frau Weber", "Weber"],
    ["de la Cruz", "de la Cruz"],
    ["田中 花子", "田中 花子"],
    ["김민준", "김민준"],
    ["Kovács Anna", "Kovács Anna", "HU"],
    ["Nguyễn Văn An", "Nguyễn Văn An", "VN"],
    ["Acme Foods GmbH", "Acme Foods GmbH"],
    ["Purchasing Department", "Purchasing Department"],
  ];
  test.each(shown)("%j is shown only", (typed, displayName, country) => {
    expect(understandName(typed, country)).toEqual({ displayName });
  });
});

describe("what is no name is not shown either", () => {
  const nothing = [
    "",
    "   ",
    "-",
    "test",
    "asdf",
    "n/a",
    "N.A.",
    "xxx",
    "info",
    "Sales Team",
    "12345",
    "R2D2",
    "Dr.",
    "http://win.example FREE $$$",
    "www.win.example",
    "win.example",
    "WIN.EXAMPLE",
    "Win.Com",
    "T.CO",
    "win．example",
    "win。com",
    "Click hxxp://win",
    "mailto:bob",
    "tel:+1900",
    "192.0.2.1",
    "bob@x.example",
    "{{7*7}}",
    "<b>Bob</b>",
    "$$$",
    "Bob\nBcc: x@y.example",
    `${"very ".repeat(20)}long`,
    "x".repeat(81),
  ];
  test.each(nothing)("%j", (typed) => {
    expect(understandName(typed)).toEqual({});
  });

  it("a name has no hidden turns in it", () => {
    expect(understandName("An\u202Ena\u0000 Kow\u200Balska").displayName).not.toMatch(/\p{C}/u);
  });
});
