import { expect, test } from "vitest";
import { dayInWords, momentInWords } from "../../workflows/rules/date-in-words.ts";

test.each([
  ["2026-11-26T09:05:00Z", "Europe/Dublin", "Thursday 26 November 2026, 09:05 (Europe/Dublin)"],
  ["2026-12-31T23:30:00Z", "Europe/Berlin", "Friday 1 January 2027, 00:30 (Europe/Berlin)"],
  ["2026-07-01T12:00:00Z", "Europe/Dublin", "Wednesday 1 July 2026, 13:00 (Europe/Dublin)"],
  ["2028-02-29T03:04:00Z", "America/New_York", "Monday 28 February 2028, 22:04 (America/New_York)"],
])("%s is said by the clock of %s: %s", (instant, zone, said) => {
  expect(momentInWords(Date.parse(instant), zone)).toBe(said);
  expect(said).toContain(dayInWords(Date.parse(instant), zone));
});
