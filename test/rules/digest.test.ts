import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "../../workflows/rules/business-time.ts";
import { dayAt } from "../../workflows/rules/clock.ts";
import { Person } from "../../workflows/rules/desk.ts";
import { digest, digestDay, nextDigest } from "../../workflows/rules/digest.ts";
import { HOLIDAYS } from "../../workflows/rules/holiday-table.ts";
import { LONGEST_SUBJECT } from "../../workflows/rules/one-line.ts";
import { DAY, HOUR, MINUTE } from "../../workflows/rules/time.ts";
import { toDo } from "../../workflows/rules/to-do.ts";
import { openingAt } from "../../workflows/rules/window.ts";
import { handoff, life, PLAYBOOK } from "../stories/lives.ts";
import { worker } from "../stories/selling.ts";

const tom = (change: Parameters<typeof worker>[1] = {}) => Person.parse(worker("Tom", change));
const due = (at: string, hour = "08:00", person = tom()) => digestDay(person, hour, HOLIDAYS, Date.parse(at));

describe("when the day's list is due", () => {
  test.each([
    ["2026-11-23T07:59:59Z", undefined, "a second early"],
    ["2026-11-23T08:00:00Z", "2026-11-23", "sharp"],
    ["2026-11-23T09:59:59Z", "2026-11-23", "late, since a run was missed"],
    ["2026-11-23T10:00:00Z", undefined, "too late: old news"],
    ["2026-11-22T08:00:00Z", undefined, "a Sunday"],
    ["2026-12-25T08:00:00Z", undefined, "Christmas"],
  ] as const)("%s: %s (%s)", (at, day, _) => {
    expect(due(at)).toBe(day);
  });

  test("nobody who is away gets one, on the first day of it and on the last", () => {
    const away = tom({ away: [{ from: "2026-11-23", to: "2026-11-25" }] });
    for (const day of ["23", "24", "25"])
      expect(due(`2026-11-${day}T08:00:00Z`, "08:00", away)).toBeUndefined();
    expect(due("2026-11-26T08:00:00Z", "08:00", away)).toBe("2026-11-26");
  });

  test("by each person's own clock, in summer and in winter", () => {
    const newYork = tom({ zone: "America/New_York", holidays: "US" });
    expect(due("2026-07-01T12:00:00Z", "08:00", newYork)).toBe("2026-07-01");
    expect(due("2026-12-01T12:00:00Z", "08:00", newYork)).toBeUndefined();
    expect(due("2026-12-01T13:00:00Z", "08:00", newYork)).toBe("2026-12-01");
  });

  const everyDay = { days: [...calendarOf(tom(), undefined).window.days, "saturday", "sunday"] as const };
  const sundays = tom({ days: [...everyDay.days], hours: "0-24" });

  test("an hour that the clocks leave out comes when they have moved on; one that comes twice, once", () => {
    expect(due("2026-03-29T00:59:59Z", "01:30", sundays)).toBeUndefined();
    expect(due("2026-03-29T01:30:00Z", "01:30", sundays)).toBe("2026-03-29");
    expect(due("2026-10-25T00:30:00Z", "01:30", sundays)).toBe("2026-10-25");
    expect(due("2026-10-25T01:30:00Z", "01:30", sundays)).toBe("2026-10-25");
  });

  test("half past eleven at night is that day's, though it may be found after midnight", () => {
    expect(due("2026-11-28T00:15:00Z", "23:30", sundays)).toBe("2026-11-27");
  });

  test("looked at every half hour for weeks, everybody gets one on each day on which they work, and none on others", () => {
    const zones = [
      "Europe/Dublin",
      "America/New_York",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Pacific/Apia",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom("00:00", "01:30", "02:30", "08:00", "23:30"),
        fc.constantFrom("2026-03-20", "2026-04-01", "2026-09-20", "2026-10-20", "2026-12-20"),
        fc.integer({ min: 0, max: 29 }),
        (zone, hour, from, minute) => {
          const person = tom({ zone, holidays: "GB", away: [{ from: "2026-10-27", to: "2026-10-28" }] });
          const begin = Date.parse(`${from}T00:00Z`) + minute * MINUTE;
          const found: string[] = [];
          for (let at = begin; at < begin + 20 * DAY; at += 30 * MINUTE) {
            const day = digestDay(person, hour, HOLIDAYS, at);
            if (day !== undefined && !found.includes(day)) found.push(day);
          }
          const days = Array.from({ length: 17 }, (_, n) => dayAt(begin + (n + 2) * DAY, zone));
          const { window, off } = calendarOf(person, HOLIDAYS);
          const worked = days.filter((day) => {
            const noon = Date.parse(`${day}T12:00Z`);
            return (
              dayAt(openingAt(noon - 12 * HOUR - offset(zone, noon), window, zone, off).opens, zone) === day
            );
          });
          expect(days.filter((day) => found.includes(day))).toEqual(worked);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("the next list that is due", () => {
  const desk = (...people: Person[]) => ({ digest: "08:00", people: Object.fromEntries(people.entries()) });
  const next = (after: string, ...people: Person[]) => {
    const at = nextDigest(desk(...people), HOLIDAYS, Date.parse(after));
    return at === undefined ? undefined : new Date(at).toISOString();
  };

  test("is the first of anybody's, over nights, weekends and the whole desk's holidays", () => {
    const ines = tom({ zone: "America/New_York" });
    expect(next("2026-11-23T07:59:59Z", tom(), ines)).toBe("2026-11-23T08:00:00.000Z");
    expect(next("2026-11-23T08:00:00Z", tom(), ines)).toBe("2026-11-23T13:00:00.000Z");
    expect(next("2026-11-27T13:00:00Z", tom(), ines)).toBe("2026-11-30T08:00:00.000Z");
  });

  test("is none where no hour is stated, or nobody works within a year", () => {
    expect(nextDigest({ people: { tom: tom() } }, HOLIDAYS, 0)).toBeUndefined();
    expect(
      next("2026-11-23T08:00:00Z", tom({ away: [{ from: "2026-11-01", to: "2030-01-01" }] })),
    ).toBeUndefined();
  });
});

describe("what the list says", () => {
  const list = (lives: Parameters<typeof toDo>[0], now: string) =>
    digest(
      { key: "tom", name: "Tom" },
      toDo(lives, "Europe/Dublin", Date.parse(now)),
      "https://api.ripen.example/desk/m",
      now.slice(0, 10),
      PLAYBOOK,
    );
  const waiting = life({ handoffs: [handoff({ to: "tom" })] });
  const promised = { contactBy: Date.parse("2026-11-24T10:00Z"), attempts: [], putOff: 0 };
  const called = life({
    lead: { profile: { name: "Zoë\nOverdue", company: "Dairy\r\nSüd", phone: "+353 21 555 0134" } },
    handoffs: [handoff({ to: "tom", status: "accepted", promised })],
  });

  test("the most pressing first, counted in the subject, the number beside it", () => {
    const told = list([waiting, called], "2026-11-24T08:00Z");
    expect(told?.subject).toBe("Your leads today: 1 due today, 1 to answer");
    expect(told?.text.split("\n").filter((line) => !line.startsWith(" "))).toEqual([
      "Tom, this is what your leads wait for.",
      "",
      "Due today",
      "- Zoë Overdue, Dairy Süd",
      "",
      "Waiting for your answer",
      "- zoe@dairy.example",
      "",
      "Tell what came of them: https://api.ripen.example/desk/m",
    ]);
    expect(told?.text).toContain("First contact by Tuesday 24 November, 10:00 · +353 21 555 0134");
    expect(told?.attributes).toEqual({ kind: "digest", to: "tom" });
    expect(told?.json).toMatchObject({
      kind: "digest",
      to: "tom",
      day: "2026-11-24",
      leads: [
        { pressing: "today", dueAt: "2026-11-24T10:00:00Z", phone: "+353 21 555 0134" },
        { pressing: "to-answer" },
      ],
    });
  });

  test("the subject has its length whatever is counted", () => {
    const many = Array.from({ length: 999 }, () => waiting);
    expect(list([...many, called], "2026-11-24T08:00Z")?.subject.length).toBeLessThanOrEqual(LONGEST_SUBJECT);
  });

  test("where nothing presses there is none", () => {
    expect(list([], "2026-11-24T08:00Z")).toBeUndefined();
    expect(list([called], "2026-11-23T08:00Z")).toBeUndefined();
  });
});

/** How far the clock of `zone` is ahead at `at`. */
function offset(zone: string, at: number): number {
  const shown = new Intl.DateTimeFormat("sv", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return Date.parse(`${shown.replace(" ", "T")}Z`) - at;
}
