import { describe, expect, test } from "vitest";
import { FITTING, type Story } from "../stories/line.ts";
import { heard, loads, office, ripeAt, worker } from "../stories/selling.ts";

const MONDAY = "2026-11-23T09:00:00Z";
/** Given back on Monday at nine, cool-off 30 days: Wednesday 23 December at nine. */
const COOL = "2026-12-23T09:00:00Z";

/** Given back by Tom as not the time for it, whose turn it isn't any more; and engaged since. */
async function recycled(desk = () => office()): Promise<Story> {
  const told = await ripeAt(MONDAY, desk);
  await told.rejects("Tom", "no-budget");
  await told.passes("10 days");
  await told.attends();
  return told;
}

describe("a recycled lead that ripens again", () => {
  test("S45 goes to the same person, with the earlier reason shown, and not before its cool-off", async () => {
    const told = await recycled();
    await told.passesUntil("2026-12-23T08:59:59.999Z");
    expect(heard(told)).toEqual(["2026-11-23 09:00 release tom"]);
    await told.passesUntil(COOL);
    expect(heard(told)).toEqual(["2026-11-23 09:00 release tom", "2026-12-23 09:00 release tom"]);
    expect(told.notices.at(-1)?.text).toContain("Tom gave it back (No budget in sight");
    expect(await loads(told)).toEqual({ tom: 1 });
  });

  test("S45 whose turn it is counts for nothing: Ines's turn stays hers", async () => {
    const told = await recycled();
    await told.passesUntil(COOL);
    const email = "ben@bakery.example";
    await told.posts({ ...FITTING, email });
    await told.attends(email);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release ines");
  });

  test("S45 a campaign's own cool-off goes before the desk's", async () => {
    const told = await recycled(() => office({ coolOff: "20 days" }));
    await told.passesUntil(COOL);
    expect((await told.lead()).handoffs).toHaveLength(2);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release tom");
  });

  test("S45 with that person away: to the one whose turn it is, with the reason why not to them", async () => {
    const told = await recycled(() => office({ tom: { away: [{ from: "2026-12-21", to: "2027-01-08" }] } }));
    await told.passesUntil(COOL);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release ines");
    const why = (await told.lead()).ledger.find(({ what }) => what.startsWith("it is for Ines"))?.what;
    expect(why).toBe(
      "it is for Ines: Ines's turn in europe; Tom has dealt with it before, but is away until 2027-01-08",
    );
  });

  test("S45 with that person back on the day before: to them", async () => {
    const told = await recycled(() => office({ tom: { away: [{ from: "2026-12-01", to: "2026-12-22" }] } }));
    await told.passesUntil(COOL);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release tom");
  });

  test("S45 with that person full: to somebody else, with the reason why", async () => {
    const told = await recycled(() => office({ tom: { atMost: 1 }, contact: { within: "80 days" } }));
    const email = "ben@bakery.example";
    await told.posts({ ...FITTING, email, company: "Bakery" });
    await told.attends(email);
    await told.accepts("Tom");
    expect(await loads(told)).toEqual({ tom: 1 });
    await told.passesUntil(COOL);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release ines");
    const lines = (await told.lead()).ledger.map(({ what }) => what);
    expect(lines.filter((what) => what.includes("Tom has dealt with it before, but holds 1"))).toHaveLength(
      1,
    );
  });

  test("S45 with that person off the desk for good: to somebody else", async () => {
    let now = office();
    const told = await recycled(() => now);
    now = office({
      gone: ["tom"],
      others: { mia: worker("Mia") },
      pools: [{ name: "europe", people: ["mia", "ines"] }],
    });
    await told.passesUntil(COOL);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release ines");
    expect(await loads(told)).toEqual({ ines: 1 });
  });

  test("S45 whoever passed it on to somebody who gave it back: that somebody is the one who knows it", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.passesUntil("2026-11-23T13:30:00Z");
    expect(heard(told).at(-1)).toBe("2026-11-23 13:00 next-person ines");
    await told.rejects("Ines", "no-budget");
    await told.passes("10 days");
    await told.attends();
    await told.passesUntil("2026-12-23T13:30:00Z");
    expect(heard(told).at(-1)).toBe("2026-12-23 13:30 release ines");
  });

  test("S45 nobody answered the first time: whoever has its account by then", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.passesUntil("2026-11-25T09:00:00Z");
    expect((await told.lead()).handoffs).toMatchObject([{ status: "expired" }]);
    await told.attends();
    await told.passesUntil("2026-12-24T16:00:00Z");
    expect(heard(told).at(-1)).toBe("2026-12-24 16:00 release tom");
  });

  test("S45 a fixed owner of the account goes before who dealt with it", async () => {
    let now = office();
    const told = await recycled(() => now);
    now = office({ accounts: { "Dairy.example": "ines" } });
    await told.passesUntil(COOL);
    expect(heard(told).at(-1)).toBe("2026-12-23 09:00 release ines");
  });

  test("S45 its own raised hand does not wait for the cool-off, and goes to the same person", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.rejects("Tom", "no-budget");
    await told.passes("1 day");
    await told.posts({ email: FITTING.email, message: "a demo please" });
    expect(heard(told).at(-1)).toBe("2026-11-24 09:00 release tom");
  });
});

describe("a colleague of a lead that is somebody's", () => {
  const colleague = { ...FITTING, email: "ada@dairy.example", name: "Ada" };

  test("goes to that same person, whose turn it isn't", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.accepts("Tom");
    await told.posts(colleague);
    await told.attends(colleague.email);
    expect(heard(told).at(-1)).toBe("2026-11-23 09:00 release tom");
    expect(told.notices.at(-1)?.text).toContain("Zoë Müller");
  });

  test("of free mail is nobody's colleague", async () => {
    const told = await ripeAt(MONDAY, () => office());
    for (const email of ["zoe@gmail.com", "kim@gmail.com"]) {
      await told.posts({ ...FITTING, email });
      await told.attends(email);
    }
    expect(heard(told).map((each) => each.split(" ").at(-1))).toEqual(["tom", "ines", "tom"]);
  });

  test("whoever accepts a lead that was another's has its account from then on", async () => {
    const told = await ripeAt(MONDAY, () => office());
    await told.accepts("Ines");
    expect(await loads(told)).toEqual({ ines: 1 });
    await told.posts(colleague);
    await told.attends(colleague.email);
    expect(heard(told).at(-1)).toBe("2026-11-23 09:00 release ines");
  });
});
