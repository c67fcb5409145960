import { describe, expect, test } from "vitest";
import type { World } from "../../functions/world/world.ts";
import { HOUR, MINUTE, SECOND } from "../../workflows/rules/time.ts";
import { Window } from "../../workflows/rules/window.ts";
import { campaign, type Stated } from "../stories/campaign.ts";
import { Imports, people, SOURCE } from "../stories/importing.ts";
import { FITTING, MONDAY, type Story, story } from "../stories/line.ts";

const OPEN: Stated = { enter: { forms: ["cold-store-guide"], imports: [SOURCE] } };
const IN_HOURS: Stated = { ...OPEN, send: { window: Window.parse({ hours: "9-17" }), spread: "30 minutes" } };

function begin(stated: Stated = OPEN, start = MONDAY): { told: Story; imports: Imports } {
  const told = story({ campaigns: () => [campaign(stated)], start });
  return { told, imports: new Imports(told) };
}

/** The most mails in any stretch of that length. */
function mostWithin(told: Story, length: number): number {
  const times = told.mails.map(({ sentAt }) => sentAt);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + length).length));
}

type Write = Story["line"]["world"]["leads"]["write"];

/** The story's world, with somebody in the way of every write. */
function writing({ line }: Story, around: (write: () => ReturnType<Write>) => ReturnType<Write>): World {
  const { leads } = line.world;
  const write: Write = (...given) => around(() => leads.write(...given));
  return {
    ...line.world,
    leads: { write, read: (leadId) => leads.read(leadId), overdue: (before) => leads.overdue(before) },
  };
}

const NOTHING = { new: 0, known: 0, gone: 0, again: 0, erased: 0, refused: 0 };

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

describe("the same import again", () => {
  test("changes nothing: no line, no mail, no second execution", async () => {
    const { told, imports } = begin();
    await imports.run(people(5));
    await told.passes("1 hour");
    const before = told.line.leads.all();
    const { counts, begin: span } = await imports.run(people(5));
    expect(counts).toEqual({ ...NOTHING, again: 5 });
    expect(span).toBeUndefined();
    expect(told.line.leads.all()).toEqual(before);
    await told.passes("2 days");
    expect(told.mails).toHaveLength(5);
  });

  test("in another order, with another separator and other headers, and a year later, it is still the same", async () => {
    const { told, imports } = begin();
    await imports.run(people(3));
    await told.passes("1 year");
    const rows = [3, 1, 2].map((n) => `"Dairy Süd";P${n}@DAIRY.example;Person ${n}`);
    const { counts } = await imports.run(`\uFEFFFirma;E-Mail;Ansprechpartner\r\n${rows.join("\r\n")}\r\n`);
    expect(counts).toEqual({ ...NOTHING, again: 3 });
  });

  test("with consent this time, whoever was stored before is mailed from now on", async () => {
    const { told, imports } = begin();
    await imports.run(people(1), {});
    await told.passes("10 days");
    const { counts } = await imports.run(people(1));
    await told.passes("1 hour");
    expect(counts).toEqual({ ...NOTHING, known: 1 });
    expect(told.touches("p1@dairy.example")).toEqual(["welcome"]);
  });

  test("killed in the middle and run again: nobody is lost or twice, and each begins at the instant it had", async () => {
    const whole = begin();
    await whole.imports.run(people(250));

    const { told, imports } = begin();
    let writes = 0;
    const dying = writing(told, (write) => {
      if (++writes > 130) throw new Error("killed");
      return write();
    });
    await expect(imports.runUnsettled(people(250), undefined, dying)).rejects.toThrow("Stopped between line");
    expect(told.line.leads.all()).toHaveLength(130);
    await told.passes("30 seconds");
    const { counts } = await imports.run(people(250));
    expect(counts).toEqual({ ...NOTHING, new: 120, again: 130 });
    const starts = (of: Story) =>
      of.line.leads.all().map(({ leadId, enrolments }) => [leadId, enrolments[0]?.startedAt]);
    expect(starts(told).sort()).toEqual(starts(whole.told).sort());
    await told.passes("1 hour");
    expect(new Set(told.mails.map(({ to }) => to)).size).toBe(250);
    expect(told.mails).toHaveLength(250);
  });

  test("gone on with on another day, the rest is spread anew instead of beginning all at once", async () => {
    const { told, imports } = begin();
    let writes = 0;
    const dying = writing(told, (write) => {
      if (++writes > 50) throw new Error("killed");
      return write();
    });
    await expect(imports.runUnsettled(people(150), undefined, dying)).rejects.toThrow("Stopped between line");
    await told.passes("3 days");
    const welcomed = () => told.mails.filter(({ tags }) => tags.touchId.includes("welcome")).length;
    expect(welcomed()).toBe(50);
    await imports.run(people(150));
    await told.passes("1 minute");
    expect(welcomed()).toBeLessThanOrEqual(50 + 61);
    await told.passes("1 hour");
    for (const email of ["p51@dairy.example", "p150@dairy.example"])
      expect(told.touches(email)).toEqual(["welcome"]);
  });

  test("a connection lost before or after a write, and a throttled table, are waited out; nobody is there twice", async () => {
    const { told, imports } = begin();
    const troubles = ["TimeoutError", "ThrottlingException", "InternalServerError", "LeadContended"];
    const shaky = writing(told, async (write) => {
      const name = troubles.pop();
      if (name === undefined) return write();
      if (troubles.length % 2 === 0) await write();
      throw Object.assign(new Error("lost"), { name });
    });
    const { counts } = await imports.runUnsettled(people(3), undefined, shaky);
    await told.passes("1 minute");
    expect([counts.new, told.mails.length, troubles]).toEqual([3, 3, []]);
    expect((await told.lead("p1@dairy.example")).ledger.filter(({ kind }) => kind === "import")).toHaveLength(
      1,
    );
  });

  test("what won't pass by itself ends it at once, and says where", async () => {
    const { told, imports } = begin();
    const refusing = writing(told, () =>
      Promise.reject(Object.assign(new Error("no rights"), { name: "AccessDeniedException" })),
    );
    await expect(imports.runUnsettled(people(3), undefined, refusing)).rejects.toThrow(
      "Stopped between line 2 and line 4: AccessDeniedException: no rights. What is stored stays; run the same command again to go on.",
    );
  });
});

describe("who is there already", () => {
  test("the same address in two rows is one lead; the first row has the say, the second fills what it left empty", async () => {
    const { told, imports } = begin();
    const { counts } = await imports.run(
      "email,name,city\nzoe@dairy.example,Zoë Müller,\nZOE@dairy.example,Z. Muller,Cork\nzoe@dairy.example,Zoë Müller,\n",
    );
    await told.passes("1 hour");
    expect(counts).toEqual({ ...NOTHING, new: 1, known: 1, again: 1 });
    const { lead, enrolments } = await told.lead();
    expect(lead.profile).toMatchObject({ name: "Zoë Müller", city: "Cork" });
    expect(enrolments).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("a lead that posted keeps what it said itself, its message and its owner; it enters only once", async () => {
    const { told, imports } = begin();
    await told.posts({ ...FITTING, message: "Our room is too warm" });
    await imports.run(
      `email,name,city,notes,owner_name,owner_email\n${FITTING.email},Somebody Else,Cork,met at stand 7,Tom,tom@orchard-cold-chain.example\n`,
    );
    const { lead, enrolments } = await told.lead();
    expect(lead).toMatchObject({
      profile: { name: FITTING.name, city: "Cork", message: "Our room is too warm" },
      source: { form: "cold-store-guide" },
      owner: { name: "Tom", address: "tom@orchard-cold-chain.example" },
    });
    expect(enrolments).toHaveLength(1);
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("who unsubscribed is not brought back by what we say it agreed to; the import is noted, and its own post still counts", async () => {
    const { told, imports } = begin();
    await told.posts(FITTING);
    await told.unsubscribes();
    const { counts } = await imports.run(`email,city\n${FITTING.email},Cork\n`);
    await told.passes("1 month");
    expect(counts).toEqual({ ...NOTHING, gone: 1 });
    const { lead, enrolments, ledger } = await told.lead();
    expect(lead).toMatchObject({
      lifecycle: "unsubscribed",
      consent: { withdrawnAt: MONDAY, form: "cold-store-guide" },
      profile: { city: "Cork" },
    });
    expect(enrolments).toMatchObject([{ n: 1, endedAt: MONDAY }]);
    expect(ledger.map(({ what }) => what)).toContain("not taken into small: the lead unsubscribed");
    expect(ledger.some(({ what }) => what.startsWith("agreed to mail: "))).toBe(false);
    expect(told.touches()).toEqual(["welcome"]);
    await told.posts(FITTING);
    expect(told.touches()).toEqual(["welcome", "welcome"]);
  });

  test("nor is who unsubscribed before it ever was in this campaign, who bounced, or who unsubscribed twice", async () => {
    const told = story({
      campaigns: () => [campaign(), campaign({ name: "fair", enter: { imports: [SOURCE] } })],
    });
    const imports = new Imports(told);
    await told.posts(FITTING);
    await told.unsubscribes();
    await told.posts({ ...FITTING, email: "ben@bakery.example" });
    await told.bounces();
    await imports.run(`email\n${FITTING.email}\nben@bakery.example\n`);
    await told.passes("1 month");
    expect(told.mails).toHaveLength(2);
    for (const email of [FITTING.email, "ben@bakery.example"])
      expect((await told.lead(email)).enrolments.map((run) => run.campaign)).toEqual(["small"]);
  });

  test("who was erased stays erased", async () => {
    const { told, imports } = begin();
    await told.posts(FITTING);
    const { leadId } = await told.life();
    told.line.leads.erase(leadId, told.now);
    const { counts } = await imports.run(`email\n${FITTING.email}\n`);
    expect(counts).toEqual({ ...NOTHING, erased: 1 });
    expect((await told.life()).lead).toBeUndefined();
    await told.posts(FITTING);
    expect((await told.lead()).lead.lifecycle).toBe("nurturing");
  });

  test("an unsubscribe between our looking and our writing is not overrun", async () => {
    const { told, imports } = begin();
    await told.posts(FITTING);
    const { world } = told.line;
    const crossed = {
      ...world,
      leads: {
        ...world.leads,
        overdue: (before: number) => world.leads.overdue(before),
        write: (...given: Parameters<typeof world.leads.write>) => world.leads.write(...given),
        read: async (leadId: Parameters<typeof world.leads.read>[0]) => {
          const life = await world.leads.read(leadId);
          await told.unsubscribesUnsettled();
          return life;
        },
      },
    };
    await imports.runUnsettled(`email,city\n${FITTING.email},Cork\n`, undefined, crossed);
    await told.passes("1 month");
    expect((await told.lead()).lead).toMatchObject({ lifecycle: "unsubscribed", profile: { city: "Cork" } });
    expect(told.touches()).toEqual(["welcome"]);
  });
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
