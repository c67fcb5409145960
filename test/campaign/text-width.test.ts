import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { textWidth, wrapped } from "../../local/campaign/text-width.ts";

const TYPE = { size: 14 };

describe("the width of a text", () => {
  it.each([
    ["iiii", "mmmm"],
    ["one word", "one word and another"],
    ["plain", "食品冷蔵冷"],
    ["cold", "COLD"],
  ])("%j is narrower than %j", (narrow, wide) => {
    expect(textWidth(narrow, TYPE)).toBeLessThan(textWidth(wide, TYPE));
  });

  test("bold is wider, and twice the size twice as wide", () => {
    expect(textWidth("cold", { size: 14, bold: true })).toBeGreaterThan(textWidth("cold", TYPE));
    expect(textWidth("cold", { size: 28 })).toBeCloseTo(2 * textWidth("cold", TYPE));
  });

  test("accents add nothing", () => {
    expect(textWidth("Zoë Łódź é", TYPE)).toBeCloseTo(textWidth("Zoe Łodz e", TYPE));
    expect(textWidth("e\u0301", TYPE)).toBe(textWidth("e", TYPE));
  });
});

describe("wrapping", () => {
  test("breaks between words, and leaves a word with dashes whole where it fits a line", () => {
    expect(wrapped("in the segment cold-store", 120, TYPE)).toEqual(["in the segment", "cold-store"]);
  });

  test("breaks a word that is too long behind a dash, and one without any between letters", () => {
    expect(wrapped("the-worst-door-of-all-the-doors", 100, TYPE)).toEqual([
      "the-worst-",
      "door-of-all-",
      "the-doors",
    ]);
    expect(wrapped("Donaudampfschiffahrt", 80, TYPE).length).toBeGreaterThan(1);
  });

  test("nothing is one empty line", () => {
    expect(wrapped("  ", 100, TYPE)).toEqual([""]);
  });

  test("no line is wider than asked, and no letter is lost", () => {
    const text = fc.string({ unit: "grapheme" });
    const property = fc.property(text, fc.integer({ min: 40, max: 300 }), (words, width) => {
      const lines = wrapped(words, width, TYPE);
      for (const line of lines) expect(textWidth(line, TYPE)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(/\s/g, "")).toBe(words.replaceAll(/\s/g, ""));
    });
    return fc.assert(property);
  });
});
