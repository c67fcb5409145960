/** An imported row about somebody who is there already. */
import { describe, expect, test } from "vitest";
import { eraseLead } from "../../functions/erase-lead.ts";
import { campaign } from "../stories/campaign.ts";
import { begin, Imports, NOTHING, SOURCE } from "../stories/importing.ts";
import { FITTING, MONDAY, story } from "../stories/line.ts";

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

  test("whoever was only kept no longer comes back with an import, as somebody new", async () => {
    const { told, imports } = begin();
    await told.posts(FITTING);
    expect(await eraseLead(told.line.world, await told.life(), told.now, false)).not.toBe("moved");
    await told.passes("1 day");
    const { counts } = await imports.run(`email\n${FITTING.email}\n`);
    expect(counts).toEqual({ ...NOTHING, new: 1 });
    expect((await told.lead()).ledger.map(({ kind }) => kind)).not.toContain("form");
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
