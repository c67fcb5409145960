import { describe, expect, test } from "vitest";
import { FITTING, story } from "../stories/line.ts";

describe("values that are odd", () => {
  test.each([
    ["employees", "lots", "lots"],
    ["employees", 200, "200"],
    ["employees", -3, "-3"],
    ["employees", { from: 10, to: 20 }, '{"from":10,"to":20}'],
    ["employees", [10, 20], "[10,20]"],
    ["company", true, "true"],
    ["company", "  Dairy Süd  ", "Dairy Süd"],
    ["company", "x".repeat(500), "x".repeat(200)],
    ["company", "a\u0000b\u0007c", "a b c"],
    ["message", "x".repeat(5000), "x".repeat(2000)],
    ["message", "two\nlines", "two\nlines"],
    ["timeZone", "Mars/Olympus", "Mars/Olympus"],
    ["country", "Absurdistan", "Absurdistan"],
    ["phone", "ring twice", "ring twice"],
    ["website", "not a website", "not a website"],
    ["postcode", 12345, "12345"],
    ["name", "\ud800broken", "\ufffdbroken"],
  ])("%s: %j is kept as %j and refuses nothing", async (field, value, kept) => {
    const told = story();
    const answer = await told.posts({ email: FITTING.email, [field]: value });
    expect(answer.statusCode).toBe(202);
    expect((await told.lead()).lead.profile).toEqual({ [field]: kept });
  });

  test.each(["", "   ", null, undefined])("%j is nothing, not an empty answer", async (value) => {
    const told = story();
    await told.posts({ email: FITTING.email, company: value, timeline: value });
    const { lead } = await told.lead();
    expect([lead.profile, lead.answers]).toEqual([{}, {}]);
  });

  test('what is not understood counts as unknown: no points for employees that are "lots", and the mails go out', async () => {
    const told = story();
    await told.posts({ ...FITTING, employees: "lots", timeZone: "Mars/Olympus" });
    expect((await told.lead()).lead.score.fit).toBe(0);
    await told.passes("3 days");
    expect(told.touches()).toEqual(["welcome", "second"]);
  });

  test("a form can't set score, stage, segment, lifecycle or id; unknown keys are dropped", async () => {
    const told = story();
    const { leadId: victim } = await told.life("victim@dairy.example");
    const forged = {
      score: 100,
      total: 100,
      stage: "mql",
      segment: "large",
      lifecycle: "customer",
      leadId: victim,
      pk: "LEAD#1",
      generation: 1,
      suppressedAt: 1,
      wakeToken: "x",
      consentGivenAt: 1,
      source: "x",
      touches: [],
      constructor: { prototype: { admin: true } },
      ["__proto__"]: { admin: true },
      address: "somebody@else.example",
    };
    await told.posts({ ...forged, ...FITTING, employees: "3" });
    const plain = story();
    await plain.posts({ ...FITTING, employees: "3" });
    expect(told.line.leads.all()).toEqual(
      plain.line.leads.all().map((life) => ({ ...life, ledger: expect.anything() })),
    );
    expect((await told.lead()).ledger.map(({ what }) => what)).toEqual(
      (await plain.lead()).ledger.map(({ what }) => what),
    );
    expect(told.touches()).toEqual(["welcome"]);
  });

  test("only utm_ parameters are kept as such, at most ten", async () => {
    const told = story();
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `utm_${"abcdefghij".slice(0, (n % 10) + 1)}${n > 9 ? "z".repeat(n - 9) : ""}`,
        "x",
      ]),
    );
    await told.posts({ ...FITTING, ...many, utm: "no", utm_Über: "no", utm_: "no" });
    const { utm } = (await told.lead()).lead.source;
    expect(Object.keys(utm)).toHaveLength(10);
    expect(utm).not.toHaveProperty("utm_Über");
  });

  test("a second source never replaces the first", async () => {
    const told = story();
    await told.posts({ ...FITTING, utm_source: "fair" });
    await told.posts({ ...FITTING, utm_source: "advert", form: "another-form" });
    expect((await told.lead()).lead.source).toMatchObject({
      form: "cold-store-guide",
      utm: { utm_source: "fair" },
    });
  });
});
