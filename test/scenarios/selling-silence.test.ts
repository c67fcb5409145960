import { describe, expect, test } from "vitest";
import { heard, loads, moment, type Office, office, ripeAt, worker } from "../stories/selling.ts";

/** Cork in winter is on UTC. 2026-11-20 was a Friday. */
const FRIDAY = "2026-11-20T17:55:00Z";
const desk = (stated: Office = {}) => {
  const open = office(stated);
  return () => open;
};

describe("silence, in the working time of whoever has the lead", () => {
  test("S44 Friday 17:55 and four hours from nine to six: due Monday 12:55, a reminder at half, the next person, the manager, back to nurture", async () => {
    const told = await ripeAt(FRIDAY, desk());
    expect(moment((await told.lead()).handoffs[0]?.dueAt ?? 0)).toBe("2026-11-23 12:55");
    expect(await loads(told)).toEqual({ tom: 1 });
    await told.passesUntil("2026-11-23T12:54:59.999Z");
    expect(heard(told)).toEqual(["2026-11-20 17:55 release tom", "2026-11-23 10:55 reminder tom"]);
    await told.passesUntil("2026-11-23T12:55:00Z");
    expect(await loads(told)).toEqual({ ines: 1 });
    await told.passesUntil("2026-11-24T15:54:59.999Z");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "released", stage: 3, asked: ["tom"] }]);
    await told.passesUntil("2026-11-24T15:55:00Z");
    expect(heard(told)).toEqual([
      "2026-11-20 17:55 release tom",
      "2026-11-23 10:55 reminder tom",
      "2026-11-23 12:55 next-person ines",
      "2026-11-23 14:55 reminder ines",
      "2026-11-23 16:55 manager ruth",
    ]);
    const { lead, handoffs } = await told.lead();
    expect(lead.lifecycle).toBe("recycled");
    expect(handoffs).toMatchObject([{ status: "expired" }]);
    expect(await loads(told)).toEqual({});
    expect(told.touches()).toEqual(["welcome", "second"]);
    await told.passes("3 months");
    expect(told.touches()).toEqual(["welcome", "second", "third"]);
    expect(told.notices).toHaveLength(5);
  });

  test("S44 every step of the silence stands on the lead", async () => {
    const told = await ripeAt(FRIDAY, desk());
    await told.passes("5 days");
    const { ledger } = await told.lead();
    const steps = ledger.filter(({ kind }) => kind === "handoff").map(({ what }) => what);
    expect(new Set(steps)).toEqual(
      new Set([
        "ripe, released to sales: 65 of 60 points: attended: Cold in July",
        "it is for Tom: Tom's turn in europe",
        "Tom was told",
        "Tom was reminded",
        "Tom has not answered in time: the next person is asked; it is for Ines: Ines's turn in europe; Tom has the account dairy.example, but has had it already",
        "Ines was told",
        "Ines was reminded",
        "the manager was told that nobody has answered",
        "sales did not answer hand-off 1 in time: back to nurture",
      ]),
    );
  });

  test("S44 told one millisecond before closing time: that millisecond counts, the rest is Monday's", async () => {
    const told = await ripeAt("2026-11-20T17:59:59.999Z", desk());
    expect(moment((await told.lead()).handoffs[0]?.dueAt ?? 0)).toBe("2026-11-23 12:59:59.999");
  });

  test("S44 told at six sharp, on Saturday or on Sunday night: all four hours are Monday's", async () => {
    for (const at of ["2026-11-20T18:00:00Z", "2026-11-21T14:00:00Z", "2026-11-22T23:59:59.999Z"]) {
      const told = await ripeAt(at, desk());
      const { remindAt = 0, dueAt = 0 } = (await told.lead()).handoffs[0] ?? {};
      expect([moment(remindAt), moment(dueAt)]).toEqual(["2026-11-23 11:00", "2026-11-23 13:00"]);
    }
  });

  test.each([
    ["forward", "America/New_York", "2027-03-12T22:55:00Z", "2027-03-15T16:55:00Z"],
    ["back", "America/New_York", "2026-10-30T21:55:00Z", "2026-11-02T17:55:00Z"],
    ["forward", "Australia/Sydney", "2026-10-02T07:55:00Z", "2026-10-05T01:55:00Z"],
    ["back", "Europe/London", "2026-10-23T16:55:00Z", "2026-10-26T12:55:00Z"],
  ])(
    "S44 over the weekend on which the clocks go %s in %s: Monday 12:55 by the clock on the wall",
    async (_, zone, from, due) => {
      const told = await ripeAt(from, desk({ tom: { zone, holidays: "GB" } }));
      expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse(due));
    },
  );

  test("S44 a public holiday of the person's country between: the first working day after it counts on", async () => {
    // Monday 26 October 2026 was one in Ireland, and none in Britain.
    const friday = "2026-10-23T16:55:00Z";
    const irish = await ripeAt(friday, desk());
    expect((await irish.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-10-27T12:55:00Z"));
    const british = await ripeAt(friday, desk({ tom: { holidays: "GB" } }));
    expect((await british.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-10-26T12:55:00Z"));
  });

  test("S44 in New York the four hours are New York's", async () => {
    const told = await ripeAt(FRIDAY, desk({ tom: { zone: "America/New_York", holidays: "US" } }));
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-20T21:55:00Z"));
  });

  test("S44 a raised hand has plain minutes at any hour: Saturday at three in the morning", async () => {
    const told = await ripeAt("2026-11-20T10:00:00Z", desk(), {});
    await told.rejects("Tom", "no-budget");
    await told.passesUntil("2026-11-21T03:00:00Z");
    await told.posts({ email: "zoe@dairy.example", message: "a demo please" });
    await told.passes("1 day");
    expect(heard(told).slice(1)).toEqual([
      "2026-11-21 03:00 release tom",
      "2026-11-21 03:15 reminder tom",
      "2026-11-21 03:30 next-person ines",
      "2026-11-21 03:45 reminder ines",
      "2026-11-21 04:00 manager ruth",
    ]);
    // Four times the time to answer would be 05:00: nobody gives it up before somebody has been at work for as long.
    expect((await told.lead()).handoffs[1]?.status).toBe("released");
    await told.passesUntil("2026-11-23T10:00:00Z");
    expect((await told.lead()).handoffs[1]).toMatchObject({ status: "expired", closedAt: told.now });
  });

  test("S44 a raised hand in working hours goes back to nurture at four times its minutes", async () => {
    const told = await ripeAt("2026-11-20T10:00:00Z", desk(), {});
    await told.rejects("Tom", "no-budget");
    await told.passesUntil("2026-11-20T11:00:00Z");
    await told.posts({ email: "zoe@dairy.example", message: "a demo please" });
    await told.passes("1 day");
    expect((await told.lead()).handoffs[1]).toMatchObject({
      status: "expired",
      closedAt: Date.parse("2026-11-20T13:00:00Z"),
    });
  });
});

describe("people who leave while the clock runs", () => {
  test("S44 whose absence begins before the time is over loses the lead that moment, before any reminder", async () => {
    const away = { away: [{ from: "2026-11-23", to: "2026-11-27" }] };
    const told = await ripeAt(FRIDAY, desk({ tom: away }));
    await told.passesUntil("2026-11-23T11:00:00Z");
    expect(heard(told)).toEqual([
      "2026-11-20 17:55 release tom",
      "2026-11-23 00:00 next-person ines",
      "2026-11-23 11:00 reminder ines",
    ]);
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("S44 an absence that begins after the time is over changes nothing", async () => {
    const told = await ripeAt(FRIDAY, desk({ tom: { away: [{ from: "2026-11-24", to: "2026-11-27" }] } }));
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-23T12:55:00Z"));
  });

  test("S44 the only one of a pool goes away: the lead waits for somebody, and the manager hears of it", async () => {
    const pools = [{ name: "europe", people: ["tom"] }];
    const told = await ripeAt(
      FRIDAY,
      desk({ pools, tom: { away: [{ from: "2026-11-23", to: "2026-12-04" }] } }),
    );
    await told.passesUntil("2026-11-23T09:00:00Z");
    expect(heard(told)).toEqual(["2026-11-20 17:55 release tom", "2026-11-23 04:00 nobody-free ruth"]);
    expect(await loads(told)).toEqual({});
    await told.passesUntil("2026-12-05T00:00:00Z");
    expect(heard(told).slice(2)).toEqual(["2026-12-05 00:00 next-person tom"]);
  });

  test("S44 somebody taken off the file while they have it: the lead moves at the next step, and the clock begins anew", async () => {
    let now = office();
    const told = await ripeAt(FRIDAY, () => now);
    now = office({ gone: ["tom"] });
    await told.passesUntil("2026-11-23T10:55:00Z");
    expect(heard(told)).toEqual(["2026-11-20 17:55 release tom", "2026-11-23 10:55 release ines"]);
    expect(await loads(told)).toEqual({ ines: 1 });
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-23T14:55:00Z"));
  });

  test("S44 somebody taken off the file in the time of the next person, and in the manager's", async () => {
    for (const [until, moved] of [
      ["2026-11-23T13:00:00Z", "next-person"],
      ["2026-11-23T17:00:00Z", "release"],
    ] as const) {
      let now = office();
      const told = await ripeAt(FRIDAY, () => now);
      await told.passesUntil(until);
      now = office({ gone: ["ines"], pools: [{ name: "europe", people: ["tom"] }] });
      await told.passesUntil("2026-11-24T15:55:00Z");
      const { handoffs } = await told.lead();
      expect(handoffs[0]?.to).toBe("tom");
      expect(heard(told).filter((each) => each.endsWith(`${moved} tom`)).length).toBeGreaterThan(0);
      await told.passes("1 month");
      expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
      expect(await loads(told)).toEqual({});
    }
  });

  test("S44 everybody of a pool is taken off the file and others come: the lead goes to one of those", async () => {
    let now = office();
    const told = await ripeAt(FRIDAY, () => now);
    now = office({
      gone: ["tom", "ines"],
      others: { mia: worker("Mia") },
      pools: [{ name: "north", people: ["mia"] }],
    });
    await told.passesUntil("2026-11-23T10:55:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-23 10:55 release mia");
    expect(await loads(told)).toEqual({ mia: 1 });
  });
});

describe("small and shared pools", () => {
  test("S44 a pool of one: told once more at the end, then the manager, then back to nurture", async () => {
    const told = await ripeAt(FRIDAY, desk({ pools: [{ name: "europe", people: ["tom"] }] }));
    await told.passesUntil("2026-11-24T15:55:00Z");
    expect(heard(told)).toEqual([
      "2026-11-20 17:55 release tom",
      "2026-11-23 10:55 reminder tom",
      "2026-11-23 12:55 next-person tom",
      "2026-11-23 14:55 reminder tom",
      "2026-11-23 16:55 manager ruth",
    ]);
    expect((await told.lead()).lead.lifecycle).toBe("recycled");
  });

  test("S44 a shared pool: everybody of it hears it, twice, then the manager; whoever accepts has it", async () => {
    const pools = [{ name: "europe", people: ["tom", "ines"], share: true }];
    const told = await ripeAt(FRIDAY, desk({ pools }));
    await told.passesUntil("2026-11-23T16:55:00Z");
    expect(heard(told)).toEqual([
      "2026-11-20 17:55 release pool:europe",
      "2026-11-23 10:55 reminder pool:europe",
      "2026-11-23 12:55 next-person pool:europe",
      "2026-11-23 14:55 reminder pool:europe",
      "2026-11-23 16:55 manager ruth",
    ]);
    expect(await loads(told)).toEqual({});
    expect((await told.accepts("Ines")).statusCode).toBe(200);
    expect(await loads(told)).toEqual({ ines: 1 });
    expect((await told.accepts("Tom")).body).toContain("Ines accepted this lead already");
  });

  test("S44 a shared pool whose first person is away goes by the clock of one who is there", async () => {
    const pools = [{ name: "europe", people: ["tom", "ines"], share: true }];
    const away = { away: [{ from: "2026-11-16", to: "2026-12-11" }] };
    const told = await ripeAt(FRIDAY, desk({ pools, tom: away }));
    expect((await told.lead()).handoffs[0]?.dueAt).toBe(Date.parse("2026-11-23T12:55:00Z"));
  });

  test("S44 a pool that stops sharing while a lead is everybody's: it becomes somebody's at the next step", async () => {
    const people = ["tom", "ines"];
    let now = office({ pools: [{ name: "europe", people, share: true }] });
    const told = await ripeAt(FRIDAY, () => now);
    now = office();
    await told.passesUntil("2026-11-23T10:55:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-23 10:55 release tom");
  });
});
