import { expect, test } from "vitest";
import { timesInWords } from "../../local/sales/clock-in-words.ts";

test.each([
  ["4 hours", 0.5, "2 hours"],
  ["1 hour", 0.5, "30 minutes"],
  ["3 hours", 0.5, "90 minutes"],
  ["30 minutes", 2, "1 hour"],
  ["45 minutes", 2, "90 minutes"],
  ["15 minutes", 0.5, "7.5 minutes"],
  ["1 day", 0.5, "half a day"],
  ["1 day", 4, "4 days"],
  ["3 days", 0.5, "1.5 days"],
  ["1 week", 0.5, "half a week"],
  ["1 week", 1, "1 week"],
])("%s, %d times, are %s", (span, factor, words) => {
  expect(timesInWords(span, factor)).toBe(words);
});
