import { describe, expect, test } from "vitest";
import { after } from "../../workflows/rules/clock.ts";
import { milliseconds, Span } from "../../workflows/rules/time.ts";

const at = (text: string) => Date.parse(text);

describe("a span after an instant, by the calendar of a zone", () => {
  test.each([
    [
      "0 minutes changes nothing",
      "2026-11-23T09:00:00Z",
      "0 minutes",
      "Europe/Dublin",
      "2026-11-23T09:00:00Z",
    ],
    ["3 days keep the hour", "2026-11-23T09:00:00Z", "3 days", "Europe/Dublin", "2026-11-26T09:00:00Z"],
    ["a month keeps the day", "2026-11-26T09:00:00Z", "1 month", "Europe/Dublin", "2026-12-26T09:00:00Z"],
    [
      "from 31 January a month ends on the 28th",
      "2027-01-31T09:00:00Z",
      "1 month",
      "UTC",
      "2027-02-28T09:00:00Z",
    ],
    ["in a leap year on the 29th", "2028-01-31T09:00:00Z", "1 month", "UTC", "2028-02-29T09:00:00Z"],
    ["from 31 May on 30 June", "2027-05-31T09:00:00Z", "1 month", "UTC", "2027-06-30T09:00:00Z"],
    ["13 months cross the year", "2026-11-30T09:00:00Z", "13 months", "UTC", "2027-12-30T09:00:00Z"],
    ["a year from 29 February", "2028-02-29T09:00:00Z", "1 year", "UTC", "2029-02-28T09:00:00Z"],
    [
      "summer time begins: a day has 23 hours",
      "2027-03-27T12:00:00Z",
      "1 day",
      "Europe/Berlin",
      "2027-03-28T11:00:00Z",
    ],
    [
      "summer time ends: a day has 25 hours",
      "2027-10-30T12:00:00Z",
      "1 day",
      "Europe/Berlin",
      "2027-10-31T13:00:00Z",
    ],
    [
      "24 hours are 24 hours all the same",
      "2027-03-27T12:00:00Z",
      "24 hours",
      "Europe/Berlin",
      "2027-03-28T12:00:00Z",
    ],
    [
      "02:30 does not exist that night: 03:30",
      "2027-03-27T01:30:00Z",
      "1 day",
      "Europe/Berlin",
      "2027-03-28T01:30:00Z",
    ],
    [
      "02:30 exists twice that night: the first",
      "2027-10-30T00:30:00Z",
      "1 day",
      "Europe/Berlin",
      "2027-10-31T00:30:00Z",
    ],
    [
      "an hour from the first 02:30 is the second",
      "2027-10-31T00:30:00Z",
      "1 hour",
      "Europe/Berlin",
      "2027-10-31T01:30:00Z",
    ],
    [
      "a week across the change keeps the hour",
      "2027-03-24T08:00:00Z",
      "1 week",
      "Europe/Dublin",
      "2027-03-31T07:00:00Z",
    ],
    [
      "a month by the local day, not the UTC day",
      "2027-01-31T23:30:00Z",
      "1 month",
      "Asia/Tokyo",
      "2027-02-28T23:30:00Z",
    ],
    ["a zone of half hours", "2027-03-01T03:30:00Z", "1 day", "Asia/Kolkata", "2027-03-02T03:30:00Z"],
    ["Lord Howe's half hour", "2027-04-03T12:00:00Z", "1 day", "Australia/Lord_Howe", "2027-04-04T12:30:00Z"],
    [
      "Samoa, whose 30 December 2011 never was",
      "2011-12-29T20:00:00Z",
      "1 day",
      "Pacific/Apia",
      "2011-12-30T20:00:00Z",
    ],
  ])("%s", (_why, from, span, zone, expected) => {
    expect(new Date(after(at(from), span, zone)).toISOString()).toBe(new Date(at(expected)).toISOString());
  });
});

describe("a span as people write it", () => {
  test.each([
    ["1 second", 1_000],
    ["90 seconds", 90_000],
    ["2 minutes", 120_000],
    ["48 hours", 172_800_000],
    ["1 week", 604_800_000],
    ["1 month", 2_592_000_000],
    ["1 year", 31_536_000_000],
    ["0 days", 0],
  ])("%s has %i milliseconds where there is no calendar", (span, expected) => {
    expect(Span.parse(span)).toBe(span);
    expect(milliseconds(span)).toBe(expected);
  });

  test.each([
    "3",
    "days",
    "3days",
    "-1 days",
    "1.5 days",
    "3 Days",
    "a day",
    "3 fortnights",
    " 3 days",
    "3 days ",
    "",
  ])("%j is refused", (typed) => {
    expect(Span.safeParse(typed).success).toBe(false);
  });
});
