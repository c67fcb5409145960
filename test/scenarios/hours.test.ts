import { describe, expect, test } from "vitest";
import type { LineOptions } from "../../local/memory/nurture-line.ts";
import { Window } from "../../workflows/rules/window.ts";
import { campaign, letter, mails, type Stated } from "../stories/campaign.ts";
import { MODEST, type Story, story } from "../stories/line.ts";

const WEEKDAYS = { days: ["monday", "tuesday", "wednesday", "thursday", "friday"] } as const;

/** A welcome at once, whatever the hour; then a letter within the hours. `spread` is off, so that the minute can be told. */
function within(window: object, after: string, more: Stated = {}): Stated {
  return {
    send: { window: Window.parse(window), spread: "0 minutes" },
    touches: [letter("welcome", "0 minutes", { promised: true }), letter("second", after)],
    mails: mails("welcome", "second"),
    ...more,
  };
}

function begin(stated: Stated, start: string, options: Partial<LineOptions> = {}): Story {
  return story({ campaigns: () => [campaign(stated)], start: Date.parse(start), ...options });
}

/** When each mail to `email` went, by the clock on its wall. */
function wentAt(told: Story, zone: string, email: string = MODEST.email): readonly string[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return told.mails.filter(({ to }) => to === email).map(({ sentAt }) => format.format(sentAt));
}

describe("the lead's own hour", () => {
  test("S15 due Sunday 08:00, allowed Wednesday and Friday from 8: Wednesday 08:00", async () => {
    const told = begin(
      within({ days: ["wednesday", "friday"], hours: "8-10" }, "3 days"),
      "2026-11-26T07:00:00Z",
    );
    await told.posts({ ...MODEST, timeZone: "Europe/Berlin" });
    await told.passes("10 days");
    expect(wentAt(told, "Europe/Berlin")).toEqual(["2026-11-26 08:00", "2026-12-02 08:00"]);
  });

  test.each([
    ["12:00, the next day 08:00", "2026-11-23T12:00:00Z", "2026-11-25 08:00"],
    ["10:00 sharp, the next day, since the end isn't in it", "2026-11-23T10:00:00Z", "2026-11-25 08:00"],
    ["09:59, at once", "2026-11-23T09:59:00Z", "2026-11-24 09:59"],
    ["08:00 sharp, at once", "2026-11-23T08:00:00Z", "2026-11-24 08:00"],
    ["07:59, a minute later", "2026-11-23T07:59:00Z", "2026-11-24 08:00"],
  ])("S16 a window of 8 to 10, due %s", async (_due, posted, expected) => {
    const told = begin(within({ hours: "8-10" }, "1 day"), posted);
    await told.posts({ ...MODEST, timeZone: "Europe/London" });
    await told.passes("3 days");
    expect(wentAt(told, "Europe/London")[1]).toBe(expected);
  });

  test("S17 the clocks go forward between planning and sending: the local hour stays", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "5 days"), "2027-03-24T07:30:00Z");
    await told.posts({ ...MODEST, timeZone: "Europe/Berlin" });
    await told.passes("8 days");
    // Easter Monday, a holiday in Germany: this lead names no country.
    expect(wentAt(told, "Europe/Berlin")).toEqual(["2027-03-24 08:30", "2027-03-29 08:30"]);
  });

  test("S18 three leads in three zones, posted in the same second: three instants, each at eight on its own wall", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "1 day"), "2026-11-23T20:00:00Z");
    const zones = {
      "a@a.example": "America/New_York",
      "b@b.example": "Europe/Berlin",
      "c@c.example": "Asia/Tokyo",
    };
    for (const [email, timeZone] of Object.entries(zones)) await told.posts({ ...MODEST, email, timeZone });
    await told.passes("3 days");
    const second = Object.entries(zones).map(([email, zone]) => wentAt(told, zone, email)[1]);
    expect(second).toEqual(["2026-11-25 08:00", "2026-11-25 08:00", "2026-11-25 08:00"]);
    expect(new Set(told.mails.slice(3).map(({ sentAt }) => sentAt)).size).toBe(3);
  });

  test("S18 due at nine in London, the lead in New York: at eight, five hours later", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "1 day"), "2026-11-23T09:00:00Z");
    await told.posts({ ...MODEST, timeZone: "America/New_York" });
    await told.passes("2 days");
    expect(told.mails.map(({ sentAt }) => new Date(sentAt).toISOString())[1]).toBe(
      "2026-11-24T13:00:00.000Z",
    );
  });

  test("S19 public holidays of the lead's country are no sending days, another country's are", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "9-17" }, "3 days"), "2026-12-21T10:00:00Z");
    await told.posts({ ...MODEST, email: "a@a.example", country: "Deutschland" });
    await told.posts({ ...MODEST, email: "b@b.example", country: "Japan" });
    await told.passes("10 days");
    expect(wentAt(told, "Europe/Berlin", "a@a.example")[1]).toBe("2026-12-24 11:00");
    const later = begin(within({ ...WEEKDAYS, hours: "9-17" }, "4 days"), "2026-12-21T10:00:00Z");
    await later.posts({ ...MODEST, email: "a@a.example", country: "Deutschland" });
    await later.posts({ ...MODEST, email: "b@b.example", country: "Japan" });
    await later.passes("10 days");
    expect(wentAt(later, "Europe/Berlin", "a@a.example")[1]).toBe("2026-12-28 09:00");
    expect(wentAt(later, "Asia/Tokyo", "b@b.example")[1]).toBe("2026-12-28 09:00");
  });

  test.each([
    ["its own", { timeZone: "Atlantic/Canary", country: "España" }, "Atlantic/Canary"],
    [
      "its country's, where its own is nonsense",
      { timeZone: "Mars/Base", country: "Polska" },
      "Europe/Warsaw",
    ],
    ["its country's, where it names none", { country: "Japan" }, "Asia/Tokyo"],
    ["the firm's, where both say nothing", { timeZone: "", country: "Narnia" }, "Europe/Dublin"],
  ])("S14 the zone is %s; nobody is dropped", async (_which, said, zone) => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "1 day"), "2026-11-23T22:30:00Z");
    await told.posts({ ...MODEST, ...said });
    await told.passes("4 days");
    expect(wentAt(told, zone)[1]).toMatch(/ 08:00$/);
  });

  test("S20 the zone changes while it sleeps: the hour is worked out anew on waking", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "3 days"), "2026-11-23T12:00:00Z");
    await told.posts(MODEST);
    await told.passes("1 day");
    await told.posts({ ...MODEST, timeZone: "America/New_York" });
    await told.passes("4 days");
    // Due at noon in Dublin, where it would have waited for Friday; in New York it is seven in the morning.
    expect(wentAt(told, "America/New_York")[1]).toBe("2026-11-26 08:00");
  });

  test("what the lead was promised goes at any hour, on any day", async () => {
    const told = begin(within({ ...WEEKDAYS }, "3 days"), "2026-12-26T02:30:00Z");
    await told.posts({ ...MODEST, country: "Ireland" });
    expect(wentAt(told, "Europe/Dublin")).toEqual(["2026-12-26 02:30"]);
  });

  test("a raised hand goes to sales at any hour", async () => {
    const told = begin(within({ ...WEEKDAYS }, "3 days"), "2026-12-26T02:30:00Z");
    await told.posts({ ...MODEST, message: "I want a demo now" });
    expect(told.notices.map(({ at }) => at)).toEqual([told.now]);
  });

  test("a step that comes late, after the window has closed, waits for the next", async () => {
    const told = begin(within({ ...WEEKDAYS, hours: "8-10" }, "1 day"), "2026-11-23T09:30:00Z");
    await told.posts(MODEST);
    await told.passes("23 hours");
    told.line.clock.jumpTo(Date.parse("2026-11-24T11:00:00Z"));
    await told.passes("2 days");
    expect(wentAt(told, "Europe/Dublin")[1]).toBe("2026-11-25 08:00");
  });
});

describe("how often and how many at once", () => {
  const two = (cap: string): readonly Stated[] => [
    {
      name: "first",
      send: { atMost: cap },
      touches: [letter("a", "0 minutes"), letter("b", "1 day"), letter("c", "1 day")],
      mails: mails("a", "b", "c"),
    },
    {
      name: "other",
      send: { atMost: cap },
      touches: [letter("x", "0 minutes"), letter("y", "1 day"), letter("z", "1 day")],
      mails: mails("x", "y", "z"),
    },
  ];

  test("S12 two campaigns at once: both run, and the cap counts over both", async () => {
    const told = story({ campaigns: () => two("2 per 7 days").map(campaign) });
    const days: number[] = [];
    await told.posts(MODEST);
    await told.passes("40 days");
    for (const { sentAt: at } of told.mails)
      days.push(Math.floor((at - Date.parse("2026-11-23T09:00:00Z")) / 86_400_000));
    expect([...told.touches()].sort()).toEqual(["a", "b", "c", "x", "y", "z"]);
    expect(days).toEqual([0, 0, 7, 7, 14, 14]);
  });

  test("S12 without a cap neither waits for the other", async () => {
    const told = story({ campaigns: () => two("9 per 1 day").map(campaign) });
    await told.posts(MODEST);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["a", "x", "b", "y", "c", "z"]);
  });

  test("a hundred leads whose window opens at nine don't go to the mail service in one second", async () => {
    const told = begin(
      { ...within({ ...WEEKDAYS }, "1 day"), send: { window: Window.parse({}), spread: "30 minutes" } },
      "2026-11-23T22:00:00Z",
    );
    for (let n = 0; n < 100; n++) await told.posts({ ...MODEST, email: `lead-${n}@dairy.example` });
    await told.passes("3 days");
    const second = told.mails
      .filter(({ tags }) => tags.touchId.includes("second"))
      .map(({ sentAt }) => sentAt);
    const opens = Date.parse("2026-11-25T09:00:00Z");
    expect(second).toHaveLength(100);
    expect(Math.min(...second)).toBeGreaterThanOrEqual(opens);
    expect(Math.max(...second)).toBeLessThanOrEqual(opens + 30 * 60_000 + 1_000);
    expect(new Set(second.map((at) => Math.floor(at / 1_000))).size).toBeGreaterThan(90);
  });
});
