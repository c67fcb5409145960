import { describe, expect, test } from "vitest";
import { deskInWords } from "../../local/sales/desk-in-words.ts";
import { leftInWords } from "../../local/sales/left-with-leads.ts";
import { Desk } from "../../workflows/rules/desk.ts";
import { NOBODY } from "../../workflows/rules/desk-people.ts";

const desk = Desk.parse({
  manager: "ruth",
  people: {
    tom: {
      name: "Tom Berger",
      email: "tom@orchard-cold-chain.example",
      zone: "Europe/Dublin",
      holidays: "IE",
      away: [{ from: "2026-12-24", to: "2027-01-03" }],
    },
    ruth: {
      name: "Ruth Quinn",
      email: "ruth@orchard-cold-chain.example",
      zone: "America/New_York",
      days: ["monday", "thursday"],
      hours: "8-12",
      atMost: 10,
    },
  },
  regions: { dach: ["AT", "CH", "DE"] },
  pools: [
    {
      name: "first",
      regions: ["dach"],
      when: { employeesAtLeast: 250 },
      people: ["tom", "ruth"],
      share: true,
    },
    { name: "food", segments: ["food"], campaigns: ["green-bananas"], people: ["tom"] },
    { name: "rest", people: ["ruth", "tom"] },
  ],
  accounts: { "harbour-foods.example": "ruth", "dairy.example": "tom" },
});

const at = (iso: string) => deskInWords(desk, Date.parse(iso));
const MONDAY = "2026-11-23T10:00Z";

describe("the sales desk in words", () => {
  test("says of each person who they are, when they work, and by when a lead of now would be answered", () => {
    expect(at(MONDAY).slice(0, 6)).toEqual([
      "Tom Berger (tom) works now, until Mon 23 Nov 2026, 17:00 Dublin",
      "  Monday to Friday 9-17, Europe/Dublin, the public holidays of IE; at most 25 leads at once",
      "  told of a ripe lead now: to be answered by Mon 23 Nov 2026, 14:00 Dublin",
      "Ruth Quinn (ruth), the manager, is off until Mon 23 Nov 2026, 08:00 New York",
      "  Monday, Thursday 8-12, America/New_York, no public holidays; at most 10 leads at once",
      "  told of a ripe lead now: to be answered by Mon 23 Nov 2026, 12:00 New York",
    ]);
  });

  test("says until when somebody is away, and that holidays are free", () => {
    expect(at("2026-12-28T10:00Z")[0]).toBe("Tom Berger (tom) is away until 2027-01-03");
    expect(at("2027-03-17T10:00Z")[0]).toBe("Tom Berger (tom) is off until Thu 18 Mar 2027, 09:00 Dublin");
  });

  test("says who gets which leads, in the order in which they are asked", () => {
    expect(at(MONDAY).slice(7, 12)).toEqual([
      "Who gets a lead that nobody knows yet; the first that fits:",
      "  1. first: Tom Berger and Ruth Quinn, whoever accepts first; for leads from dach (AT, CH and DE), of whom is true: has 250 employees or more",
      "  2. food: Tom Berger; for leads of the segment food, of the campaign green-bananas",
      "  3. rest: Ruth Quinn and Tom Berger, in turn; for every lead that is left",
      "Before that: harbour-foods.example is Ruth Quinn's and dairy.example is Tom Berger's.",
    ]);
  });

  test("says what the clock means, step by step", () => {
    expect(at(MONDAY).slice(13)).toEqual([
      "A lead that is ripe by its points has 4 hours of working time: a reminder after 2 hours, the next person after 4 hours, Ruth Quinn is told after 8 hours, back to nurture after 16 hours.",
      "One that asks for us has 30 minutes, at any hour: a reminder after 15 minutes, the next person after 30 minutes, Ruth Quinn is told after 1 hour, back to nurture after 2 hours, but not before somebody has been at work for 1 hour of that.",
      "Whoever accepts one promises a first contact within 1 day of working time, and is asked then. Without a word, Ruth Quinn is told as long after that, and as long again after that it goes back to the pool.",
      "10 days of working time after a talk they are asked what came of it; out of reach means 3 tries.",
      "What is given back isn't handed over on its points for 30 days, unless its campaign says otherwise; given back 3 times, it is disqualified.",
    ]);
  });
});

describe("people who are in the file no more", () => {
  const holding = (open: Readonly<Record<string, number>>) =>
    leftInWords(
      { read: async () => ({ open: new Map(Object.entries(open)), turns: new Map() }) },
      desk,
      "the laptop",
    );

  test("are named with the leads they hold, and where these go", async () => {
    expect(await holding({ tom: 3, zoe: 1, ines: 7, gone: 0, [NOBODY]: 2 })).toEqual([
      "ines is no longer in workflows/sales.yaml and holds 7 leads: they go to the next person at their next step.",
      "zoe is no longer in workflows/sales.yaml and holds 1 lead: it goes to the next person at its next step.",
    ]);
  });

  test("and where there are none, that is said", async () => {
    expect(await holding({ tom: 3 })).toEqual([
      "On the laptop, every lead that sales has is with somebody of the file.",
    ]);
  });
});
