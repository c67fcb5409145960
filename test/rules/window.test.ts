import { describe, expect, test } from "vitest";
import { understand } from "../../workflows/rules/understand.ts";
import { OwnWindow, opening, opensAtAll, Window, windowOf } from "../../workflows/rules/window.ts";
import { at, dayOf, iso } from "./local-clock.ts";

const window = (stated: object) => Window.parse(stated);
const opens = (from: string, stated: object, zone: string, off: readonly string[] = []) =>
  iso(opening(at(from), window(stated), zone, new Set(off.map(dayOf))));

const MORNING = { hours: "8-10" };

describe("a touch that is due", () => {
  test.each<[string, string, object, string, string]>([
    [
      "S15 due on Sunday at 08:00, allowed on Wednesday and Friday: Wednesday at 08:00, when the window opens",
      "2026-11-22T08:00:00+01:00",
      { days: ["wednesday", "friday"], hours: "8-12" },
      "Europe/Berlin",
      "2026-11-25T08:00:00+01:00",
    ],
    [
      "S15 due on Wednesday within the hours: at once",
      "2026-11-25T11:59:59.999+01:00",
      { days: ["wednesday", "friday"], hours: "8-12" },
      "Europe/Berlin",
      "2026-11-25T11:59:59.999+01:00",
    ],
    [
      "S15 due on Friday after the hours: Wednesday of next week",
      "2026-11-27T12:00:00+01:00",
      { days: ["wednesday", "friday"], hours: "8-12" },
      "Europe/Berlin",
      "2026-12-02T08:00:00+01:00",
    ],
    [
      "S16 window 08–10, due at 12:00: the next day at 08:00",
      "2026-11-23T12:00:00+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-24T08:00:00+01:00",
    ],
    [
      "S16 due exactly at 10:00: the next day at 08:00",
      "2026-11-23T10:00:00+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-24T08:00:00+01:00",
    ],
    [
      "S16 due a millisecond before 10:00: then",
      "2026-11-23T09:59:59.999+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-23T09:59:59.999+01:00",
    ],
    [
      "S16 due exactly at 08:00: then",
      "2026-11-23T08:00:00+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-23T08:00:00+01:00",
    ],
    [
      "S16 due a millisecond before 08:00: at 08:00",
      "2026-11-23T07:59:59.999+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-23T08:00:00+01:00",
    ],
    [
      "S16 due on Friday at 10:00: Monday at 08:00",
      "2026-11-27T10:00:00+01:00",
      MORNING,
      "Europe/Berlin",
      "2026-11-30T08:00:00+01:00",
    ],
    [
      "S18 due at 09:00 UTC, a lead in New York: at 08:00 in New York",
      "2026-11-23T09:00:00Z",
      MORNING,
      "America/New_York",
      "2026-11-23T08:00:00-05:00",
    ],
    [
      "S18 the same instant, a lead in Kolkata: the next day at 08:00 in Kolkata",
      "2026-11-23T09:00:00Z",
      MORNING,
      "Asia/Kolkata",
      "2026-11-24T08:00:00+05:30",
    ],
    [
      "S18 the same instant, a lead in Dublin: at once",
      "2026-11-23T09:00:00Z",
      MORNING,
      "Europe/Dublin",
      "2026-11-23T09:00:00Z",
    ],
    [
      "in Apia it is Saturday already, on Friday in London: Monday there",
      "2026-11-20T11:00:00Z",
      {},
      "Pacific/Apia",
      "2026-11-23T09:00:00+13:00",
    ],
    [
      "in São Paulo it is still Sunday: Monday there",
      "2026-11-23T02:59:59Z",
      { hours: "0-24" },
      "America/Sao_Paulo",
      "2026-11-23T00:00:00-03:00",
    ],
    ["in Kathmandu, 5:45 ahead", "2026-11-23T11:15:00Z", {}, "Asia/Kathmandu", "2026-11-24T09:00:00+05:45"],
    ["hours with minutes", "2026-11-23T17:30:00Z", { hours: "09:15-17:30" }, "UTC", "2026-11-24T09:15:00Z"],
    [
      "until midnight, and open again at midnight",
      "2026-11-23T23:59:59.999Z",
      { hours: "0-24" },
      "UTC",
      "2026-11-23T23:59:59.999Z",
    ],
  ])("%s", (_why, from, stated, zone, expected) => {
    expect(opens(from, stated, zone)).toBe(iso(at(expected)));
  });
});

describe("whose clock it is", () => {
  const goes = (profile: object) =>
    iso(
      opening(
        at("2026-11-23T09:00:00Z"),
        window(MORNING),
        understand("zoe@dairy.example", profile, "Europe/Dublin").zone,
        undefined,
      ),
    );

  test.each([
    ["S14 the lead's own zone", { timeZone: "Asia/Tokyo", country: "USA" }, "2026-11-23T23:00:00.000Z"],
    [
      "S14 a zone there isn't: the country's",
      { timeZone: "Mars/Base", country: "USA" },
      "2026-11-23T13:00:00.000Z",
    ],
    [
      "S14 neither is understood: the default",
      { timeZone: "CEST", country: "Elsewhere" },
      "2026-11-23T09:00:00.000Z",
    ],
    [
      "S20 moved from Dublin to Denver: Denver's morning",
      { timeZone: "America/Denver" },
      "2026-11-23T15:00:00.000Z",
    ],
  ])("%s", (_why, profile, expected) => {
    expect(goes(profile)).toBe(expected);
  });
});

describe("holidays", () => {
  const CHRISTMAS = ["2026-12-25", "2026-12-28"];

  test("S19 what is due on a holiday waits for the next day that is none", () => {
    expect(opens("2026-12-25T09:30:00Z", {}, "Europe/London", CHRISTMAS)).toBe("2026-12-29T09:00:00.000Z");
  });

  test("S19 it is the lead's own calendar day that counts, not London's", () => {
    expect(opens("2026-12-24T22:00:00Z", {}, "Pacific/Apia", ["2026-12-25"])).toBe(
      "2026-12-27T20:00:00.000Z",
    );
    expect(opens("2026-12-24T22:00:00Z", {}, "America/Denver", ["2026-12-25"])).toBe(
      "2026-12-24T22:00:00.000Z",
    );
  });

  test("S19 a campaign that sends on holidays does, and a country without known ones has none", () => {
    const due = "2026-12-25T09:30:00Z";
    expect(opens(due, { holidays: "send" }, "Europe/London", CHRISTMAS)).toBe(iso(at(due)));
    expect(iso(opening(at(due), window({}), "Europe/London", undefined))).toBe(iso(at(due)));
  });
});

describe("a window as people write it", () => {
  test("unless stated, it is Monday to Friday, 9 to 17, and not on holidays", () => {
    expect(window({})).toEqual({
      days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      hours: "9-17",
      holidays: "skip",
    });
  });

  test.each(["9-17", "09-17", "09:00-17:30", "8:15-9", "0-24", "00:00-24:00", "9–17"])(
    "%s is understood",
    (hours) => {
      expect(opensAtAll(window({ hours }))).toBe(true);
    },
  );

  test.each([
    "9",
    "9-",
    "9 to 5",
    "9am-5pm",
    "9-25",
    "9:60-17",
    "24-9",
    "9.00-17.00",
    "9-17-19",
    "9-24:30",
    "-1-5",
    "",
  ])("%j is refused, with what would be right", (hours) => {
    expect(Window.safeParse({ hours }).error?.issues[0]?.message).toContain("`9-17` or `09:00-17:30`");
    expect(OwnWindow.safeParse({ hours }).success).toBe(false);
  });

  test.each([
    [{ hours: "10-10" }, "no time lies between"],
    [{ hours: "17-9" }, "the end comes first"],
    [{ hours: "22-2" }, "a window doesn't span midnight"],
    [{ days: [] }, "no day is named"],
  ])("%j never opens: %s; asking when is an error that names the window", (stated, _why) => {
    const never = window(stated);
    expect(opensAtAll(never)).toBe(false);
    expect(() => opening(at("2026-11-23T09:00:00Z"), never, "Europe/Berlin", undefined)).toThrow(
      `${never.days.join(", ") || "no day"} ${never.hours}`,
    );
  });

  test("a country that is always on holiday is an error too, not an endless search", () => {
    expect(() => opening(at("2026-11-23T09:00:00Z"), window({}), "UTC", { has: () => true })).toThrow(
      "doesn't open within 400 days of 2026-11-23T09:00:00Z in UTC",
    );
  });

  test("a touch's own window takes from the campaign's what it doesn't state", () => {
    const send = window({ hours: "8-10", holidays: "send" });
    expect(windowOf(send, undefined)).toEqual(send);
    expect(windowOf(send, OwnWindow.parse({ days: ["sunday"] }))).toEqual({ ...send, days: ["sunday"] });
  });
});
