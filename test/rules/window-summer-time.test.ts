import { describe, expect, test } from "vitest";
import { after } from "../../workflows/rules/clock.ts";
import { opening, Window } from "../../workflows/rules/window.ts";
import { at, iso } from "./local-clock.ts";

const EVERY_DAY = { days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] };
const NIGHT = { ...EVERY_DAY, hours: "2-3" };
const opens = (from: number, stated: object, zone: string) =>
  iso(opening(from, Window.parse(stated), zone, undefined));

describe("the clocks change", () => {
  test.each([
    [
      "S17 planned in winter time and due in summer time: the same local hour",
      "2027-03-26T07:30:00+01:00",
      "Europe/Berlin",
      "2027-03-29T08:00:00+02:00",
    ],
    [
      "S17 planned in summer time and due in winter time: the same local hour",
      "2027-11-05T07:30:00-04:00",
      "America/New_York",
      "2027-11-08T08:00:00-05:00",
    ],
  ])("%s", (_why, planned, zone, expected) => {
    const due = after(at(planned), "3 days", zone);
    expect(opens(due, { hours: "8-10" }, zone)).toBe(iso(at(expected)));
  });

  test.each<[string, string, object, string, string]>([
    [
      "S17 the night without 02:30: a window of 2-3 does not open, and is open again the next night",
      "2027-03-27T12:00:00+01:00",
      NIGHT,
      "Europe/Berlin",
      "2027-03-29T02:00:00+02:00",
    ],
    [
      "S17 the night without 02:30: a window from 2:30 opens when the clock first shows more, at 03:00",
      "2027-03-27T12:00:00+01:00",
      { ...EVERY_DAY, hours: "2:30-5" },
      "Europe/Berlin",
      "2027-03-28T03:00:00+02:00",
    ],
    [
      "S17 the night without 02:30: a window until 2:30 closes when the clock leaps",
      "2027-03-28T03:00:00+02:00",
      { ...EVERY_DAY, hours: "1-2:30" },
      "Europe/Berlin",
      "2027-03-29T01:00:00+02:00",
    ],
    [
      "S17 the night with two 02:30s: the first of them is in a window of 2-3",
      "2027-10-31T02:30:00+02:00",
      NIGHT,
      "Europe/Berlin",
      "2027-10-31T02:30:00+02:00",
    ],
    [
      "S17 the night with two 02:30s: and so is the second",
      "2027-10-31T02:30:00+01:00",
      NIGHT,
      "Europe/Berlin",
      "2027-10-31T02:30:00+01:00",
    ],
    [
      "S17 the night with two 02:30s: a window from 2:30 opens at the first",
      "2027-10-31T02:00:00+02:00",
      { ...EVERY_DAY, hours: "2:30-5" },
      "Europe/Berlin",
      "2027-10-31T02:30:00+02:00",
    ],
    [
      "S17 the night with two 02:30s: a window until 2:30 closes at the first, and does not open a second time",
      "2027-10-31T02:30:00+02:00",
      { ...EVERY_DAY, hours: "2-2:30" },
      "Europe/Berlin",
      "2027-11-01T02:00:00+01:00",
    ],
    [
      "S17 Lord Howe leaps over half an hour: a window from 2 opens at 02:30",
      "2027-10-03T01:00:00+10:30",
      NIGHT,
      "Australia/Lord_Howe",
      "2027-10-03T02:30:00+11:00",
    ],
    [
      "S17 Lord Howe goes back half an hour: the second 01:45 is in a window of 1-2",
      "2027-04-04T01:45:00+10:30",
      { ...EVERY_DAY, hours: "1-2" },
      "Australia/Lord_Howe",
      "2027-04-04T01:45:00+10:30",
    ],
    [
      "S17 in Santiago the day begins at 01:00 that night",
      "2027-09-04T23:59:00-04:00",
      { days: ["sunday"], hours: "0-24" },
      "America/Santiago",
      "2027-09-05T01:00:00-03:00",
    ],
    [
      "S17 in Santiago Saturday has a second 23:30",
      "2027-04-03T23:30:00-04:00",
      { days: ["saturday"], hours: "9-24" },
      "America/Santiago",
      "2027-04-03T23:30:00-04:00",
    ],
    [
      "in Apia the whole Friday of 30 December 2011 was left out",
      "2011-12-29T17:00:00-10:00",
      {},
      "Pacific/Apia",
      "2012-01-02T09:00:00+14:00",
    ],
  ])("%s", (_why, from, stated, zone, expected) => {
    expect(opens(at(from), stated, zone)).toBe(iso(at(expected)));
  });
});
