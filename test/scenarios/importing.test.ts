import { describe, expect, test } from "vitest";
import type { World } from "../../functions/world/world.ts";
import { HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { Window } from "../../workflows/rules/window.ts";
import type { Stated } from "../stories/campaign.ts";
import { begin, NOTHING, OPEN, people, SOURCE, writing } from "../stories/importing.ts";
import { FITTING, MONDAY, type Story } from "../stories/line.ts";

const IN_HOURS: Stated = { ...OPEN, send: { window: Window.parse({ hours: "9-17" }), spread: "30 minutes" } };

/** The most mails in any stretch of that length. */
function mostWithin(told: Story, length: number): number {
  const times = told.mails.map(({ sentAt }) => sentAt);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + length).length));
}

describe("imported leads", () => {
  test("S13 enter like posted ones: one lead, one execution, the first letter, and say where they come from", async () => {
    const { told, imports } = begin();
    const { counts } = await imports.run(people(3));
    await told.passes("1 minute");
    expect(counts).toEqual({ ...NOTHING, new: 3 });
    expect(told.mails.map(({ to }) => to).sort()).toEqual([
      "p1@dairy.example",
      "p2@dairy.example",
      "p3@dairy.example",
    ]);
    const { lead, enrolments, ledger } = await told.lead("p2@dairy.example");
    expect(told.line.executionsOf(lead.leadId)).toHaveLength(1);
    expect(lead).toMatchObject({
      profile: { name: "Person 2", company: "Dairy Süd" },
      source: { form: SOURCE },
      consent: { givenAt: MONDAY, form: SOURCE, how: "asked at the stand" },
      lifecycle: "nurturing",
      because: `came with ${SOURCE} and agreed to mail`,
    });
    expect(enrolments).toMatchObject([{ campaign: "small", n: 1, by: "import" }]);
    expect(ledger.map(({ what }) => what)).toContain("agreed to mail: asked at the stand");
    await told.passes("3 days");
    expect(told.touches("p2@dairy.example")).toEqual(["welcome", "second"]);
  });

  test("S13 two hundred at once begin one a second, so that the mail service's limits hold", async () => {
    const { told, imports } = begin();
    await imports.run(people(200));
    await told.passes("1 hour");
    expect(told.mails).toHaveLength(200);
    expect(mostWithin(told, SECOND)).toBe(1);
    expect(told.now - MONDAY).toBe(HOUR);
  });

  test("S13 spread over a stated span, they take just that long", async () => {
    const { told, imports } = begin();
    const { begin: span } = await imports.run(people(120), { consent: "asked", over: 4 * HOUR });
    expect(span).toEqual([MONDAY, MONDAY + (119 * 4 * HOUR) / 120]);
    await told.passes("4 hours");
    expect(told.mails).toHaveLength(120);
    expect(mostWithin(told, 2 * MINUTE)).toBe(1);
  });

  test("S13 in a campaign with sending hours the night doesn't count: nobody waits at the door in the morning", async () => {
    const afternoon = Date.parse("2026-11-23T16:30:00Z");
    const { told, imports } = begin(IN_HOURS, afternoon);
    const { begin: span } = await imports.run(people(100), { consent: "asked", over: 5 * HOUR });
    expect(new Date(span?.[1] ?? 0).toISOString()).toMatch(/^2026-11-24T13:/);
    await told.passes("2 days");
    expect(told.mails).toHaveLength(100);
    expect(mostWithin(told, 10 * MINUTE)).toBeLessThan(15);
    const hours = told.mails.map(({ sentAt }) => new Date(sentAt).getUTCHours());
    expect(hours.every((hour) => hour >= 9 && hour < 17)).toBe(true);
  });

  test("S13 with double opt-in they are asked to confirm at their hour too, not all at once", async () => {
    const evening = Date.parse("2026-11-23T20:00:00Z");
    const { told, imports } = begin({ ...IN_HOURS, consent: { doubleOptIn: true } }, evening);
    await imports.run(people(60));
    expect(told.mails).toEqual([]);
    await told.passes("1 day");
    expect(told.mails).toHaveLength(60);
    expect(new Set(told.mails.map(({ sentAt }) => new Date(sentAt).getUTCHours()))).toEqual(new Set([9]));
    expect(mostWithin(told, SECOND)).toBeLessThanOrEqual(2);
  });

  test("S13 without consent they are stored and scored, and not mailed", async () => {
    const { told, imports } = begin();
    await imports.run(people(2), {});
    await told.passes("1 month");
    expect(told.mails).toEqual([]);
    expect((await told.lead("p1@dairy.example")).lead).toMatchObject({ lifecycle: "captured", consent: {} });
  });

  test("S13 a list that says who agreed is believed row by row", async () => {
    const { told, imports } = begin();
    await imports.run(
      "email;Einwilligung\nyes@dairy.example;ja\nno@dairy.example;nein\nempty@dairy.example;\n",
    );
    await told.passes("1 hour");
    expect(told.mails.map(({ to }) => to)).toEqual(["yes@dairy.example"]);
  });

  test("S13 raise no hand, whatever their message says, and earn no points for coming", async () => {
    const { told, imports } = begin();
    await imports.run(`email,message,employees\n${FITTING.email},I want a demo now,200\n`);
    await told.passes("1 hour");
    expect(told.notices).toEqual([]);
    expect((await told.lead()).lead.score).toMatchObject({ engagement: 0, fit: 50 });
  });
});

test("no more leads are written in a second than the rate allows, however many rows were passed by before", async () => {
  const { told, imports } = begin();
  await imports.run(people(250));
  const waits: number[] = [];
  let written = 0;
  const most: number[] = [];
  const counted: World = {
    ...writing(told, (write) => {
      written++;
      return write();
    }),
    pause: async (milliseconds) => {
      waits.push(milliseconds);
      most.push(written);
      written = 0;
    },
  };
  await imports.runUnsettled(people(400), { consent: "asked at the stand", rate: 20 }, counted);
  expect(most).toEqual([20, 20, 10, 20, 20, 20, 20, 20]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
  expect(waits).toHaveLength(8);
});

describe("what can't be used", () => {
  test("a row is refused with its line, its value and what would be right; the others come in", async () => {
    const { told, imports } = begin();
    const { counts, refused } = await imports.run(
      'email,name,owner_email\nzoe@,Zoë,\n,Nobody,\nben@bakery.example,"Ben, the\nbaker",\ntom@bakery.example,Tom,not an address\na@b.example,too,many,cells\n',
    );
    expect(counts).toEqual({ ...NOTHING, new: 1, refused: 4 });
    expect(refused).toEqual([
      '2: {"field":"email","value":"zoe@","problem":"What follows the @ is not a mail domain; it should look like company.com."}',
      '3: {"field":"email","value":"","problem":"An e-mail address is needed, such as name@company.com."}',
      '6: {"field":"ownerEmail","value":"not an address","problem":"An e-mail address has no spaces; please take them out."}',
      '7: {"field":"row","value":"a@b.example | too | many | cells","problem":"The row has 4 cells and the header 3: put text that holds a separator into quotation marks."}',
    ]);
    expect((await told.lead("ben@bakery.example")).lead.profile.name).toBe("Ben, the\nbaker");
  });

  test("a formula stays the text it is, in the table and in the letter", async () => {
    const { told, imports } = begin();
    const formula = '=HYPERLINK("https://evil.example","Click")';
    await imports.run(
      `email,name,company\nzoe@dairy.example,"${formula.replaceAll('"', '""')}",+cmd|' /C calc'!A0\n`,
    );
    await told.passes("1 hour");
    const { profile } = (await told.lead()).lead;
    expect(profile).toEqual({ name: formula, company: "+cmd|' /C calc'!A0" });
    expect(told.mailTo("zoe@dairy.example").html).not.toContain('<a href="https://evil.example');
  });

  test("a dry run tells the same and writes nothing", async () => {
    const { told, imports } = begin();
    const csv = `${people(20)}\nzoe@,,\n`;
    const dry = await imports.run(csv, { consent: "asked", go: false });
    expect(told.line.leads.all()).toEqual([]);
    expect(await imports.store.plan({ source: SOURCE, hash: "" })).toBeUndefined();
    const wet = await imports.run(csv, { consent: "asked" });
    expect(wet).toEqual(dry);
    expect(dry.counts).toEqual({ ...NOTHING, new: 20, refused: 1 });
  });
});
