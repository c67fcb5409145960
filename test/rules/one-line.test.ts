import { expect, test } from "vitest";
import { oneLine } from "../../workflows/rules/one-line.ts";

test.each([
  ["Zoë\r\nReport: x", 99, "Zoë Report: x"],
  [" \t Zoë\u2028Müller ", 99, "Zoë Müller"],
  ["Zoë \u202exe.tnioP\u2066!", 99, "Zoë  xe.tnioP !"],
  ["abcdef", 6, "abcdef"],
  ["abcdefg", 6, "abcde…"],
  ["🍌🍌🍌🍌", 6, "🍌🍌…"],
  ["", 6, ""],
  ["half a banana \ud83c", 99, "half a banana \ufffd"],
  ["ŁUKASZ ŻÓŁĆ, 田中 花子", 99, "ŁUKASZ ŻÓŁĆ, 田中 花子"],
])("%j in at most %d characters is %j", (typed, longest, line) => {
  expect(oneLine(typed, longest)).toBe(line);
  expect(oneLine(typed, longest).length).toBeLessThanOrEqual(longest);
});
